import { findBuilt, findFile } from './javascript-files.ts';
import { join } from './paths.ts';
import { isRecord, parseJsonc, textsOf } from './plain.ts';
import type { SourceFiles } from './source-files.ts';

/** What of a package.json says where its modules are. */
export interface Manifest {
  readonly folder: string;
  readonly name: string | null;
  /** `main`, `module`, `source`: files that stand for the package. */
  readonly mains: readonly string[];
  readonly exports: unknown;
  /** Names that begin with `#`. */
  readonly imports: unknown;
  /** Every kind of dependency: its name and what version, folder or range is asked for. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Patterns of folders that are packages of one workspace. */
  readonly workspaces: readonly string[];
}

/** Reads package.json files, each once. */
export class Manifests {
  readonly #files: SourceFiles;
  readonly #known = new Map<string, Manifest | undefined>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** The package.json of a folder; undefined without a readable one. */
  of(folder: string): Manifest | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder);
    const path = join(folder, 'package.json');
    const file = this.#files.isFile(path) ? this.#files.tree.read(path) : undefined;
    const data = file !== undefined && 'text' in file ? parseJsonc(file.text) : undefined;
    const manifest = isRecord(data) ? manifestOf(folder, data) : undefined;
    this.#known.set(folder, manifest);
    return manifest;
  }

  /** The file that stands for a package's folder, or for a path inside of it (`./sub`). */
  entryOf(folder: string, subpath: string = '.'): string | undefined {
    const manifest = this.of(folder);
    if (manifest === undefined) return undefined;
    const exported = targetsOf(manifest.exports, subpath);
    const targets = subpath === '.' ? [...exported, ...manifest.mains] : exported;
    for (const target of targets) {
      const found = findBuilt(this.#files, folder, target);
      if (found !== undefined) return found;
    }
    return subpath === '.' ? this.#usual(folder) : undefined;
  }

  #usual(folder: string): string | undefined {
    return ['index', 'src/index', 'src/main', 'lib/index']
      .map((name) => findFile(this.#files, join(folder, name), true))
      .find((path) => path !== undefined);
  }
}

function manifestOf(folder: string, data: Readonly<Record<string, unknown>>): Manifest {
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  const dependencies = new Map<string, string>();
  for (const kind of kinds) {
    const list = data[kind];
    if (isRecord(list)) for (const [name, wanted] of Object.entries(list)) if (typeof wanted === 'string') dependencies.set(name, wanted);
  }
  const workspaces = isRecord(data['workspaces']) ? data['workspaces']['packages'] : data['workspaces'];
  return {
    folder,
    name: typeof data['name'] === 'string' ? data['name'] : null,
    mains: [data['source'], data['module'], data['main']].filter((target) => typeof target === 'string'),
    exports: data['exports'],
    imports: data['imports'],
    dependencies,
    workspaces: textsOf(workspaces),
  };
}

/** Conditions of `exports` that hold for a Lambda function or a bundler; `types` last, since its source may stand beside it. */
const CONDITIONS: ReadonlySet<string> = new Set([
  'source',
  'node',
  'import',
  'require',
  'module',
  'module-sync',
  'node-addons',
  'default',
  'types',
]);

/**
 * The files that an `exports` or `imports` table names for a key, likeliest first.
 * Node.js: packages, subpath exports, subpath patterns, conditional exports.
 */
export function targetsOf(table: unknown, key: string): string[] {
  if (!isRecord(table)) return key === '.' ? conditionTargets(table, 0) : [];
  const isKeyed = Object.keys(table).some((name) => name.startsWith('.') || name.startsWith('#'));
  if (!isKeyed) return key === '.' ? conditionTargets(table, 0) : [];
  if (Object.hasOwn(table, key)) return conditionTargets(table[key], 0);
  for (const pattern of Object.keys(table).toSorted((a, b) => b.length - a.length)) {
    const matched = matchStar(pattern, key);
    if (matched !== undefined) return conditionTargets(table[pattern], 0).map((target) => target.replaceAll('*', () => matched));
  }
  return [];
}

function conditionTargets(target: unknown, depth: number): string[] {
  if (typeof target === 'string') return [target];
  if (depth > 8) return [];
  if (Array.isArray(target)) return target.flatMap((each) => conditionTargets(each, depth + 1));
  if (!isRecord(target)) return [];
  const names = Object.keys(target).filter((name) => CONDITIONS.has(name));
  const inOrder = [...names.filter((name) => name !== 'types'), ...names.filter((name) => name === 'types')];
  return inOrder.flatMap((name) => conditionTargets(target[name], depth + 1));
}

/** What `*` in a pattern stands for, so that the pattern gives the text; undefined when it does not match. */
export function matchStar(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : undefined;
  const before = pattern.slice(0, star);
  const behind = pattern.slice(star + 1);
  if (text.length < before.length + behind.length || !text.startsWith(before) || !text.endsWith(behind)) return undefined;
  return text.slice(before.length, text.length - behind.length);
}
