import type { Pattern } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { join, unionOf } from '../values/join.ts';
import { exactKey, membersOf } from '../values/query.ts';
import { NOTHING } from '../values/make.ts';
import { get, set, setUnknownKey } from './access.ts';
import { getComputed } from './computed.ts';
import { orDefault } from './parameters.ts';
import { placeOf } from './place.ts';
import { markDefault } from './reads.ts';
import { callSpecial } from './special-methods.ts';
import { assignName } from './scopes.ts';
import type { Elements, Frame, Run } from './state.ts';

/** Assigns a value to a name, a member, or the parts of a pattern. */
export function bind(run: Run, target: Pattern, value: Abstract, frame: Frame): void {
  switch (target.k) {
    case 'name':
      return assignName(run, frame.scope, target.name, value);
    case 'member': {
      const object = run.machine.evaluate(run, target.object, frame);
      const key = run.machine.evaluate(run, target.key, frame);
      run.at = placeOf(frame, target.at);
      if (!target.isAttribute && callSpecial(run, object, '__setitem__', { args: [key, value], at: run.at }) !== undefined) return;
      return assignMember(run, object, key, value);
    }
    case 'fields':
      return bindFields(run, target, value, frame);
    case 'elements':
      return bindElements(run, target, value, frame);
  }
}

function assignMember(run: Run, object: Abstract, key: Abstract, value: Abstract): void {
  const keys = membersOf(key).map(exactKey);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return set(run, object, only, value);
  if (keys.includes(undefined)) return setUnknownKey(run, object, key, value);
  for (const each of keys) {
    const name = each ?? '';
    set(run, object, name, join(get(run, object, name, run.at), value));
  }
}

function bindFields(run: Run, target: Extract<Pattern, { k: 'fields' }>, value: Abstract, frame: Frame): void {
  const at = placeOf(frame, target.at);
  run.at = at;
  const taken = new Set<string>();
  for (const field of target.fields) {
    const reads = run.reads.length;
    const key = run.machine.evaluate(run, field.key, frame);
    const found = getComputed(run, value, key, { ...at, start: field.key.at.start, end: field.key.at.end });
    const name = exactKey(key);
    if (name !== undefined) taken.add(name);
    const { defaultValue } = field;
    if (defaultValue !== null) markDefault(run, reads, [found]);
    bind(
      run,
      field.target,
      defaultValue === null ? found : orDefault(run, found, () => run.machine.evaluate(run, defaultValue, frame)),
      frame,
    );
  }
  if (target.rest !== null) bind(run, target.rest, withoutFields(run, value, taken), frame);
}

/** `{ a, ...others }`: the fields that were not taken. */
function withoutFields(run: Run, value: Abstract, taken: ReadonlySet<string>): Abstract {
  if (value.kind !== 'object') return value;
  const others = run.host.object([...value.fields].filter(([key]) => !taken.has(key)));
  others.rest = value.rest;
  others.keys.push(...value.keys);
  return others;
}

function bindElements(run: Run, target: Extract<Pattern, { k: 'elements' }>, value: Abstract, frame: Frame): void {
  const { items, rest } = inOrder(membersOf(value).map((member) => run.machine.iterate(run, member, placeOf(frame, target.at))));
  for (const [index, item] of target.items.entries()) {
    if (item === null) continue;
    const found = items[index] ?? rest ?? NOTHING;
    const { defaultValue } = item;
    bind(
      run,
      item.target,
      defaultValue === null ? found : orDefault(run, found, () => run.machine.evaluate(run, defaultValue, frame)),
      frame,
    );
  }
  if (target.rest !== null) bind(run, target.rest, run.host.list(items.slice(target.items.length), rest), frame);
}

/** The elements of one of several values, each in its place; what has no elements cannot be taken apart, and is not the one. */
function inOrder(each: readonly Elements[]): Elements {
  const some = each.filter(({ items, rest }) => items.length > 0 || rest !== null);
  const [only] = some;
  if (only === undefined) return { items: [], rest: null };
  if (some.length === 1) return only;
  const longest = Math.max(...some.map(({ items }) => items.length));
  const rests = some.flatMap(({ rest }) => (rest === null ? [] : [rest]));
  return {
    items: Array.from({ length: longest }, (_, index) => unionOf(some.map(({ items, rest }) => items[index] ?? rest ?? NOTHING))),
    rest: rests.length === 0 ? null : unionOf(rests),
  };
}
