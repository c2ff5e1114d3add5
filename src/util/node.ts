import type { Span } from './span.ts';

/** A tree read from YAML or JSON (or made by a transform) in which every value knows where it stands. */
export type Node = ScalarNode | MapNode | ListNode;

/** A string, number, boolean or null. */
export class ScalarNode {
  readonly kind = 'scalar' as const;
  readonly value: string | number | boolean | null;
  readonly at: Span;
  /** The source text of an unquoted number or boolean, when it says more than `value` (`3.10`, `0644`). */
  readonly raw: string | undefined;

  constructor(value: string | number | boolean | null, at: Span, raw?: string) {
    this.value = value;
    this.at = at;
    this.raw = raw;
  }
}

/** One `key: value` of a map; `keyAt` spans the key alone. */
export interface Entry {
  readonly keyAt: Span;
  readonly value: Node;
}

/** An object. Key order is the file's. Only whoever made a map may change it. */
export class MapNode {
  readonly kind = 'map' as const;
  readonly entries: Map<string, Entry>;
  readonly at: Span;

  constructor(at: Span, entries: Map<string, Entry> = new Map()) {
    this.at = at;
    this.entries = entries;
  }

  get(key: string): Node | undefined {
    return this.entries.get(key)?.value;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  /** Sets a value; a new key takes `keyAt`, or the value's own place. */
  set(key: string, value: Node, keyAt?: Span): this {
    this.entries.set(key, { keyAt: keyAt ?? this.entries.get(key)?.keyAt ?? value.at, value });
    return this;
  }

  delete(key: string): boolean {
    return this.entries.delete(key);
  }
}

/** An array. */
export class ListNode {
  readonly kind = 'list' as const;
  readonly items: Node[];
  readonly at: Span;

  constructor(at: Span, items: Node[] = []) {
    this.at = at;
    this.items = items;
  }
}

/** Plain data as `JSON.parse` gives it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Plain data in which any part may already be a node. `undefined` entries are left out. */
export type Buildable =
  | Node
  | string
  | number
  | boolean
  | null
  | readonly (Buildable | undefined)[]
  | { readonly [key: string]: Buildable | undefined };

/** Whether a value is a node (and not plain data). */
export function isNode(value: unknown): value is Node {
  return value instanceof ScalarNode || value instanceof MapNode || value instanceof ListNode;
}

/** Makes a node from plain data; parts that are nodes keep their own place, the rest stands at `at`. */
export function build(value: Buildable, at: Span): Node {
  if (isNode(value)) return value;
  if (value === null || typeof value !== 'object') return new ScalarNode(value, at);
  if (Array.isArray(value)) {
    const list = new ListNode(at);
    for (const item of value as readonly (Buildable | undefined)[]) if (item !== undefined) list.items.push(build(item, at));
    return list;
  }
  const map = new MapNode(at);
  for (const [key, part] of Object.entries(value as { readonly [key: string]: Buildable | undefined })) {
    if (part !== undefined) map.set(key, build(part, at), isNode(part) ? part.at : at);
  }
  return map;
}

/** The plain data of a tree. Shared parts are copied. */
export function toJson(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toJson);
    case 'map': {
      const result: { [key: string]: Json } = {};
      for (const [key, entry] of node.entries) {
        // `__proto__` as a key would otherwise be lost, or worse.
        Object.defineProperty(result, key, { value: toJson(entry.value), enumerable: true, configurable: true, writable: true });
      }
      return result;
    }
  }
}

/** A copy that shares nothing with the original, places kept. */
export function cloneNode(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'list':
      return new ListNode(node.at, node.items.map(cloneNode));
    case 'map': {
      const copy = new MapNode(node.at);
      for (const [key, entry] of node.entries) copy.entries.set(key, { keyAt: entry.keyAt, value: cloneNode(entry.value) });
      return copy;
    }
  }
}

/** Walks down maps by key (and lists by index); undefined when a step is missing. */
export function at(node: Node | undefined, ...path: readonly (string | number)[]): Node | undefined {
  let current = node;
  for (const step of path) {
    if (current?.kind === 'map' && typeof step === 'string') current = current.get(step);
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else return undefined;
  }
  return current;
}

/** The text of a string scalar, else undefined. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The only entry of a map with exactly one key, such as an intrinsic function, else undefined. */
export function onlyEntry(node: Node | undefined): { key: string; value: Node; keyAt: Span } | undefined {
  if (node?.kind !== 'map' || node.entries.size !== 1) return undefined;
  const [key, entry] = node.entries.entries().next().value!;
  return { key, value: entry.value, keyAt: entry.keyAt };
}
