import type { Manifest } from '../model/manifest.ts';
import { below, normal } from './tree.ts';
import type { FileTree } from './tree.ts';

/** Where Lambda looks for a function's packages. */
export interface PackageFolders {
  readonly root: string;
  /** The manifest of the root, by which the packages in it are installed. */
  readonly inRoot: Manifest | null;
  readonly layers: readonly string[];
  readonly language: 'javascript' | 'python';
}

/** Whether a copy of a package stands where Lambda looks, and no manifest beside it had it installed. */
export function isPacked(name: string, { root, inRoot, layers, language }: PackageFolders, tree: FileTree): boolean {
  const own = language === 'python' ? [root] : inRoot === null ? [below(root, 'node_modules')] : [];
  const ofLayers = layers
    .map(normal)
    .flatMap((layer) =>
      language === 'python'
        ? [
            layer,
            below(layer, 'python'),
            ...tree.list(below(layer, 'python/lib')).map((each) => below(layer, `python/lib/${each}/site-packages`)),
          ]
        : [below(layer, 'node_modules'), below(layer, 'nodejs/node_modules')],
    );
  return [...own, ...ofLayers].some(
    (folder) => tree.kind(below(folder, name)) !== undefined || tree.kind(below(folder, `${name}.py`)) !== undefined,
  );
}
