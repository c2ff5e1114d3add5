import type { SourcePlace } from '../host.ts';
import type { Abstract } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { exactKey, membersOf } from '../values/query.ts';
import { bound } from './access.ts';
import { ancestry, classTable } from './class-table.ts';
import type { Run } from './state.ts';

/** The methods of Python's operators, by the operators' names here. https://docs.python.org/3/reference/datamodel.html#special-method-names */
const OPERATORS: Readonly<Record<string, string>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '%': '__mod__',
  '@': '__matmul__',
  '|': '__or__',
  '&': '__and__',
  '<<': '__lshift__',
  '>>': '__rshift__',
  '===': '__eq__',
  '<': '__lt__',
  '>': '__gt__',
};

/** A special method of an instance's class; undefined when the class has none, or when it is no instance. */
function specialMethod(run: Run, value: Abstract, name: string): Abstract | undefined {
  if (run.language !== 'python' || value.kind !== 'object' || value.cls === null) return undefined;
  const method = ancestry(value.cls)
    .map((each) => classTable(each)?.methods.get(name))
    .find((each) => each !== undefined);
  return method && bound(method, value);
}

/** Calls a special method of a value; undefined when it has none. */
export function callSpecial(
  run: Run,
  value: Abstract,
  name: string,
  { args, at }: { readonly args: readonly Abstract[]; readonly at: SourcePlace },
): Abstract | undefined {
  const method = specialMethod(run, value, name);
  return method && run.host.call(method, args, { at, self: value });
}

/** What an operator gives for an instance whose class says so; undefined for any other. */
export function overloaded(
  run: Run,
  op: string,
  operands: { readonly left: Abstract; readonly right: Abstract },
  at: SourcePlace,
): Abstract | undefined {
  const { left, right } = operands;
  if (op === 'in') return callSpecial(run, right, '__contains__', { args: [left], at });
  const name = Object.hasOwn(OPERATORS, op) ? OPERATORS[op] : undefined;
  return name === undefined ? undefined : callSpecial(run, left, name, { args: [right], at });
}

/** `value[key]` where a class says what that gives; undefined where none of the values is an instance of such a class. */
export function subscripted(run: Run, value: Abstract, key: Abstract, at: SourcePlace): Abstract | undefined {
  const members = membersOf(value);
  const found = members.map((member) => callSpecial(run, member, '__getitem__', { args: [key], at }) ?? missing(run, member, key, at));
  if (found.every((each) => each === undefined)) return undefined;
  return unionOf(members.map((member, index) => found[index] ?? run.host.element(member, at)));
}

/** What a dict with `__missing__` gives: that of a key which it has not. */
function missing(run: Run, value: Abstract, key: Abstract, at: SourcePlace): Abstract | undefined {
  const name = exactKey(key);
  const field = value.kind === 'object' && name !== undefined ? value.fields.get(name) : undefined;
  return specialMethod(run, value, '__missing__') && (field ?? callSpecial(run, value, '__missing__', { args: [key], at }));
}
