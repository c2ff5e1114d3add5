import type { Authored } from '../model/change.ts';
import { isMap, ownValue } from './claims.ts';
import { activeMembers, expectedNode, isAuthored } from './draft.ts';
import type { DraftCollection, DraftMember } from './draft.ts';
import type { Guard } from './guard.ts';

/** Makes a member's value exactly `value`, keeping what is the same already: entries by their key, items by their content. */
export function assign(member: DraftMember, value: Authored, causes: Set<number>, guard: Guard): void {
  const old = member.value;
  if (isAuthored(expectedNode(old), value)) return;
  if (old.kind === 'fresh') {
    old.value = value;
    for (const cause of causes) old.causes.add(cause);
    return;
  }
  const { syntax } = old;
  if (syntax.kind !== 'opaque') guard.mayChange(syntax);
  if (mayBecome(old.kind === 'collection' ? old : syntax, value)) {
    const collection = guard.open(member);
    if (collection?.syntax.kind === 'map' && isMap(value)) return assignMap(collection, value, causes, guard);
    if (collection?.syntax.kind === 'list') return assignList(collection, value as readonly Authored[], causes, guard);
  }
  guard.mayGo(syntax);
  member.value = { kind: 'fresh', value, over: syntax, causes };
}

/** Whether a collection can be turned into a value member by member, with something of it left. */
function mayBecome(old: DraftCollection | DraftCollection['syntax'] | { readonly kind: string }, value: Authored): boolean {
  const syntax = old.kind === 'collection' ? (old as DraftCollection).syntax : (old as DraftCollection['syntax']);
  if (syntax.kind === 'map') {
    if (!isMap(value) || syntax.members.some(({ role }) => role !== 'entry')) return false;
    return syntax.members.some(({ key }) => key !== undefined && ownValue(value, key) !== undefined) && syntax.hasHidden !== true;
  }
  return syntax.kind === 'list' && Array.isArray(value) && value.length > 0 && syntax.members.length > 0;
}

function assignMap(map: DraftCollection, value: { readonly [key: string]: Authored }, causes: Set<number>, guard: Guard): void {
  for (const member of activeMembers(map)) {
    const wanted = member.key === undefined ? undefined : ownValue(value, member.key);
    if (wanted !== undefined) {
      if (!isAuthored(expectedNode(member.value), wanted)) guard.mayEnter(member);
      assign(member, wanted, causes, guard);
    } else {
      guard.mayEnter(member);
      guard.mayGo(member.origin);
      member.removed = causes;
    }
  }
  let before: string | undefined;
  for (const [key, wanted] of Object.entries(value)) {
    if (!activeMembers(map).some((member) => member.key === key)) {
      const at = map.members.findIndex((member) => member.key === before && member.removed === undefined);
      map.members.splice(before === undefined || at < 0 ? map.members.length : at + 1, 0, freshMember(key, wanted, causes));
    }
    before = key;
  }
}

function freshMember(key: string | undefined, value: Authored, causes: Set<number>): DraftMember {
  return { key, origin: undefined, added: causes, value: { kind: 'fresh', value, over: undefined, causes } };
}

/** Items that are equal stay; between them the old ones become the new ones, one by one. */
function assignList(list: DraftCollection, items: readonly Authored[], causes: Set<number>, guard: Guard): void {
  const old = activeMembers(list);
  const pairs = equalItems(
    old.map(({ value }) => expectedNode(value)),
    items,
  );
  let from = 0;
  let next = 0;
  for (const [oldIndex, newIndex] of [...pairs, [old.length, items.length] as const]) {
    const shared = Math.min(oldIndex - from, newIndex - next);
    for (let i = 0; i < shared; i++) assign(old[from + i]!, items[next + i]!, causes, guard);
    for (const member of old.slice(from + shared, oldIndex)) {
      guard.mayGo(member.origin);
      member.removed = causes;
    }
    const more = items.slice(next + shared, newIndex).map((item) => freshMember(undefined, item, causes));
    const last = old[from + shared - 1];
    list.members.splice(last === undefined ? 0 : list.members.indexOf(last) + 1, 0, ...more);
    from = oldIndex + 1;
    next = newIndex + 1;
  }
}

type Nodes = readonly ReturnType<typeof expectedNode>[];

/** A longest common subsequence of two lists, as pairs of indexes; long lists are only compared from both ends. */
function equalItems(old: Nodes, items: readonly Authored[]): (readonly [number, number])[] {
  if (old.length * items.length > 10_000) return equalEnds(old, items);
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(items.length + 1));
  const isSame = old.map((node) => items.map((item) => isAuthored(node, item)));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = items.length - 1; j >= 0; j--) {
      lengths[i]![j] = isSame[i]![j]! ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < items.length;) {
    if (isSame[i]![j]!) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}

function equalEnds(old: Nodes, items: readonly Authored[]): (readonly [number, number])[] {
  const most = Math.min(old.length, items.length);
  let start = 0;
  while (start < most && isAuthored(old[start]!, items[start]!)) start++;
  let end = 0;
  while (end < most - start && isAuthored(old.at(-1 - end)!, items.at(-1 - end)!)) end++;
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  for (let i = end; i > 0; i--) pairs.push([old.length - i, items.length - i]);
  return pairs;
}
