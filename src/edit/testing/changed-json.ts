import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../util/node.ts';
import type { LooseChange } from './verdict.ts';

/** Plain data as it becomes by changes; nothing of the editor is used. Indexes are those of the data as it was given. */
export function changedJson(before: Json, changes: readonly LooseChange[]): Json {
  const root: { value: Json } = { value: structuredClone(before) };
  for (const change of changes) {
    if (change.kind === 'create') continue;
    const path = ['value', ...change.path];
    if (change.kind === 'set') put(root, path, structuredClone(change.value) as Json);
    else if (change.kind === 'remove') drop(root, path);
    else append(root, path, structuredClone(change.items) as Json[]);
  }
  return closed(root.value);
}

/** What stands for a removed item until the end. */
const GAP = '\u0000removed';

type Container = Record<string | number, Json>;

function step(parent: Container, key: string | number): Json | undefined {
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function put(root: object, path: readonly (string | number)[], value: Json): void {
  let current = root as Container;
  for (const key of path.slice(0, -1)) {
    const next = step(current, key);
    if (typeof next === 'object' && next !== null) current = next as Container;
    else current = define(current, key, {}) as Container;
  }
  define(current, path.at(-1)!, value);
}

function define(parent: Container, key: string | number, value: Json): Json {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function find(root: object, path: readonly (string | number)[]): Json | undefined {
  let current: Json | undefined = root as unknown as Json;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = step(current as Container, key);
  }
  return current;
}

function drop(root: object, path: readonly (string | number)[]): void {
  const parent = find(root, path.slice(0, -1));
  const key = path.at(-1)!;
  if (Array.isArray(parent)) {
    if (typeof key === 'number' && key < parent.length) parent[key] = GAP;
  } else if (typeof parent === 'object' && parent !== null) delete parent[key];
}

function append(root: object, path: readonly (string | number)[], items: readonly Json[]): void {
  const found = find(root, path);
  if (!Array.isArray(found)) put(root, path, []);
  const list = find(root, path) as Json[];
  for (const item of items) if (!list.some((one) => isDeepStrictEqual(one, item))) list.push(item);
}

function closed(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== GAP).map(closed);
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, part] of Object.entries(value)) define(value, key, closed(part));
  return value;
}
