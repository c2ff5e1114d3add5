import { ListNode, MapNode, ScalarNode, isNode } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';

/** Like `build`, but the keys it makes stand at `at` as well, also those of the owner's own nodes. */
export function made(value: Buildable, at: Span): Node {
  if (isNode(value)) return value;
  if (value === null || typeof value !== 'object') return new ScalarNode(value, at);
  if (Array.isArray(value)) {
    return new ListNode(
      at,
      (value as readonly (Buildable | undefined)[]).filter((item) => item !== undefined).map((item) => made(item, at)),
    );
  }
  const map = new MapNode(at);
  for (const [key, part] of Object.entries(value as { readonly [key: string]: Buildable | undefined })) {
    if (part !== undefined) map.set(key, made(part, at), at);
  }
  return map;
}

/** `made` for a value known to be a map. */
export function madeMap(value: { readonly [key: string]: Buildable | undefined }, at: Span): MapNode {
  return made(value, at) as MapNode;
}
