import type { DeclaredPackage } from '../model/manifest.ts';
import { readJson } from '../util/json.ts';
import { at, stringOf } from '../util/node.ts';
import type { SourceFile } from '../util/span.ts';

/** What a package.json says. https://docs.npmjs.com/cli/configuring-npm/package-json */
export interface NpmManifest {
  readonly name: string | null;
  readonly packages: readonly DeclaredPackage[];
  readonly scripts: ReadonlyMap<string, string>;
}

const GROUPS: readonly DeclaredPackage['group'][] = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Reads a package.json; undefined when it is no JSON object. */
export function readNpmManifest(source: SourceFile): NpmManifest | undefined {
  const read = readJson(source);
  if (!read.ok || read.node.kind !== 'map') return undefined;
  const root = read.node;
  const packages = GROUPS.flatMap((group): DeclaredPackage[] => {
    const list = at(root, group);
    if (list?.kind !== 'map') return [];
    return [...list.entries].map(([name, { keyAt, value }]) => ({ name, wanted: stringOf(value) ?? '', group, at: keyAt }));
  });
  const scripts = at(root, 'scripts');
  const texts = scripts?.kind === 'map' ? [...scripts.entries].map(([name, { value }]) => [name, stringOf(value) ?? ''] as const) : [];
  return { name: stringOf(at(root, 'name')) ?? null, packages, scripts: new Map(texts) };
}
