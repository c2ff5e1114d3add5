import { closeSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { LIMITS } from '../util/read.ts';
import { noteChance } from '../util/steady.ts';
import { looked } from './looks.ts';
import type { LookKind } from './looks.ts';

/** A file's text, or why it cannot be had and what to do about it. */
export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly advice: string; readonly missing: boolean };

/** What stands at a path, links followed. `other` is a device, a socket or a pipe, which must never be opened. */
export type PathKind = 'file' | 'folder' | 'other' | 'missing';

let edited: ReadonlyMap<string, string> | null = null;

/**
 * Runs something as if these files (absolute paths, links followed) had these texts; files that are not there yet are new ones. What
 * an edit leads to can so be read before it is written.
 */
export function withFiles<T>(texts: ReadonlyMap<string, string>, run: () => T): T {
  const before = edited;
  edited = texts;
  try {
    return run();
  } finally {
    edited = before;
  }
}

/** A look at the files as they are. As if others had their place, it is made anew: those change with every edit that is tried. */
function look<T>(kind: LookKind, path: string, most: number, make: (path: string, most: number) => T): T {
  return edited === null ? looked(kind, path, most, make) : make(path, most);
}

/** What the same files answer on every machine and to every user; all else is left to chance. */
const STEADY: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

function codeOf(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (!STEADY.has(code)) noteChance();
  return code;
}

function editedText(path: string): string | undefined {
  if (edited === null || edited.size === 0) return undefined;
  return edited.get(path) ?? edited.get(realPath(path));
}

/** Reads a file as UTF-8 (a byte order mark is kept, so that offsets fit the file); refuses large, binary and UTF-16 files. */
export function readTextFile(path: string, maxBytes: number = LIMITS.fileBytes): FileText {
  const text = editedText(path);
  return text === undefined ? look('text', path, maxBytes, textAt) : { ok: true, text };
}

function textAt(path: string, maxBytes: number): FileText {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return refused('is a folder, not a file', 'Name the template inside it.');
    if (!stat.isFile()) return refused('is not a regular file', 'Name a file that can be read to its end.');
    if (stat.size > maxBytes) {
      const size = Math.ceil(stat.size / (1024 * 1024));
      const limit = maxBytes / (1024 * 1024);
      return refused(`is ${size} MB large; files over ${limit} MB are not read`, 'CloudFormation takes templates up to 1 MB: split it.');
    }
    bytes = readFileSync(path);
  } catch (error) {
    return failure(error);
  }
  return decode(bytes);
}

/** A file of casemate's own as it is; undefined when it cannot be read. */
export function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The first bytes of a file as text, for telling what it is; empty when it cannot be read. */
export function readStart(path: string, length: number): string {
  return look('start', path, length, startAt);
}

function startAt(path: string, length: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(length);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    codeOf(error);
    return '';
  }
}

function decode(bytes: Buffer): FileText {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refused('is written in UTF-16', 'Save it as UTF-8.');
  }
  if (bytes.includes(0)) return refused('is a binary file', 'Templates are text in UTF-8.');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refused('is not valid UTF-8', 'Save it as UTF-8.');
  }
}

function refused(message: string, advice: string): FileText {
  return { ok: false, message, advice, missing: false };
}

function failure(error: unknown): FileText {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { ok: false, message: 'does not exist', advice: 'Check the path.', missing: true };
    case 'EACCES':
    case 'EPERM':
      return refused('may not be read', 'Give the user who runs casemate the right to read it.');
    case 'ELOOP':
      return refused('is a symbolic link that leads to itself', 'Remove the link or point it at a file.');
    default:
      return refused(`cannot be read (${code ?? 'unknown error'})`, 'Check the file and its disk.');
  }
}

/** One entry of a folder. A link is reported as a link, whatever it points at. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** The entries of a folder by name, or why they cannot be listed. */
export type FolderListing =
  | { readonly ok: true; readonly entries: readonly FolderEntry[] }
  | { readonly ok: false; readonly message: string; readonly advice: string };

/** Lists a folder, sorted by code units so that the order is the same on every machine. */
export function listFolder(path: string): FolderListing {
  return look('entries', path, 0, entriesAt);
}

function entriesAt(path: string): FolderListing {
  let found: Dirent[];
  try {
    found = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const failed = failure(error);
    return failed.ok ? { ok: true, entries: [] } : { ok: false, message: failed.message, advice: failed.advice };
  }
  const entries = found.map((entry): FolderEntry => {
    const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
    return { name: entry.name, kind };
  });
  for (const name of newFilesIn(path)) if (entries.every((entry) => entry.name !== name)) entries.push({ name, kind: 'file' });
  return { ok: true, entries: entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

function newFilesIn(folder: string): string[] {
  if (edited === null || edited.size === 0) return [];
  const real = realPath(folder);
  return [...edited.keys()].filter((file) => dirname(file) === real).map((file) => basename(file));
}

/** What stands at a path. */
export function pathKind(path: string): PathKind {
  return editedText(path) === undefined ? look('kind', path, 0, kindAt) : 'file';
}

function kindAt(path: string): PathKind {
  try {
    // Most paths that are asked about are not there, and an error takes longer to make than the system to answer.
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return 'missing';
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ELOOP' ? 'other' : 'missing';
  }
}

/** Bytes of a file, links followed; 0 when there is none. */
export function fileBytes(path: string): number {
  return look('bytes', path, 0, bytesAt);
}

function bytesAt(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch (error) {
    codeOf(error);
    return 0;
  }
}

/** The path with every link followed, as far as there is something; the absolute path itself when that cannot be done. */
export function realPath(path: string): string {
  return look('real', path, 0, realAt);
}

function realAt(path: string): string {
  try {
    // The native call is one system call; the other asks about every folder on the way.
    return realpathSync.native(path);
  } catch (error) {
    codeOf(error);
    return edited === null ? resolve(path) : newPath(resolve(path));
  }
}

/** The path of a file that is yet to be made, in its folder with every link followed. */
function newPath(path: string): string {
  try {
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

/** Whether a path lies in a folder (or is it), once links are followed. */
export function isInside(folder: string, path: string): boolean {
  const root = realPath(folder);
  const real = realPath(path);
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** An app's folder, and the folder that it was looked for in; both absolute. */
export interface AppPlace {
  readonly folder: string;
  /** Left out: the app's own folder. */
  readonly within?: string;
}

/** What an app may name files in: its git working tree, or outside of one the folder that it was looked for in. */
export function boundaryOf({ folder, within = folder }: AppPlace): string {
  return repositoryRoot(folder) ?? realPath(within);
}

/** The git working tree that a folder belongs to; undefined outside of one. */
export function repositoryRoot(folder: string): string | undefined {
  let current = realPath(folder);
  for (;;) {
    if (pathKind(join(current, '.git')) !== 'missing') return current;
    const parent = dirname(current);
    if (parent === current) return undefined;
    current = parent;
  }
}

/** A path relative to a folder, `/` separated; `.` for the folder itself. */
export function relativePath(from: string, to: string): string {
  const path = relative(from, to);
  return path === '' ? '.' : sep === '/' ? path : path.split(sep).join('/');
}

/** Most files that are listed of one folder. */
const MOST_FILES = 50_000;

/** The files under a folder, relative to it, `/` separated; hidden and installed ones are left out. */
export function filesUnder(folder: string): string[] {
  const files: string[] = [];
  const open = [{ path: folder, shown: '' }];
  for (let next = open.pop(); next !== undefined && files.length < MOST_FILES; next = open.pop()) {
    const listing = listFolder(next.path);
    if (!listing.ok) continue;
    for (const { name, kind } of listing.entries) {
      const shown = next.shown === '' ? name : `${next.shown}/${name}`;
      if (kind === 'file' || (kind === 'link' && pathKind(join(next.path, name)) === 'file')) files.push(shown);
      else if (kind === 'folder' && !name.startsWith('.') && name !== 'node_modules') open.push({ path: join(next.path, name), shown });
    }
  }
  return files.toSorted();
}
