import { fileBytes, listFolder, pathKind, readStart, readTextFile, realPath } from '../readers/files.ts';
import { latestLook } from '../readers/looks.ts';
import type { Look, Seen } from '../readers/looks.ts';

/** Makes a look again and gives what tells its answer from others. Only while looks are kept. */
export function lookAgain(look: Look): Seen {
  make(look);
  return latestLook()!;
}

function make({ kind, path, most }: Look): unknown {
  switch (kind) {
    case 'text':
      return readTextFile(path, most);
    case 'start':
      return readStart(path, most);
    case 'entries':
      return listFolder(path);
    case 'kind':
      return pathKind(path);
    case 'bytes':
      return fileBytes(path);
    case 'real':
      return realPath(path);
  }
}

/** Looks as short texts: the kind's letter and the limit before the path, which is relative to the folder where it lies in there. */
export function written(looks: Iterable<Look>, folder: string): string[] {
  const within = folder.endsWith('/') ? folder : `${folder}/`;
  return [...looks].map(({ kind, path, most }) => {
    const shown = path.startsWith(within) ? `.${path.slice(within.length)}` : `=${path}`;
    return `${LETTERS[kind]}${most === 0 ? '' : most}${shown}`;
  });
}

/** The looks that were written so; undefined when something else was. */
export function readBack(texts: readonly unknown[], folder: string): Look[] | undefined {
  const within = folder.endsWith('/') ? folder : `${folder}/`;
  const looks: Look[] = [];
  for (const text of texts) {
    const [, letter, most = '', mark, path = ''] = (typeof text === 'string' ? WRITTEN.exec(text) : null) ?? [];
    const kind = KINDS.get(letter ?? '');
    if (kind === undefined) return undefined;
    looks.push({ kind, path: mark === '.' ? `${within}${path}` : path, most: Number(most) });
  }
  return looks;
}

const LETTERS: Readonly<Record<Look['kind'], string>> = { text: 't', start: 's', entries: 'e', kind: 'k', bytes: 'b', real: 'r' };
const KINDS: ReadonlyMap<string, Look['kind']> = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as Look['kind']]));
const WRITTEN = /^([a-z])(\d*)([.=])([^]*)$/;
