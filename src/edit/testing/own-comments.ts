import type { Node } from '../../util/node.ts';

/** A comment on a line of its own. */
export interface OwnComment {
  readonly at: number;
  readonly text: string;
}

/** The comments on lines of their own in a YAML file; lines of texts that look like comments are none. */
export function ownComments(tree: Node): OwnComment[] {
  const { text } = tree.at.source;
  const scalars: { start: number; end: number }[] = [];
  collect(tree, scalars, new Set());
  return [...text.matchAll(/^[ \t]*(#.*)$/gm)]
    .map((match) => ({ at: match.index + match[0].indexOf('#'), text: match[1]!.trim() }))
    .filter(({ at }) => !scalars.some(({ start, end }) => at > start && at < end));
}

function collect(node: Node, scalars: { start: number; end: number }[], seen: Set<Node>): void {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'scalar') {
    const { start, end, source } = node.at;
    if (source.text.slice(start, end).includes('\n')) scalars.push({ start, end });
  } else if (node.kind === 'list') for (const item of node.items) collect(item, scalars, seen);
  else for (const { value } of node.entries.values()) collect(value, scalars, seen);
}
