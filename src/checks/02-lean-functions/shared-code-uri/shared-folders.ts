import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import type { Shipping } from '../manifest-uses.ts';

/** Folders that several functions with handlers of their own ship as they are, with these functions. */
export function sharedFolders(all: readonly Shipping[]): ReadonlyMap<string, readonly Shipping[]> {
  const folders = new Map<string, Shipping[]>();
  for (const one of all) {
    const { build, root } = one.shipped;
    if (build === 'folder') folders.set(root, [...(folders.get(root) ?? []), one]);
  }
  return new Map([...folders].filter(([, users]) => new Set(users.map(({ shipped }) => shipped.entry)).size > 1));
}

/** The files of the packed folder that a function loads. */
export function filesOf({ files, root }: DeploymentPackage): string[] {
  return files.filter((path) => (root === '' ? !path.startsWith('..') : path.startsWith(`${root}/`)));
}
