import type { Path } from '../../../model/change.ts';
import { writtenTree } from '../../../model/written.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile, Span } from '../../../util/span.ts';

/** A value as its owner wrote it, and where. */
export interface Place {
  readonly file: SourceFile;
  readonly path: Path;
  readonly node: Node;
}

const indexes = new WeakMap<SourceFile, ReadonlyMap<string, readonly { path: Path; node: Node }[]>>();

/** The outermost value that the owner wrote at a span; undefined where there is none, or more than one by an alias. */
export function placeOf({ source, start, end }: Span): Place | undefined {
  let index = indexes.get(source);
  if (index === undefined) indexes.set(source, (index = indexOf(source)));
  const [first, ...others] = index.get(`${start} ${end}`) ?? [];
  if (first === undefined || others.some(({ path }) => first.path.some((step, i) => path[i] !== step))) return undefined;
  return { file: source, path: first.path, node: first.node };
}

/** Values by span, outer ones first. */
function indexOf(source: SourceFile): ReadonlyMap<string, readonly { path: Path; node: Node }[]> {
  const index = new Map<string, { path: Path; node: Node }[]>();
  const visit = (node: Node, path: Path): void => {
    const key = `${node.at.start} ${node.at.end}`;
    const known = index.get(key);
    if (known === undefined) index.set(key, [{ path, node }]);
    else known.push({ path, node });
    if (node.kind === 'list') node.items.forEach((item, i) => visit(item, [...path, i]));
    else if (node.kind === 'map') for (const [name, { value }] of node.entries) visit(value, [...path, name]);
  };
  const tree = writtenTree(source);
  if (tree !== null) visit(tree, []);
  return index;
}

/** Whether a value stands in a branch of `Fn::If`, in a loop, or in another intrinsic function, so that it is not the whole truth. */
export function isChosen(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && step.startsWith('Fn::'));
}

/** Whether some part of a value depends on a condition of the template. */
export function hasChoice(node: Node | undefined): boolean {
  if (node === undefined || node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(hasChoice);
  return [...node.entries].some(([key, { value }]) => key === 'Fn::If' || key.startsWith('Fn::ForEach') || hasChoice(value));
}
