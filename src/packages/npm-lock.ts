import type { LockedPackage, Lockfile } from '../model/manifest.ts';
import { readJson } from '../util/json.ts';
import { at, stringOf } from '../util/node.ts';
import type { MapNode, Node } from '../util/node.ts';
import type { SourceFile } from '../util/span.ts';

/** Reads a package-lock.json of version 2 or 3; null for older ones and for what is none. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export function readNpmLock(source: SourceFile): Lockfile | null {
  const read = readJson(source);
  const list = read.ok ? at(read.node, 'packages') : undefined;
  if (list?.kind !== 'map') return null;
  const packages = new Map<string, LockedPackage>();
  for (const [path, { keyAt, value }] of list.entries) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (path !== '' && path.includes('node_modules/') && value.kind === 'map') packages.set(path, lockedPackage(name, value, keyAt));
  }
  return { source, packages };
}

function lockedPackage(name: string, node: MapNode, where: LockedPackage['at']): LockedPackage {
  const optional = keysOf(at(node, 'optionalDependencies'));
  const isDev = ['dev', 'devOptional'].some((key) => {
    const flag = at(node, key);
    return flag?.kind === 'scalar' && flag.value === true;
  });
  return {
    name: stringOf(at(node, 'name')) ?? name,
    version: stringOf(at(node, 'version')) ?? '',
    needs: [...new Set([...keysOf(at(node, 'dependencies')), ...optional, ...keysOf(at(node, 'peerDependencies'))])],
    optional,
    isDev,
    cpu: textsOf(at(node, 'cpu')),
    os: textsOf(at(node, 'os')),
    at: where,
  };
}

function keysOf(node: Node | undefined): string[] {
  return node?.kind === 'map' ? node.keys() : [];
}

function textsOf(node: Node | undefined): string[] {
  if (node?.kind !== 'list') return [];
  return node.items.map(stringOf).filter((text) => text !== undefined);
}
