import { join, upwards } from './paths.ts';
import { isRecord } from './plain.ts';
import type { SourceFiles } from './source-files.ts';

/** Names of what each package of a lockfile depends on, peers included and optional peers left out; of all its versions together. */
type Locked = ReadonlyMap<string, readonly string[]>;

/** Reads lockfiles, each once: they say what packages that are not installed depend on. */
export class Lockfiles {
  readonly #files: SourceFiles;
  readonly #known = new Map<string, Locked | undefined>();
  readonly #brought = new Map<string, readonly string[] | undefined>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** All packages that a package brings along, itself first, by the nearest lockfile above a folder that names it; undefined without one. */
  broughtBy(name: string, from: string): readonly string[] | undefined {
    const key = `${from}\0${name}`;
    if (!this.#brought.has(key)) this.#brought.set(key, this.#walk(name, from));
    return this.#brought.get(key);
  }

  #walk(name: string, from: string): readonly string[] | undefined {
    const lock = upwards(from, (path) => this.#files.isFolder(path))
      .map((above) => this.#of(above))
      .find((one) => one?.has(name) === true);
    if (lock === undefined) return undefined;
    const found = new Set([name]);
    // A set goes on with what is added while it is walked.
    for (const one of found) for (const next of lock.get(one) ?? []) found.add(next);
    return [...found];
  }

  #of(folder: string): Locked | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder);
    const locked = this.#npm(join(folder, 'package-lock.json')) ?? this.#yarn(join(folder, 'yarn.lock'));
    this.#known.set(folder, locked);
    return locked;
  }

  #text(path: string): string | undefined {
    const file = this.#files.isFile(path) ? this.#files.tree.read(path) : undefined;
    return file !== undefined && 'text' in file ? file.text : undefined;
  }

  /** Versions 2 and 3 list packages by folder, version 1 by name. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
  #npm(path: string): Locked | undefined {
    const data = parsed(this.#text(path));
    if (!isRecord(data)) return undefined;
    const locked = new Map<string, string[]>();
    const note = (name: string, entry: unknown, kinds: readonly string[]): void => {
      if (!isRecord(entry)) return;
      const optional = isRecord(entry['peerDependenciesMeta']) ? entry['peerDependenciesMeta'] : {};
      const names = kinds.flatMap((kind) => (isRecord(entry[kind]) ? Object.keys(entry[kind]) : []));
      locked.set(name, [...(locked.get(name) ?? []), ...names.filter((one) => !Object.hasOwn(optional, one))]);
    };
    if (isRecord(data['packages'])) {
      const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies'];
      for (const [folder, entry] of Object.entries(data['packages'])) note(folder.replace(/^.*node_modules\//, ''), entry, kinds);
    } else if (isRecord(data['dependencies'])) {
      for (const [name, entry] of Object.entries(data['dependencies'])) note(name, entry, ['requires']);
    }
    return locked;
  }

  /** Blocks of `"name@range":` with a list `dependencies:`, in the form of Yarn 1 and in that of later ones, which list peers too. */
  #yarn(path: string): Locked | undefined {
    const text = this.#text(path);
    if (text === undefined) return undefined;
    const locked = new Map<string, string[]>();
    for (const block of text.split(/\r?\n(?=\S)/)) {
      const name = /^"?(@?[^@\s"]+)@/.exec(block)?.[1];
      if (name === undefined) continue;
      const lists = [...block.matchAll(/^ {2}(?:dependencies|peerDependencies|optionalDependencies):\r?\n((?: {4}\S.*(?:\r?\n|$))+)/gm)];
      const names = lists.flatMap(([, list]) => [...list!.matchAll(/^ {4}"?(@?[^\s":]+)/gm)].map(([, one]) => one!));
      locked.set(name, [...(locked.get(name) ?? []), ...names]);
    }
    return locked;
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
