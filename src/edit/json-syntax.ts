import type { Node } from '../util/node.ts';
import type { Member, Syntax } from './syntax.ts';

/** How a JSON text is written, value by value of the tree that was read from it. */
export function jsonSyntax(text: string, node: Node): Syntax {
  const place = { node, start: node.at.start, content: node.at.start, end: node.at.end };
  if (node.kind === 'scalar') return { kind: 'scalar', style: text[place.start] === '"' ? 'double' : 'plain', ...place };
  const members: Member[] = [];
  let hasHidden = false;
  const add = (key: string | undefined, start: number, value: Node): void => {
    const from = members.at(-1)?.end ?? place.start + 1;
    const between = text.slice(from, start).trim();
    if (between !== (members.length === 0 ? '' : ',')) hasHidden = true;
    const behind = behindBlanks(text, value.at.end);
    const written = jsonSyntax(text, value);
    const comma = text[behind] === ',' ? { comma: behind } : {};
    const intro = key === undefined ? value.at.start : text.lastIndexOf(':', value.at.start) + 1;
    members.push({ key, start, intro, value: written, end: written.end, role: 'entry', ...comma });
  };
  if (node.kind === 'list') {
    for (const item of node.items) add(undefined, item.at.start, item);
    return { kind: 'list', style: 'flow', members, ...place };
  }
  for (const [key, { keyAt, value }] of node.entries) add(key, keyAt.start, value);
  return { kind: 'map', style: 'flow', members, ...place, hasHidden };
}

function behindBlanks(text: string, from: number): number {
  let i = from;
  while (/\s/.test(text[i] ?? '')) i++;
  return i;
}
