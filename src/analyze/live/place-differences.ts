import type { PropertyDifference, ResourceDrift } from '../../model/live.ts';
import type { MapValue, Unknown, Value } from '../../model/value.ts';
import { isUnknown } from '../../model/value.ts';
import { readJson } from '../../util/json.ts';
import { toJson } from '../../util/node.ts';
import type { Json } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import type { Span } from '../../util/span.ts';
import type { KnownNames } from './known-names.ts';

/** Most pairs of items that are compared to see what two lists have in common. */
const MOST_PAIRS = 1_000_000;

/** Data that may be absent, or not known. */
type Data = Json | undefined;

interface Placing {
  /** The one that is put in place. */
  readonly difference: PropertyDifference;
  /** All of the resource. */
  readonly differences: readonly PropertyDifference[];
  readonly names: KnownNames;
  /** Lists that were put in order as a whole. */
  readonly settled: Set<string>;
}

/**
 * A resource's properties with the differences put in place: what did not change keeps its value and place of the template. Lists are
 * told apart by their items where the record has all properties, since positions shift; by position otherwise.
 */
export function placeDifferences(
  properties: MapValue | Unknown,
  drift: ResourceDrift,
  { names, differences }: { names: KnownNames; differences: readonly PropertyDifference[] },
): MapValue | Unknown {
  if (isUnknown(properties)) return properties;
  let placed: Value = properties;
  const settled = new Set<string>();
  for (const difference of differences) {
    const whole: Place = { value: placed, expected: drift.expected, actual: drift.actual };
    placed = put(whole, 0, { difference, differences, names, settled }) ?? { kind: 'map', entries: new Map(), at: properties.at };
  }
  return placed.kind === 'map' ? placed : properties;
}

interface Place {
  readonly value: Value | undefined;
  readonly expected: Data;
  readonly actual: Data;
}

function put(place: Place, depth: number, placing: Placing): Value | undefined {
  const { difference, names, settled } = placing;
  const { value, expected, actual } = place;
  const path = difference.path.slice(0, depth);
  const key = difference.path[depth];
  if (value?.kind === 'list' || Array.isArray(actual)) {
    const name = JSON.stringify(path);
    if (settled.has(name)) return value;
    if (Array.isArray(expected) && Array.isArray(actual)) {
      settled.add(name);
      return merge({ value, expected, actual, path }, placing);
    }
  }
  if (key === undefined) return settle(place, placing);
  if (value === undefined || value.kind === 'map') {
    if (value === undefined && difference.kind === 'REMOVE') return undefined;
    const inner = { value: value?.entries.get(key)?.value, expected: member(expected, key), actual: member(actual, key) };
    return withEntry(value, { key, value: put(inner, depth + 1, placing) }, placing);
  }
  if (value.kind === 'list') return inList(value, depth, placing);
  // A text or an unknown where the result looks inside: all of it is taken from the result, if it is there.
  return actual === undefined ? value : names.valueOf(actual, difference.at);
}

/** The value at the end of a difference's path. */
function settle({ value, expected, actual }: Place, placing: Placing): Value | undefined {
  const { difference, names } = placing;
  if (difference.kind === 'REMOVE') return undefined;
  if (isHidden(value)) return value;
  if (expected !== undefined && actual !== undefined) return merge({ value, expected, actual, path: difference.path }, placing);
  const data = actual ?? dataOf(difference.actual, value);
  return data === undefined ? undefined : names.valueOf(data, difference.at);
}

function withEntry(
  map: MapValue | undefined,
  { key, value }: { key: string; value: Value | undefined },
  { difference: { at } }: Placing,
): Value {
  const entries = new Map(map?.entries);
  if (value === undefined) entries.delete(key);
  else entries.set(key, { keyAt: entries.get(key)?.keyAt ?? at, value });
  return { kind: 'map', entries, at: map?.at ?? at };
}

/** An item by its position, where the record does not have the whole list. */
function inList(list: Extract<Value, { kind: 'list' }>, depth: number, placing: Placing): Value {
  const { difference } = placing;
  const position = Number(difference.path[depth]);
  if (!Number.isInteger(position) || position < 0) return list;
  const items = [...list.items];
  const isLast = depth === difference.path.length - 1;
  if (isLast && difference.kind === 'REMOVE') items.splice(position, 1);
  else {
    const isNew = isLast && difference.kind === 'ADD';
    const item = put({ value: isNew ? undefined : items[position], expected: undefined, actual: undefined }, depth + 1, placing);
    if (item !== undefined) items.splice(position, isNew || position >= items.length ? 0 : 1, item);
  }
  return { ...list, items };
}

interface Merging {
  readonly value: Value | undefined;
  readonly expected: Json;
  readonly actual: Json;
  readonly path: readonly string[];
}

/** The live value: parts that are as expected keep the template's value. */
function merge({ value, expected, actual, path }: Merging, placing: Placing): Value {
  if (value !== undefined && (isHidden(value) || isSame(expected, actual))) return value;
  if (value?.kind === 'list' && Array.isArray(expected) && Array.isArray(actual))
    return mergeLists(value, { expected, actual, path }, placing);
  if (value?.kind !== 'map' || !isMap(expected) || !isMap(actual)) return placing.names.valueOf(actual, placeOf(path, placing));
  const entries = new Map<string, { keyAt: Span; value: Value }>();
  for (const [key, entry] of value.entries) {
    // What CloudFormation did not compare is as the template has it.
    if (!Object.hasOwn(expected, key)) entries.set(key, entry);
  }
  for (const [key, item] of Object.entries(actual)) {
    const known = value.entries.get(key);
    const before = member(expected, key);
    const inner = [...path, key];
    const at = placeOf(inner, placing);
    const live =
      before === undefined
        ? placing.names.valueOf(item, at)
        : merge({ value: known?.value, expected: before, actual: item, path: inner }, placing);
    entries.set(key, { keyAt: known?.keyAt ?? at, value: live });
  }
  return { ...value, entries };
}

function mergeLists(
  list: Extract<Value, { kind: 'list' }>,
  { expected, actual, path }: { expected: readonly Json[]; actual: readonly Json[]; path: readonly string[] },
  placing: Placing,
): Value {
  const added = (item: Json, i: number): Value => placing.names.valueOf(item, placeOf([...path, String(i)], placing));
  if (list.items.length !== expected.length || expected.length * actual.length > MOST_PAIRS) return { ...list, items: actual.map(added) };
  const { kept, open } = commonItems(expected, actual);
  const items = actual.map((item, i) => {
    const j = kept[i];
    if (j !== null && j !== undefined) return list.items[j]!;
    if (!open.has(i)) return added(item, i);
    return merge({ value: list.items[i], expected: expected[i]!, actual: item, path: [...path, String(i)] }, placing);
  });
  return { ...list, items };
}

/** For each live item the position of its equal among the expected ones, if it has one; and the expected ones that are left. */
function commonItems(expected: readonly Json[], actual: readonly Json[]): { kept: (number | null)[]; open: ReadonlySet<number> } {
  const open = new Set(expected.keys());
  const kept = actual.map((item, i) => {
    const same = open.has(i) && isSame(expected[i]!, item) ? i : [...open].find((j) => isSame(expected[j]!, item));
    if (same !== undefined) open.delete(same);
    return same ?? null;
  });
  return { kept, open };
}

/** The difference that speaks of a part: the one above, at or below it, else the one that is put in place. */
function placeOf(path: readonly string[], { difference, differences }: Placing): Span {
  const about = differences.find((one) => {
    const length = Math.min(one.path.length, path.length);
    return one.kind !== 'REMOVE' && one.path.slice(0, length).every((step, i) => step === path[i]);
  });
  return (about ?? difference).at;
}

/** What stands for a secret differs from the secret in any case: dynamic references are resolved live, and parameters with NoEcho masked in the result. */
function isHidden(value: Value | undefined): boolean {
  return value?.kind === 'text' && value.atoms.some((atom) => atom.kind === 'dynamic' || (atom.kind === 'parameter' && atom.noEcho));
}

/**
 * Equal data. Numbers and booleans are equal to their texts, which is how some services give them back, and lists of plain values
 * (actions, subnets) are equal in any order.
 */
function isSame(a: Json, b: Json): boolean {
  if (isScalar(a) || isScalar(b)) return isScalar(a) && isScalar(b) && String(a) === String(b);
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    if (!a.every(isScalar) || !b.every(isScalar)) return a.every((item, i) => isSame(item, b[i]!));
    const others = b.map(String).toSorted();
    return a
      .map(String)
      .toSorted()
      .every((item, i) => item === others[i]);
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key]!, b[key]!));
}

function isScalar(data: Json): data is string | number | boolean | null {
  return typeof data !== 'object' || data === null;
}

/** The API's text of a value as data: texts that the template has as a text stay texts. */
function dataOf(text: string | null, before: Value | undefined): Data {
  if (text === null || text === 'null') return undefined;
  if (before?.kind === 'text' || (before?.kind === 'scalar' && typeof before.value === 'string')) return text;
  const read = readJson(new SourceFile('value', text));
  return read.ok ? toJson(read.node) : text;
}

function member(data: Data, key: string): Data {
  return isMap(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

function isMap(data: Data): data is { [key: string]: Json } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
