import { resolve } from 'node:path';
import { boundaryOf, fileBytes, isInside, listFolder, pathKind, readTextFile } from './files.ts';
import type { AppPlace } from './files.ts';

/** The files of an app, for following its source code: paths relative to the app's folder, never outside of its boundary. */
export interface AppFiles {
  read(path: string): { readonly text: string } | { readonly problem: string } | undefined;
  kind(path: string): 'file' | 'folder' | undefined;
  list(folder: string): readonly string[];
  /** Size of a file; 0 when there is none. */
  bytes(path: string): number;
}

/** The files under and around an app's folder. Every look is kept, so that the functions of an app share them. */
export function appFiles(place: AppPlace, maxBytes: number): AppFiles {
  const { folder } = place;
  // Looked for at the first file: most templates without code name none.
  let boundary: string | undefined;
  const kinds = new Map<string, 'file' | 'folder' | undefined>();
  const kind = (path: string): 'file' | 'folder' | undefined => {
    if (kinds.has(path)) return kinds.get(path);
    const found = path.includes('\0') ? 'missing' : pathKind(resolve(folder, path));
    const known =
      (found === 'file' || found === 'folder') && isInside((boundary ??= boundaryOf(place)), resolve(folder, path)) ? found : undefined;
    kinds.set(path, known);
    return known;
  };
  return {
    kind,
    read(path) {
      if (kind(path) !== 'file') return undefined;
      const file = readTextFile(resolve(folder, path), maxBytes);
      return file.ok ? { text: file.text } : { problem: file.message };
    },
    list(path) {
      if (kind(path) !== 'folder') return [];
      const listing = listFolder(resolve(folder, path));
      return listing.ok ? listing.entries.map((entry) => entry.name) : [];
    },
    bytes(path) {
      return kind(path) === 'file' ? fileBytes(resolve(folder, path)) : 0;
    },
  };
}
