import { readJson } from '../util/json.ts';
import { at } from '../util/node.ts';
import type { Node } from '../util/node.ts';
import type { SourceFile } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import type { Path } from './change.ts';

const trees = new WeakMap<SourceFile, Node | null>();

/** A file as its owner wrote it: nothing expanded, evaluated or included; null when it cannot be read. Read once. */
export function writtenTree(source: SourceFile): Node | null {
  const known = trees.get(source);
  if (known !== undefined) return known;
  const read = isJsonFile(source) ? readJson(source) : readYaml(source);
  const tree = read.ok ? read.node : null;
  trees.set(source, tree);
  return tree;
}

/** Hands `writtenTree` the tree of a file that was read already, as JSON or as YAML. Nobody may change it. */
export function keepTree(source: SourceFile, tree: Node, isJson: boolean): void {
  if (isJson === isJsonFile(source)) trees.set(source, tree);
}

/** The value that the owner wrote at a path of a file; undefined when nothing stands there. */
export function written(source: SourceFile, path: Path): Node | undefined {
  return at(writtenTree(source) ?? undefined, ...path);
}

/** Whether a file is JSON (and not YAML), by its name and first character. */
export function isJsonFile(source: SourceFile): boolean {
  return /\.json$/i.test(source.path) || /^\uFEFF?\s*\{\s*"/.test(source.text.slice(0, 200));
}
