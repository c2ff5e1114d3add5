import type { Abstract, ListValue, ObjectValue, TextPart, TextValue } from '../value.ts';
import { textOf, unknownFrom } from './make.ts';
import { membersOf } from './query.ts';
import { samePart, sameValue } from './same.ts';

/** The most members a union has. */
const MOST_MEMBERS = 16;

/** Functions and classes are kept beyond that: a table of many routes must not hide what they call. */
const MOST_CALLABLES = 128;

/** One of two values. */
export function join(one: Abstract, other: Abstract): Abstract {
  return one === other ? one : unionOf([one, other]);
}

/** One of several values; flat, without duplicates, the value itself when there is one only. No values: never. */
export function unionOf(values: readonly Abstract[]): Abstract {
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  const members: Abstract[] = [];
  for (const value of values)
    for (const member of membersOf(value)) if (!members.some((each) => sameValue(each, member))) members.push(member);
  const [first] = members;
  if (first !== undefined && members.length === 1) return first;
  return members.length <= MOST_MEMBERS ? { kind: 'union', members } : widen(members);
}

/** Fewer members that stand for all: texts become a pattern, plain objects one object, lists one list; if that does not do, unknown. */
function widen(members: readonly Abstract[]): Abstract {
  const texts = members.filter((member) => member.kind === 'text');
  const objects = members.filter((member) => member.kind === 'object' && member.cls === null) as ObjectValue[];
  const lists = members.filter((member) => member.kind === 'list');
  const kept = members.filter(
    (member) => member.kind !== 'text' && member.kind !== 'list' && !(member.kind === 'object' && member.cls === null),
  );
  const narrowed: Abstract[] = [...kept];
  if (texts.length > 0) narrowed.push(texts.length === 1 ? (texts[0] as TextValue) : commonText(texts));
  if (objects.length > 0) narrowed.push(objects.length === 1 ? (objects[0] as ObjectValue) : joinedObject(objects));
  if (lists.length > 0) narrowed.push(lists.length === 1 ? (lists[0] as ListValue) : joinedList(lists));
  const [only] = narrowed;
  if (only !== undefined && narrowed.length === 1) return only;
  const callables = narrowed.filter((member) => member.kind === 'function' || member.kind === 'class').length;
  const isTooMuch = callables > MOST_CALLABLES || narrowed.length - callables > MOST_MEMBERS;
  return isTooMuch ? unknownFrom({ from: 'limit', limit: 'members of a union' }) : { kind: 'union', members: narrowed };
}

/** What texts have in common at their start and end, with a gap between. */
function commonText(texts: readonly TextValue[]): TextValue {
  const gap: TextPart = { kind: 'origin', origin: { from: 'limit', limit: 'members of a union' } };
  const [first, ...others] = texts.map((each) => each.parts);
  if (first === undefined) return textOf([gap]);
  const start: TextPart[] = [];
  for (const [index, part] of first.entries()) {
    if (others.every((parts) => samePart(part, parts[index]))) start.push(part);
    else {
      start.push(...commonStart(texts.map((each) => each.parts[index])));
      break;
    }
  }
  const last = first.at(-1);
  const end = last !== undefined && start.length < first.length && others.every((parts) => samePart(last, parts.at(-1))) ? [last] : [];
  return textOf([...start, gap, ...end]);
}

function commonStart(parts: readonly (TextPart | undefined)[]): TextPart[] {
  let common: string | undefined;
  for (const part of parts) {
    if (part?.kind !== 'literal') return [];
    if (common === undefined) common = part.text;
    while (!part.text.startsWith(common)) common = common.slice(0, -1);
  }
  return common === undefined || common === '' ? [] : [{ kind: 'literal', text: common }];
}

/** One object for several: a field that some of them lack may be nothing. */
export function joinedObject(objects: readonly ObjectValue[]): ObjectValue {
  const names = new Set(objects.flatMap((object) => [...object.fields.keys()]));
  const fields = new Map<string, Abstract>();
  for (const name of names) {
    fields.set(name, unionOf(objects.map((object) => object.fields.get(name) ?? object.rest ?? { kind: 'nothing' })));
  }
  const rests = objects.flatMap((object) => (object.rest === null ? [] : [object.rest]));
  return {
    kind: 'object',
    fields,
    rest: rests.length === 0 ? null : unionOf(rests),
    keys: objects.flatMap((object) => object.keys).slice(0, MOST_MEMBERS),
    cls: null,
    depth: Math.min(...objects.map((object) => object.depth)),
  };
}

/** One list for several: elements in the same place are joined, those that not every list has become further elements. */
export function joinedList(lists: readonly ListValue[]): ListValue {
  const shortest = Math.min(...lists.map((list) => list.items.length));
  const items = Array.from({ length: shortest }, (_, index) => unionOf(lists.map((list) => list.items[index] as Abstract)));
  const further = lists.flatMap((list) => [...list.items.slice(shortest), ...(list.rest === null ? [] : [list.rest])]);
  return {
    kind: 'list',
    items,
    rest: further.length === 0 ? null : unionOf(further),
    depth: Math.min(...lists.map((list) => list.depth)),
  };
}
