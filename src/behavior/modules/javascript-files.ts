import { folderOf, join } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

const TYPESCRIPT = ['.ts', '.tsx', '.mts', '.cts'];
const JAVASCRIPT = ['.js', '.mjs', '.cjs', '.jsx', '.json'];

/** Endings of files that a specifier may leave out, in the order in which they are tried. */
function endings(isTypeScript: boolean): readonly string[] {
  return isTypeScript ? [...TYPESCRIPT, ...JAVASCRIPT] : [...JAVASCRIPT, ...TYPESCRIPT];
}

/** What TypeScript compiles to a name: `./orders.js` is `orders.ts` in the sources. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file that a path without its ending means, or one that is compiled to it; undefined when there is none. */
export function findFile(files: SourceFiles, base: string, isTypeScript: boolean): string | undefined {
  const compiled = /\.[mc]?jsx?$/.exec(base);
  const sources = compiled === null ? [] : (SOURCES[compiled[0]] ?? []).map((ending) => base.slice(0, -compiled[0].length) + ending);
  const exact = isTypeScript ? [...sources, base] : [base, ...sources];
  const candidates = [...exact, ...endings(isTypeScript).map((ending) => base + ending)];
  return candidates.find((path) => path !== '' && files.isFile(path));
}

/** The file that a path means, which may be a folder: then what its package.json names, or its index. */
export function findModule(files: SourceFiles, base: string, options: ModuleSearch): string | undefined {
  const file = findFile(files, base, options.isTypeScript);
  if (file !== undefined || !files.isFolder(base)) return file;
  return options.mainOf(base) ?? findFile(files, join(base, 'index'), options.isTypeScript);
}

/** How a folder is looked into. */
export interface ModuleSearch {
  readonly isTypeScript: boolean;
  /** The file that a folder's package.json names; undefined without one. */
  readonly mainOf: (folder: string) => string | undefined;
}

/** Folders that hold what a build makes; the repository may hold only the sources that it is made from. */
const BUILT = /^(?:\.\/)?(?:dist|build|lib|out|output|cjs|esm|\.build)\//;

/**
 * A file that a package.json names (`./dist/index.js`), or the source that it is built from
 * (`src/index.ts`, `index.ts`), inside the package's folder.
 */
export function findBuilt(files: SourceFiles, folder: string, target: string): string | undefined {
  const direct = findFile(files, join(folder, target), true);
  if (direct !== undefined) return direct;
  let rest = target.replace(/^\.\//, '');
  for (let tries = 0; tries < 3 && BUILT.test(rest); tries++) {
    rest = rest.replace(BUILT, '');
    const found = findFile(files, join(folder, 'src', rest), true) ?? findFile(files, join(folder, rest), true);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a file is TypeScript by its ending. */
export function isTypeScriptFile(file: string): boolean {
  return /\.(?:[mc]?ts|tsx)$/.test(file);
}

/** The name of the package inside a `node_modules` folder that a path leads into; undefined for other paths. */
export function packageInPath(path: string): string | undefined {
  const inside = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*\/node_modules\/)/.exec(path);
  return inside?.[1];
}

/** Whether the packages in a `node_modules` folder were put there by a package manager, and not written by hand. */
export function isInstalled(files: SourceFiles, modules: string): boolean {
  const marks = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];
  const lists = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml'].map((name) => join(folderOf(modules), name));
  return [...marks.map((name) => join(modules, name)), ...lists].some((path) => files.isFile(path));
}
