import type { Path } from '../../model/change.ts';
import { writtenTree } from '../../model/written.ts';
import { at } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { SourceFile, Span } from '../../util/span.ts';

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

/** The path of the value that stands exactly at a place of a file; undefined where none, or the same one at several paths (an alias). */
export function pathOf(place: Span): Path | undefined {
  return placeOf(place)?.path;
}

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

/** Whether a value can be set at a path: what stands on the way there are maps and lists, and no intrinsic that gives one. */
export function isSettable(file: SourceFile, path: Path): boolean {
  let current: Node | undefined = writtenTree(file) ?? undefined;
  if (current === undefined) return false;
  for (const step of path) {
    if (typeof step === 'number' ? current.kind !== 'list' : current.kind !== 'map') return false;
    const next: Node | undefined = at(current, step);
    // What is not there is made.
    if (next === undefined) return typeof step === 'string' && !isIntrinsic(current);
    current = next;
  }
  return true;
}

/** Whether something written is an intrinsic function, whose value stands elsewhere. */
function isIntrinsic(node: Node | undefined): boolean {
  if (node?.kind !== 'map' || node.entries.size !== 1) return false;
  const [key] = node.entries.keys();
  return key === 'Ref' || key!.startsWith('Fn::');
}
