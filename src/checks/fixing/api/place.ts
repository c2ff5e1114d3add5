import type { Path } from '../../../model/change.ts';
import { writtenTree } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile, Span } from '../../../util/span.ts';

const places = new WeakMap<SourceFile, ReadonlyMap<string, Path | null>>();

/** The path of the value that stands exactly at a place of a file; undefined where none, or the same one at several paths (an alias). */
export function pathOf(place: Span): Path | undefined {
  const { source } = place;
  let known = places.get(source);
  if (known === undefined) {
    const found = new Map<string, Path | null>();
    const tree = writtenTree(source);
    if (tree !== null) collect(tree, [], found);
    places.set(source, (known = found));
  }
  return known.get(`${place.start} ${place.end}`) ?? undefined;
}

function collect(node: Node, path: Path, found: Map<string, Path | null>): void {
  const key = `${node.at.start} ${node.at.end}`;
  const known = found.get(key);
  if (known !== undefined) {
    // The long form of a short intrinsic stands where its argument does; an alias stands elsewhere.
    if (known === null || !known.every((step, i) => step === path[i])) return void found.set(key, null);
  } else found.set(key, path);
  if (node.kind === 'map') for (const [name, { value }] of node.entries) collect(value, [...path, name], found);
  if (node.kind === 'list') node.items.forEach((item, i) => collect(item, [...path, i], found));
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
