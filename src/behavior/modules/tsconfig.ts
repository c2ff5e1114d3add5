import { matchStar } from './manifest.ts';
import { folderOf, join, upwards } from './paths.ts';
import { isRecord, parseJsonc, textsOf } from './plain.ts';
import type { SourceFiles } from './source-files.ts';

/** What of a tsconfig.json says where modules are; paths relative to the app's root. */
interface PathMapping {
  /** `baseUrl`; null without one. */
  readonly base: string | null;
  /** `paths`: patterns, and the places they stand for (already joined with the base). */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const NONE: PathMapping = { base: null, paths: [] };
const LONGEST_EXTENDS = 8;

/** Reads tsconfig.json (and jsconfig.json) files, each once. */
export class TypeScriptConfigs {
  readonly #files: SourceFiles;
  readonly #known = new Map<string, PathMapping>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** The paths that a specifier may mean by the configurations above a folder, nearest first. */
  candidates(folder: string, specifier: string): string[] {
    return upwards(folder, (above) => this.#files.isFolder(above)).flatMap((above) => {
      const config = ['tsconfig.json', 'jsconfig.json'].map((name) => join(above, name)).find((path) => this.#files.isFile(path));
      return config === undefined ? [] : mapped(this.#read(config, 0), specifier);
    });
  }

  #read(path: string, depth: number): PathMapping {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    // A file that extends itself finds this.
    this.#known.set(path, NONE);
    const mapping = this.#parse(path, depth);
    this.#known.set(path, mapping);
    return mapping;
  }

  #parse(path: string, depth: number): PathMapping {
    const file = this.#files.isFile(path) ? this.#files.tree.read(path) : undefined;
    const data = file !== undefined && 'text' in file ? parseJsonc(file.text) : undefined;
    if (!isRecord(data) || depth > LONGEST_EXTENDS) return NONE;
    const options = isRecord(data['compilerOptions']) ? data['compilerOptions'] : {};
    const extended = typeof data['extends'] === 'string' ? [data['extends']] : textsOf(data['extends']);
    // The last configuration of a list counts most.
    const inherited = extended.map((name) => this.#extended(folderOf(path), name, depth)).reduce<PathMapping>(overlay, NONE);
    const base = typeof options['baseUrl'] === 'string' ? join(folderOf(path), options['baseUrl']) : inherited.base;
    const paths = isRecord(options['paths']) ? mappings(options['paths'], base ?? folderOf(path)) : inherited.paths;
    return { base, paths };
  }

  #extended(folder: string, name: string, depth: number): PathMapping {
    if (!name.startsWith('.')) return NONE;
    const path = join(folder, name);
    return this.#read(path.endsWith('.json') ? path : `${path}.json`, depth + 1);
  }
}

function overlay(under: PathMapping, over: PathMapping): PathMapping {
  return { base: over.base ?? under.base, paths: over.paths.length > 0 ? over.paths : under.paths };
}

function mappings(paths: Readonly<Record<string, unknown>>, base: string): PathMapping['paths'] {
  return Object.entries(paths).map(([pattern, targets]) => [pattern, textsOf(targets).map((target) => join(base, target))]);
}

/** TypeScript takes the pattern with the longest text before its star. */
function mapped(mapping: PathMapping, specifier: string): string[] {
  const matches = mapping.paths
    .flatMap(([pattern, targets]) => {
      const star = matchStar(pattern, specifier);
      return star === undefined
        ? []
        : [{ length: pattern.replace(/\*.*/, '').length, found: targets.map((target) => target.replace('*', () => star)) }];
    })
    .toSorted((a, b) => b.length - a.length);
  const byPattern = matches[0]?.found ?? [];
  return mapping.base === null || specifier.startsWith('/') ? byPattern : [...byPattern, join(mapping.base, specifier)];
}
