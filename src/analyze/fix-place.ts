import { basename, dirname, join, resolve } from 'node:path';
import { isInside, pathKind, realPath } from '../readers/files.ts';

/** The absolute path of a file, links followed; of one that is yet to be made, in its folder with every link followed. */
export function placeToWrite(folder: string, shown: string): string {
  const path = resolve(folder, shown);
  if (pathKind(path) !== 'missing') return realPath(path);
  const names: string[] = [];
  let above = path;
  while (pathKind(above) === 'missing' && dirname(above) !== above) {
    names.unshift(basename(above));
    above = dirname(above);
  }
  return join(realPath(above), ...names);
}

/**
 * Why a file is not edited where these folders were asked about; null: it may be. Templates name files above their folder (`CodeUri:
 * ../src`), and links lead anywhere: whoever asks about a folder expects nothing else to change.
 */
export function whyOutside(folders: readonly string[], path: string, shown: string): string | null {
  if (folders.some((folder) => isInside(folder, path))) return null;
  return `${shown} is outside of the folder that fix was asked about: run it on a folder that holds both`;
}
