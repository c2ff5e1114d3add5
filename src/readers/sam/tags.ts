import { ListNode, ScalarNode, build } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import { mapOf } from './values.ts';

/** `{name: value}` as the list of `{Key, Value}` that most resource types take; a null value becomes empty. */
export function tagList(tags: MapNode): Node[] {
  return [...tags.entries].map(([key, { keyAt, value }]) => {
    const text = value.kind === 'scalar' && value.value === null ? new ScalarNode('', value.at) : value;
    return build({ Key: new ScalarNode(key, keyAt), Value: text }, keyAt);
  });
}

/** The tag by which SAM marks what it makes, followed by the owner's tags. */
export function createdByTags(key: string, tags: Node | undefined): Buildable[] {
  const owned = mapOf(tags);
  return [{ Key: key, Value: 'SAM' }, ...(owned === undefined ? [] : tagList(owned))];
}

/** A list of tags in which a later tag of the same key wins, at the earlier one's place. */
export function mergeTags(first: readonly Node[], second: readonly Node[], at: Node['at']): ListNode {
  const byKey = new Map<string, Node>();
  for (const tag of [...first, ...second]) {
    const key = mapOf(tag)?.get('Key');
    byKey.set(key?.kind === 'scalar' ? String(key.value) : `#${byKey.size}`, tag);
  }
  return new ListNode(at, [...byKey.values()]);
}

/** Tags that only SAM and the Serverless Application Repository may set. */
export const RESERVED_TAGS: ReadonlySet<string> = new Set([
  'lambda:createdBy',
  'serverlessrepo:applicationId',
  'serverlessrepo:semanticVersion',
]);
