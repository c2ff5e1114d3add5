import type { Json } from '../../src/util/node.ts';

/** A text that is equal for two values that differ only in the order of keys and of list items. */
export function orderlessText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(orderlessText).toSorted().join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${orderlessText(value[key]!)}`).join(',')}}`;
}

/** Where two values differ, as lines `path: expected ... got ...`; empty when they are equal but for order. */
export function differences(expected: Json, got: Json, path = ''): string[] {
  if (orderlessText(expected) === orderlessText(got)) return [];
  if (Array.isArray(expected) && Array.isArray(got)) return listDifferences(expected, got, path);
  if (isMap(expected) && isMap(got)) {
    const lines: string[] = [];
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const here = `${path}/${key}`;
      if (!Object.hasOwn(got, key)) lines.push(`- ${here}: ${JSON.stringify(expected[key])}`);
      else if (!Object.hasOwn(expected, key)) lines.push(`+ ${here}: ${JSON.stringify(got[key])}`);
      else lines.push(...differences(expected[key]!, got[key]!, here));
    }
    return lines;
  }
  return [`- ${path}: ${JSON.stringify(expected)}`, `+ ${path}: ${JSON.stringify(got)}`];
}

function listDifferences(expected: Json[], got: Json[], path: string): string[] {
  const rest = got.map(orderlessText);
  const missing: Json[] = [];
  for (const item of expected) {
    const found = rest.indexOf(orderlessText(item));
    if (found >= 0) rest.splice(found, 1);
    else missing.push(item);
  }
  const extra = rest.map((text) => JSON.parse(text) as Json);
  const lines: string[] = [];
  if (missing.length === 1 && extra.length === 1) return differences(missing[0]!, extra[0]!, `${path}[]`);
  for (const item of missing) lines.push(`- ${path}[]: ${JSON.stringify(item)}`);
  for (const item of extra) lines.push(`+ ${path}[]: ${JSON.stringify(item)}`);
  return lines;
}

function isMap(value: Json): value is { [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
