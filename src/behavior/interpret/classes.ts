import type { ClassIr, ClassMember } from '../ir/ir.ts';
import type { Abstract, ClassValue, Scope } from '../value.ts';
import { NOTHING, text, unknownCode } from '../values/make.ts';
import { exactKey } from '../values/query.ts';
import { getterField } from '../builtins/getters.ts';
import { set } from './access.ts';
import type { ClassTable } from './class-table.ts';
import { ancestry, classTable, setClassTable } from './class-table.ts';
import { makeMembers } from './enumerations.ts';
import { placeOf } from './place.ts';
import { makeScope } from './scopes.ts';
import { callSpecial } from './special-methods.ts';
import type { Frame, Run } from './state.ts';

/** Evaluates a class: its bases, its methods, its static fields in order. */
export function makeClass(run: Run, ir: ClassIr, frame: Frame): ClassValue {
  const bases = ir.bases.map((base) => run.machine.evaluate(run, base, frame));
  const body = makeScope(run, new Set(), frame.scope);
  const cls: ClassValue = { kind: 'class', cls: ir, module: frame.module, scope: body, bases, statics: new Map() };
  const table: ClassTable = { methods: new Map(), getters: new Map(), setters: new Map(), fields: [], scope: body };
  setClassTable(cls, table);
  // The name stands for the class inside it, whatever the outer name comes to mean.
  if (ir.name !== null && run.language === 'javascript') body.names.set(ir.name, cls);
  const inside: Frame = { ...frame, scope: body, self: run.language === 'javascript' ? cls : frame.self, home: cls };
  for (const member of inOrder(run, ir)) defineMember(run, { cls, table, inside, outer: frame.scope }, member);
  if (run.language === 'python') {
    makeMembers(run, cls, inside);
    nameDescriptors(run, cls, frame);
    tellBases(run, cls, frame);
  }
  return cls;
}

/** JavaScript runs static fields and blocks once everything else is defined. https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation */
function inOrder(run: Run, { members }: ClassIr): readonly ClassMember[] {
  if (run.language !== 'javascript') return members;
  const runsLast = (member: ClassMember): boolean => member.kind === 'static-block' || (member.kind === 'field' && member.isStatic);
  return [...members.filter((member) => !runsLast(member)), ...members.filter(runsLast)];
}

/** Tells attributes what they are called. https://docs.python.org/3/reference/datamodel.html#object.__set_name__ */
function nameDescriptors(run: Run, cls: ClassValue, frame: Frame): void {
  for (const [name, value] of cls.statics) {
    if (value.kind !== 'object' || value.cls === null) continue;
    const args = [cls, text(name)];
    callSpecial(run, value, '__set_name__', { args, at: placeOf(frame, cls.cls.at) });
  }
}

/** A class that is derived from tells the one that it is derived from. https://docs.python.org/3/reference/datamodel.html#object.__init_subclass__ */
function tellBases(run: Run, cls: ClassValue, frame: Frame): void {
  const hook = ancestry(cls)
    .slice(1)
    .map((each) => classTable(each)?.methods.get('__init_subclass__') ?? each.statics.get('__init_subclass__'))
    .find((each) => each !== undefined);
  if (hook === undefined) return;
  const named = new Map((cls.cls.keywords ?? []).map(({ name, value }) => [name, run.machine.evaluate(run, value, frame)] as const));
  const plain = hook.kind === 'function' ? { ...hook, self: null } : hook;
  run.host.call(plain, [cls], { at: placeOf(frame, cls.cls.at), named });
}

interface Making {
  readonly cls: ClassValue;
  readonly table: ClassTable;
  readonly inside: Frame;
  readonly outer: Scope;
}

function defineMember(run: Run, making: Making, member: ClassMember): void {
  const { cls, table, inside } = making;
  if (member.kind === 'static-block') return runStaticBlock(run, making, member);
  const name = exactKey(run.machine.evaluate(run, member.key, inside));
  if (name === undefined) return;
  if (member.kind === 'field' && !member.isStatic && run.language === 'javascript') {
    for (const decorator of member.decorators) run.machine.evaluate(run, decorator, inside);
    table.fields.push({ key: name, member });
    return;
  }
  const value = decorated(run, making, member, name);
  if (member.kind === 'getter' && member.isStatic) cls.statics.set(name, getterField(value));
  else if (member.kind === 'getter') table.getters.set(name, value);
  else if (member.kind === 'setter') table.setters.set(name, value);
  else if (member.kind === 'field') {
    cls.statics.set(name, value);
    if (run.language === 'python') inside.scope.names.set(name, value);
  } else if (member.bindsClass) cls.statics.set(name, value.kind === 'function' ? { ...value, self: cls } : value);
  else if (member.isStatic)
    cls.statics.set(name, value.kind === 'function' && run.language === 'javascript' ? { ...value, self: cls } : value);
  else table.methods.set(name, value);
}

/** A member's value. Python's methods do not see the names of the class around them. */
function decorated(run: Run, making: Making, member: ClassMember, name: string): Abstract {
  if (member.value === null) return NOTHING;
  const plain = member.kind !== 'field' && member.value.k === 'function' && run.language === 'python';
  const frame = plain ? { ...making.inside, scope: making.outer } : making.inside;
  let value = run.machine.evaluate(run, member.value, frame);
  for (const decorator of member.decorators.toReversed()) {
    const at = placeOf(making.inside, decorator.at);
    const decorate = run.machine.evaluate(run, decorator, making.inside);
    // TypeScript's decorators get the descriptor and may change it; standard ones get the method and may give another.
    const descriptor = run.host.object([['value', value]]);
    const target = run.host.object([['constructor', making.cls]]);
    const result = run.host.call(decorate, [target, run.host.object([['name', NOTHING]]), descriptor], { at });
    const replaced = result.kind === 'object' ? result.fields.get('value') : descriptor.fields.get('value');
    if (replaced !== undefined && replaced.kind !== 'unknown' && name !== '') value = replaced;
  }
  return value;
}

function runStaticBlock(run: Run, making: Making, member: ClassMember): void {
  if (member.value === null) return;
  const block = run.machine.evaluate(run, member.value, making.inside);
  run.host.call(block, [], { at: placeOf(making.inside, member.value.at), self: making.cls });
}

/** Gives an instance the fields that its class declares. */
export function initialiseFields(run: Run, cls: ClassValue, table: ClassTable, self: Abstract): void {
  for (const { key, member } of table.fields) {
    const frame = fieldFrame(run, cls, table, self);
    set(
      run,
      self,
      key,
      member.value === null ? NOTHING : frame === null ? unknownCode('a field') : run.machine.evaluate(run, member.value, frame),
    );
  }
}

function fieldFrame(run: Run, cls: ClassValue, table: ClassTable, self: Abstract): Frame | null {
  const around = run.frames.at(-1);
  if (around === undefined) return null;
  return { ...around, module: cls.module, scope: table.scope, self, home: cls };
}
