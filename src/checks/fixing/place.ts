import type { Path } from '../../model/change.ts';
import { writtenTree } from '../../model/written.ts';
import type { Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';

/** Where in its file a value stands: the path to the innermost map, list or scalar that holds the place; undefined when it stands in none. */
export function pathAt(place: Span): Path | undefined {
  const top = writtenTree(place.source);
  if (top === null || !holds(top, place)) return undefined;
  const path: (string | number)[] = [];
  for (let node: Node = top; ;) {
    const step = stepInto(node, place);
    if (step === undefined) return path;
    path.push(step.key);
    node = step.node;
  }
}

function stepInto(node: Node, place: Span): { key: string | number; node: Node } | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const index = node.items.findIndex((item) => holds(item, place));
    return index === -1 ? undefined : { key: index, node: node.items[index]! };
  }
  const entry = [...node.entries].find(([, { keyAt, value }]) => holds(value, place) || covers(keyAt, place));
  return entry && { key: entry[0], node: entry[1].value };
}

function holds(node: Node, place: Span): boolean {
  return covers(node.at, place);
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
