import { memberOf } from '../builtins/members.ts';
import type { SourcePlace } from '../host.ts';
import type { Abstract, ClassValue, FunctionValue, ListValue, ModelValue, ObjectValue } from '../value.ts';
import { fromCopied } from '../values/copied-models.ts';
import { underKey } from '../values/copied.ts';
import { join, unionOf } from '../values/join.ts';
import { extend, NOTHING, number, SOME_NUMBER, text, unknownFrom } from '../values/make.ts';
import { exactKey, isCallable, membersOf } from '../values/query.ts';
import { ancestry, classTable, foreignBases } from './class-table.ts';
import { getterOf } from '../builtins/getters.ts';
import type { Run } from './state.ts';
import { observeSet } from '../observe/observe.ts';

/** A property, attribute or element; `undefined` when the value surely or presumably has none of that name. */
export function lookup(run: Run, value: Abstract, key: string, at: SourcePlace): Abstract | undefined {
  switch (value.kind) {
    case 'object':
      return lookupObject(run, value, key, at);
    case 'list':
      return lookupList(value, key) ?? memberOf(run.host, value, key);
    case 'function':
      return lookupFunction(run, value, key) ?? memberOf(run.host, value, key);
    case 'class':
      return lookupClass(run, value, key, at);
    case 'model':
      return lookupModel(run, value, key, at);
    case 'unknown':
      return unknownFrom(extend(value.origin, key));
    case 'union': {
      const found = value.members.flatMap((member) => (member.kind === 'nothing' ? [] : [lookup(run, member, key, at) ?? NOTHING]));
      return value.members.length > 0 && found.length === 0 ? NOTHING : unionOf(found);
    }
    case 'nothing':
      return NOTHING;
    default:
      return memberOf(run.host, value, key);
  }
}

/** A property, attribute or element of any value; nothing when it has none. */
export function get(run: Run, value: Abstract, key: string, at: SourcePlace): Abstract {
  const found = lookup(run, value, key, at);
  if (found !== undefined) return found;
  return value.kind === 'model' ? unknownFrom({ from: 'library', name: value.label, path: [key] }) : NOTHING;
}

function lookupObject(run: Run, object: ObjectValue, key: string, at: SourcePlace): Abstract | undefined {
  const field = object.fields.get(key);
  if (field !== undefined) return open(run, field, object, at);
  // The class, and not the method in it that is written so.
  if (key === 'constructor' && run.language === 'javascript' && object.cls !== null) return object.cls;
  if (object.cls !== null) {
    const member = lookupMember(run, object.cls, key, { self: object, at });
    if (member !== undefined) return member;
  }
  if (key === '__class__') return object.cls ?? undefined;
  if (object.rest !== null) {
    const known = memberOf(run.host, object, key) ?? fromCopied(object, (model) => lookupModel(run, model, key, at));
    return known ?? join(underKey(object.rest, key), NOTHING);
  }
  return memberOf(run.host, object, key);
}

/** The value of a field, whose getter is called if it has one. */
function open(run: Run, field: Abstract, object: Abstract, at: SourcePlace): Abstract {
  // On some paths it has a getter, on others not.
  if (field.kind === 'union' && field.members.some((member) => getterOf(member) !== undefined)) {
    return unionOf(field.members.map((member) => open(run, member, object, at)));
  }
  const getter = getterOf(field);
  return getter === undefined ? field : run.host.call(getter, [], { at, self: object });
}

/** Who is asked for a member, and where. */
interface Asked {
  readonly self: Abstract;
  readonly at: SourcePlace;
}

/** A member that an instance has from its class. */
function lookupMember(run: Run, cls: ClassValue, key: string, asked: Asked): Abstract | undefined {
  const { self, at } = asked;
  for (const each of ancestry(cls)) {
    const table = classTable(each);
    const getter = table?.getters.get(key);
    if (getter !== undefined) return run.host.call(bound(getter, self), [], { at, self });
    const method = table?.methods.get(key);
    if (method !== undefined) return bound(method, self);
    const attribute = run.language === 'python' ? each.statics.get(key) : undefined;
    if (attribute?.kind === 'function' && attribute.self === null && attribute.home !== each) return bound(attribute, self);
    if (attribute !== undefined) return described(run, attribute, { self, at }, cls) ?? rebound(attribute, each, cls);
  }
  return lookupForeign(run, cls, key, at) ?? lookupMissing(run, cls, key, asked);
}

/** What an attribute gives whose own class says so. https://docs.python.org/3/howto/descriptor.html */
function described(run: Run, attribute: Abstract, { self, at }: Asked, cls: ClassValue): Abstract | undefined {
  if (attribute.kind !== 'object' || attribute.cls === null) return undefined;
  const method = ancestry(attribute.cls)
    .map((each) => classTable(each)?.methods.get('__get__'))
    .find((each) => each !== undefined);
  return method && run.host.call(bound(method, attribute), [self, cls], { at, self: attribute });
}

/** Python asks `__getattr__` for what is nowhere else. */
function lookupMissing(run: Run, cls: ClassValue, key: string, asked: Asked): Abstract | undefined {
  if (run.language !== 'python' || key.startsWith('__')) return undefined;
  for (const each of ancestry(cls)) {
    const method = classTable(each)?.methods.get('__getattr__');
    if (method !== undefined) return run.host.call(bound(method, asked.self), [text(key)], { at: asked.at, self: asked.self });
  }
  return undefined;
}

/** A static or class method that is inherited has the inheriting class as its receiver. */
function rebound(value: Abstract, owner: ClassValue, cls: ClassValue): Abstract {
  return value.kind === 'function' && value.self === owner && owner !== cls ? { ...value, self: cls } : value;
}

function lookupForeign(run: Run, cls: ClassValue, key: string, at: SourcePlace): Abstract | undefined {
  for (const base of foreignBases(cls)) {
    if (base.kind === 'unknown') return unknownFrom(extend(base.origin, key));
    const inherited = base.kind === 'model' ? lookupModel(run, base, key, at) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** A function that knows its receiver. */
export function bound(value: Abstract, self: Abstract): Abstract {
  return value.kind === 'function' && value.self === null && value.fn.ownThis ? { ...value, self } : value;
}

function lookupList(list: ListValue, key: string): Abstract | undefined {
  if (key === 'length') return list.rest === null ? number(list.items.length) : SOME_NUMBER;
  if (!/^-?\d+$/.test(key)) return undefined;
  const index = Number(key);
  if (index >= 0) return list.items[index] ?? list.rest ?? NOTHING;
  return list.rest === null ? (list.items.at(index) ?? NOTHING) : unionOf([...list.items, list.rest]);
}

function lookupFunction(run: Run, fn: FunctionValue, key: string): Abstract | undefined {
  const own = propertiesOf(run, fn);
  const property = own.get(key);
  if (property !== undefined) return property;
  if (key === 'name' || key === '__name__') return text(fn.fn.name ?? '');
  if (key !== 'prototype' || run.language !== 'javascript') return undefined;
  const prototype = run.host.object();
  own.set('prototype', prototype);
  return prototype;
}

function lookupClass(run: Run, cls: ClassValue, key: string, at: SourcePlace): Abstract | undefined {
  if (key === 'name' || key === '__name__')
    return cls.cls.name === null ? unknownFrom({ from: 'code', because: 'the name of a class' }) : text(cls.cls.name);
  for (const each of ancestry(cls)) {
    const found = each.statics.get(key);
    if (found !== undefined) return open(run, rebound(found, each, cls), cls, at);
    const method = run.language === 'python' ? classTable(each)?.methods.get(key) : undefined;
    if (method !== undefined) return method;
  }
  if (key === 'prototype') {
    const table = classTable(cls);
    return run.host.object(table === undefined ? [] : [...table.methods]);
  }
  return lookupForeign(run, cls, key, at) ?? memberOf(run.host, cls, key);
}

function lookupModel(run: Run, model: ModelValue, key: string, at: SourcePlace): Abstract | undefined {
  const own = model.own?.get(key) ?? run.properties.get(model)?.get(key);
  if (own !== undefined) return open(run, own, model, at);
  return model.get?.(key, run.host, at) ?? memberOf(run.host, model, key);
}

/** Properties that the code set on a function or on a model. */
export function propertiesOf(run: Run, value: FunctionValue | ModelValue): Map<string, Abstract> {
  // All values of one function and scope share properties, whatever receiver they are bound to.
  const owner = value.kind === 'function' ? value.scope : value;
  const key = value.kind === 'function' ? `${value.fn.at.start}` : '';
  let tables = run.properties.get(owner);
  if (tables === undefined) run.properties.set(owner, (tables = new Map<string, Abstract>()));
  if (value.kind === 'model') return tables;
  const holder = tables.get(key);
  if (holder?.kind === 'object') return holder.fields;
  const made = run.host.object();
  tables.set(key, made);
  return made.fields;
}

/** Sets a property, attribute or element. */
export function set(run: Run, object: Abstract, key: string, value: Abstract): void {
  observeSet(run, object, key, value);
  switch (object.kind) {
    case 'object':
      return setField(run, object, key, value);
    case 'list':
      return setItem(run, object, key, value);
    case 'class':
      return run.store.write(object.statics, key, value);
    case 'function':
      return run.store.write(propertiesOf(run, object), key, value);
    case 'model':
      if (object.set !== undefined) return object.set(key, value, run.host);
      return run.store.write(object.own ?? propertiesOf(run, object), key, value);
    case 'union':
      // It is one of them that changes.
      for (const member of membersOf(object)) setWeakly(run, member, key, value);
      return;
    case 'unknown':
      // Whoever reads it there again has a client that is not seen.
      if (value.kind === 'model' && (value.data?.type === 'client' || value.data?.type === 'resource'))
        run.host.gap('untracked-library', `${value.label} is kept in something that is not followed`, run.at);
      return;
    default:
  }
}

function setWeakly(run: Run, member: Abstract, key: string, value: Abstract): void {
  if (member.kind === 'object') set(run, member, key, join(member.fields.get(key) ?? NOTHING, value));
  else if (member.kind === 'list') setUnknownKey(run, member, null, value);
  else if (member.kind !== 'union') set(run, member, key, value);
}

function setField(run: Run, object: ObjectValue, key: string, value: Abstract): void {
  for (const each of object.cls === null ? [] : ancestry(object.cls)) {
    const setter = classTable(each)?.setters.get(key);
    if (setter !== undefined) {
      run.host.call(bound(setter, object), [value], { at: run.at, self: object });
      return;
    }
  }
  run.store.write(object.fields, key, value);
}

function setItem(run: Run, list: ListValue, key: string, value: Abstract): void {
  const index = Number(key);
  if (!Number.isInteger(index) || list.items.length < index || index < 0) return setUnknownKey(run, list, null, value);
  run.store.touch(list);
  list.items[index] = value;
}

/** Sets a property whose name is not known, or known in part. */
export function setUnknownKey(run: Run, object: Abstract, key: Abstract | null, value: Abstract): void {
  for (const member of membersOf(object)) {
    if (member.kind === 'object') {
      for (const [name, old] of member.fields) {
        // A table of functions is not what such a line fills.
        if (!isCallable(old) && mayBe(key, name)) run.store.write(member.fields, name, join(old, value));
      }
      run.store.touchShape(member);
      member.rest = member.rest === null ? value : join(member.rest, value);
      if (key !== null && member.keys.length < MOST_KEYS) member.keys.push(key);
    } else if (member.kind === 'list') {
      run.store.touch(member);
      member.rest = member.rest === null ? value : join(member.rest, value);
    }
  }
}

/** Whether a key that is known in part, or not at all, may be a name. */
function mayBe(key: Abstract | null, name: string): boolean {
  if (key === null) return true;
  return membersOf(key).some((member) => {
    if (member.kind === 'unknown') return true;
    if (member.kind !== 'text') return exactKey(member) === name;
    const [first, last] = [member.parts[0], member.parts.at(-1)];
    const starts = first?.kind !== 'literal' || name.startsWith(first.text);
    return starts && (last?.kind !== 'literal' || name.endsWith(last.text));
  });
}

/** Keys that are known in part and kept, of one object. */
const MOST_KEYS = 16;
