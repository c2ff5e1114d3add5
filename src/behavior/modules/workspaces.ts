import type { Manifests } from './manifest.ts';
import { join, upwards } from './paths.ts';
import { isRecord, textsOf } from './plain.ts';
import type { SourceFiles } from './source-files.ts';

const DEEPEST = 4;
const MOST_PACKAGES = 500;

/** Finds the folders of packages that stand in the same repository: workspaces, and dependencies on a folder. */
export class Workspaces {
  readonly #files: SourceFiles;
  readonly #manifests: Manifests;
  readonly #members = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: SourceFiles, manifests: Manifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** The folder of a package by its name, seen from a folder; undefined when it is none of the repository's. */
  folderOf(name: string, from: string): string | undefined {
    for (const above of upwards(from, (folder) => this.#files.isFolder(folder))) {
      const manifest = this.#manifests.of(above);
      // A package may import itself by its name.
      if (manifest?.name === name) return above;
      const linked = localFolder(manifest?.dependencies.get(name));
      if (linked !== undefined && this.#files.isFolder(join(above, linked))) return join(above, linked);
      const member = this.#membersOf(above).get(name);
      if (member !== undefined) return member;
    }
    return undefined;
  }

  /** The packages of the workspace that a folder is the root of, by name. */
  #membersOf(root: string): ReadonlyMap<string, string> {
    const known = this.#members.get(root);
    if (known !== undefined) return known;
    const members = new Map<string, string>();
    for (const pattern of this.#patternsOf(root)) {
      for (const folder of this.#expand(root, pattern.replace(/^\.\//, '').split('/'))) {
        const name = this.#manifests.of(folder)?.name;
        if (name !== null && name !== undefined && members.size < MOST_PACKAGES) members.set(name, folder);
      }
    }
    this.#members.set(root, members);
    return members;
  }

  #patternsOf(root: string): readonly string[] {
    const own = this.#manifests.of(root)?.workspaces ?? [];
    const lists = ['pnpm-workspace.yaml', 'lerna.json'].map((name) => join(root, name)).filter((path) => this.#files.isFile(path));
    const others = lists.flatMap((path) => {
      const loaded = this.#files.load(path);
      return loaded.kind === 'data' && isRecord(loaded.data) ? textsOf(loaded.data['packages']) : [];
    });
    return [...own, ...others].filter((pattern) => !pattern.startsWith('!'));
  }

  #expand(folder: string, steps: readonly string[]): string[] {
    const [step, ...rest] = steps.filter((each) => each !== '');
    if (step === undefined) return [folder];
    if (step === '**') return this.#below(folder, DEEPEST).flatMap((below) => this.#expand(below, rest));
    if (!step.includes('*')) return this.#files.isFolder(join(folder, step)) ? this.#expand(join(folder, step), rest) : [];
    const [before = '', behind = ''] = step.split('*');
    return this.#foldersIn(folder)
      .filter((name) => name.startsWith(before) && name.endsWith(behind))
      .flatMap((name) => this.#expand(join(folder, name), rest));
  }

  #below(folder: string, depth: number): string[] {
    if (depth === 0) return [folder];
    return [folder, ...this.#foldersIn(folder).flatMap((name) => this.#below(join(folder, name), depth - 1))];
  }

  #foldersIn(folder: string): string[] {
    return this.#files.tree
      .list(folder)
      .filter((name) => name !== 'node_modules' && !name.startsWith('.') && this.#files.isFolder(join(folder, name)));
  }
}

/** The folder of `file:../shared`, `link:../shared`, `portal:../shared`; undefined for versions and archives. */
function localFolder(wanted: string | undefined): string | undefined {
  const local = wanted === undefined ? null : /^(?:file|link|portal|workspace):(\.[^]*)$/.exec(wanted);
  return local?.[1]?.endsWith('.tgz') === true ? undefined : local?.[1];
}
