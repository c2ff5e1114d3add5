import type { Authored } from '../model/change.ts';
import { ListNode, MapNode, ScalarNode, build } from '../util/node.ts';
import type { Entry, Node } from '../util/node.ts';
import type { Span } from '../util/span.ts';
import { isMap, ownValue } from './claims.ts';
import type { ListSyntax, MapSyntax, Member, Syntax } from './syntax.ts';

/** A value as it is to become: what the changes do not touch stays as it is written. */
export type Draft = Kept | DraftCollection | Fresh;

/** A value that stays. */
export interface Kept {
  readonly kind: 'kept';
  readonly syntax: Syntax;
}

/** A map or list in which something changes. */
export interface DraftCollection {
  readonly kind: 'collection';
  readonly syntax: MapSyntax | ListSyntax;
  readonly members: DraftMember[];
}

/** A new value, maybe in the place of an old one. */
export interface Fresh {
  readonly kind: 'fresh';
  value: Authored;
  readonly over: Syntax | undefined;
  readonly causes: Set<number>;
}

/** An entry or item of a draft; neither `removed` nor `added` is set for one that stays. */
export interface DraftMember {
  readonly key: string | undefined;
  readonly origin: Member | undefined;
  value: Draft;
  removed?: Set<number>;
  readonly added?: Set<number>;
  /** Set when a change wants it to be there, and it was. */
  isWanted?: boolean;
}

/** A collection as a draft in which nothing has changed yet. */
export function openDraft(syntax: MapSyntax | ListSyntax): DraftCollection {
  const members = syntax.members.map((origin): DraftMember => ({ key: origin.key, origin, value: { kind: 'kept', syntax: origin.value } }));
  return { kind: 'collection', syntax, members };
}

/** The members that are there in the end. */
export function activeMembers(draft: DraftCollection): DraftMember[] {
  return draft.members.filter(({ removed }) => removed === undefined);
}

const NOWHERE: Span = undefined as never;

/** The tree that a draft stands for; new values have no place. */
export function expectedNode(draft: Draft): Node {
  if (draft.kind === 'kept') return draft.syntax.node;
  if (draft.kind === 'fresh') return build(draft.value, NOWHERE);
  if (draft.syntax.kind === 'list') {
    return new ListNode(
      NOWHERE,
      activeMembers(draft).map(({ value }) => expectedNode(value)),
    );
  }
  const entries = new Map<string, Entry>();
  const original = draft.syntax.node as MapNode;
  for (const { key, value, origin } of activeMembers(draft)) {
    if (origin?.role === 'merge') addMerged(entries, original, draft.syntax);
    if (key === undefined) continue;
    entries.delete(key);
    entries.set(key, { keyAt: NOWHERE, value: expectedNode(value) });
  }
  return new MapNode(NOWHERE, entries);
}

/** What `<<` brings into a map: every key that the map does not write itself. */
function addMerged(entries: Map<string, Entry>, original: MapNode, syntax: MapSyntax): void {
  const own = new Set(syntax.members.map(({ key }) => key));
  for (const [key, entry] of original.entries) if (!own.has(key) && !entries.has(key)) entries.set(key, entry);
}

/** Whether two trees are the same with the order of their keys, and as far as known the text of their numbers. */
export function sameTree(expected: Node, actual: Node): boolean {
  if (expected === actual) return true;
  if (expected.kind === 'scalar') {
    if (actual.kind !== 'scalar' || !Object.is(expected.value, actual.value)) return false;
    return expected.raw === undefined || expected.raw === actual.raw;
  }
  if (expected.kind === 'list') {
    if (actual.kind !== 'list' || actual.items.length !== expected.items.length) return false;
    return expected.items.every((item, i) => sameTree(item, actual.items[i]!));
  }
  if (actual.kind !== 'map' || actual.entries.size !== expected.entries.size) return false;
  const others = actual.entries.entries();
  for (const [key, { value }] of expected.entries) {
    const [otherKey, other] = others.next().value!;
    if (key !== otherKey || !sameTree(value, other.value)) return false;
  }
  return true;
}

/** Whether a tree is what a change asks for, whatever the order of keys. */
export function isAuthored(node: Node, value: Authored): boolean {
  if (node.kind === 'scalar') return node.value === value;
  if (node.kind === 'list') {
    if (!Array.isArray(value) || value.length !== node.items.length) return false;
    return node.items.every((item, i) => isAuthored(item, (value as readonly Authored[])[i]!));
  }
  if (!isMap(value) || Object.keys(value).length !== node.entries.size) return false;
  for (const [key, entry] of node.entries) {
    const wanted = ownValue(value, key);
    if (wanted === undefined || !isAuthored(entry.value, wanted)) return false;
  }
  return true;
}

/** A tree as plain data that can be written anew; a number whose own text says more is not plain data. */
export function authoredOf(node: Node): Authored {
  if (node instanceof ScalarNode) return node.value;
  if (node.kind === 'list') return node.items.map(authoredOf);
  const result: { [key: string]: Authored } = {};
  for (const [key, { value }] of node.entries) {
    Object.defineProperty(result, key, { value: authoredOf(value), enumerable: true, configurable: true, writable: true });
  }
  return result;
}
