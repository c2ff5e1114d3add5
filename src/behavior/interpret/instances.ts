import type { SourcePlace } from '../host.ts';
import type { Abstract, ClassValue, ModelValue, ObjectValue } from '../value.ts';
import { NEVER, NOTHING } from '../values/make.ts';
import { isNever, membersOf } from '../values/query.ts';
import { bound, set } from './access.ts';
import { ancestry, classTable, foreignBases } from './class-table.ts';
import { initialiseFields } from './classes.ts';
import { isEnumeration, memberWith } from './enumerations.ts';
import { emptyInstance } from './new-instance.ts';
import type { Arguments, Run } from './state.ts';

/** Makes an instance of a class of the code. */
export function constructClass(run: Run, cls: ClassValue, call: Arguments, at: SourcePlace): Abstract {
  if (run.language === 'python' && isEnumeration(cls)) return memberWith(cls, call.args[0] ?? NOTHING);
  if (run.language !== 'python') return initialise(run, cls, emptyInstance(run, cls), { call, at });
  const maker = ancestry(cls)
    .map((each) => classTable(each)?.methods.get('__new__') ?? each.statics.get('__new__'))
    .find((each) => each !== undefined);
  if (maker === undefined) return initialisePython(run, cls, emptyInstance(run, cls), { call, at });
  const made = run.machine.call(run, maker, { ...call, args: [cls, ...call.args] }, { at, self: null });
  for (const each of membersOf(made)) if (each.kind === 'object' && each.cls === cls) initialisePython(run, cls, each, { call, at });
  return made;
}

/** How an instance is made: with which arguments, from where. */
interface Making {
  readonly call: Arguments;
  readonly at: SourcePlace;
}

/**
 * Runs the constructors of a class on an instance, bases first, as JavaScript does. The result is the instance, or what
 * stands for it where the base is a model: an extended SDK client is that client with the members of the class.
 */
function initialise(run: Run, cls: ClassValue, self: Abstract, making: Making): Abstract {
  const table = classTable(cls);
  const constructor = table?.methods.get('constructor');
  const [base] = cls.bases;
  if (table === undefined) return self;
  if (base === undefined) {
    initialiseFields(run, cls, table, self);
    if (constructor?.kind !== 'function') return self;
    const result = run.machine.invoke(run, constructor, making.call, { at: making.at, self });
    return constructed(result, self);
  }
  if (constructor?.kind !== 'function') {
    const inherited = initialiseBase(run, base, self, making);
    initialiseFields(run, cls, table, inherited);
    return inherited;
  }
  // `super(…)` in it runs the base's constructor, and may replace what `this` is.
  const holder = { self };
  run.constructing.push({ cls, holder });
  const result = run.machine.invoke(run, constructor, making.call, { at: making.at, self });
  run.constructing.pop();
  return constructed(result, holder.self);
}

function constructed(result: Abstract, self: Abstract): Abstract {
  if (isNever(result)) return NEVER;
  return result.kind === 'object' || result.kind === 'model' ? result : self;
}

/** `super(…)`: gives what `this` is from now on. */
export function constructBase(run: Run, cls: ClassValue, self: Abstract, making: Making): Abstract {
  const [base] = cls.bases;
  const table = classTable(cls);
  const inherited = base === undefined ? self : initialiseBase(run, base, self, making);
  if (table !== undefined) initialiseFields(run, cls, table, inherited);
  const innermost = run.constructing.at(-1);
  if (innermost?.cls === cls) innermost.holder.self = inherited;
  return inherited;
}

function initialiseBase(run: Run, base: Abstract, self: Abstract, making: Making): Abstract {
  if (base.kind === 'class') return initialise(run, base, self, making);
  const made = run.machine.construct(run, base, making.call, making.at);
  if (made.kind === 'object') {
    for (const [key, value] of made.fields) set(run, self, key, value);
    return self;
  }
  return made.kind === 'model' && self.kind === 'object' && self.cls !== null ? extended(run, made, self, self.cls) : self;
}

/** A model value with the members of a class. */
function extended(run: Run, base: ModelValue, self: ObjectValue, cls: ClassValue): ModelValue {
  const model: ModelValue = Object.assign(Object.create(base) as ModelValue, {
    own: new Map([...(base.own ?? []), ...self.fields]),
    get: (key: string, host: Run['host'], at: SourcePlace): Abstract | undefined => {
      for (const each of ancestry(cls)) {
        const table = classTable(each);
        const getter = table?.getters.get(key);
        if (getter !== undefined) return host.call(bound(getter, model), [], { at: run.at, self: model });
        const method = table?.methods.get(key);
        if (method !== undefined) return bound(method, model);
      }
      return base.get?.(key, host, at);
    },
  });
  return model;
}

/** Python: `__init__` of the nearest class that has one; without one, keywords become fields, as data models do. */
function initialisePython(run: Run, cls: ClassValue, instance: ObjectValue, { call, at }: Making): Abstract {
  for (const each of ancestry(cls)) {
    const init = classTable(each)?.methods.get('__init__');
    if (init === undefined) continue;
    const result = run.machine.call(run, bound(init, instance), call, { at, self: instance });
    return isNever(result) ? NEVER : instance;
  }
  const [foreign] = foreignBases(cls);
  if (foreign === undefined) return instance;
  for (const [name, value] of call.named) instance.fields.set(name, value);
  if (call.restNamed !== null) instance.rest = call.restNamed;
  if (foreign.kind === 'model') {
    const made = run.machine.construct(run, foreign, call, at);
    // A class that inherits a modelled one (an SDK wrapper, say) is that, with its own members.
    if (made.kind === 'model' && made.data !== undefined) return extended(run, made, instance, cls);
  } else run.machine.construct(run, foreign, call, at);
  return instance;
}
