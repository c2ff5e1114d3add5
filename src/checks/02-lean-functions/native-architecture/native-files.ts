import type { Shipping } from '../manifest-uses.ts';

/** A file of machine code in the packed folder. */
export interface NativeFile {
  readonly path: string;
  /** Its package: the folder at the top, or its own name. */
  readonly module: string;
  /** As Python's wheels name the processor: `x86_64`, `aarch64`. */
  readonly tag: string;
}

/** Extension modules that are packed with a function and name their machine (PEP 3149): `_cffi_backend.cpython-312-x86_64-linux-gnu.so`. */
export function nativeFiles({ shipped }: Shipping): NativeFile[] {
  if (shipped.language !== 'python' || shipped.build !== 'folder') return [];
  const start = shipped.root === '' ? 0 : shipped.root.length + 1;
  const topOf = (path: string): string => path.slice(start).split('/', 1)[0]!.replace(/\..*$/, '');
  const loaded = new Set([...shipped.imports.map(({ name }) => name), ...shipped.files.map(topOf)]);
  return shipped.folderFiles().flatMap(({ path }) => {
    const tag = /-(x86_64|aarch64)-linux-(?:gnu|musl)\.so$/.exec(path)?.[1];
    const module = topOf(path);
    return tag === undefined || !loaded.has(module) ? [] : [{ path, module, tag }];
  });
}
