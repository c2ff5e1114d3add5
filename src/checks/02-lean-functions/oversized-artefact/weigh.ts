import type { DeploymentPackage } from '../../../model/deployment-package.ts';

/** Sizes of what a function packs from its folder. */
export interface Weight {
  readonly shippedBytes: number;
  readonly loadableBytes: number;
  /** The largest file that cannot be loaded; empty when there is none. */
  readonly largest: string;
}

/** Modules by which code reads files by name. */
const READERS: ReadonlySet<string> = new Set([
  'fs',
  'fs/promises',
  'pathlib',
  'io',
  'importlib',
  'pkgutil',
  'sqlite3',
  'zipfile',
  'csv',
  'path',
  'url',
  'os',
]);
const CODE = /\.(?:[mc]?[jt]sx?|py|pyc|map)$/;
/** What no code reads: notes, pictures of the design, tests and their data, git. */
const ASIDE = /(?:^|\/)(?:docs?|tests?|__tests__|events|images|diagrams)\/|\.(?:md|drawio|pptx?|docx?|mp4|mov|gif)$/i;

/** What stands in a packed folder, and what of it the handler can load: code that is imported, and data if it reads files at all. */
export function weigh(shipped: DeploymentPackage): Weight {
  const loaded = new Set(shipped.files);
  const readsFiles = shipped.imports.some(({ name }) => READERS.has(name)) || shipped.language === 'python';
  const isLoadable = (path: string): boolean =>
    loaded.has(path) || (readsFiles && !CODE.test(path) && !ASIDE.test(path)) || path.endsWith('.so');
  const files = shipped.folderFiles();
  const rest = files.filter(({ path }) => !isLoadable(path)).toSorted((a, b) => b.bytes - a.bytes);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    shippedBytes: total,
    loadableBytes: total - rest.reduce((sum, { bytes }) => sum + bytes, 0),
    largest: rest[0]?.path ?? '',
  };
}
