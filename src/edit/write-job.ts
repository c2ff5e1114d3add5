import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file to be written. */
export interface FileToWrite {
  /** Absolute, links followed: what has become a link since then is not written. */
  readonly path: string;
  /** Its text when it was read; null for a file that must not be there yet. */
  readonly before: string | null;
  readonly text: string;
}

/** Why nothing is written, in words for the owner. */
export class NotWritten extends Error {}

/** A file on its way, and the files beside it that hold its new and its old text. */
export interface Job extends FileToWrite {
  readonly fresh: string;
  readonly kept: string;
}

/** Looks whether a file can be written, makes the folders that a new one needs, and adds these to `folders`, outer ones first. */
export function prepareJob(file: FileToWrite, folders: string[]): Job {
  if (file.before === null) makeFolders(dirname(file.path), folders);
  checkPlace(file);
  const folder = dirname(file.path);
  if (file.before !== null && !isWritable(file.path)) throw new NotWritten(`${file.path} is read-only`);
  if (!isWritable(folder)) throw new NotWritten(`${file.path} is in a folder that is read-only`);
  const beside = join(folder, `.${basename(file.path)}.${process.pid}`);
  return { ...file, fresh: `${beside}.tmp`, kept: `${beside}.old.tmp` };
}

function makeFolders(folder: string, folders: string[]): void {
  const made = mkdirSync(folder, { recursive: true });
  if (made === undefined) return;
  const fresh: string[] = [];
  for (let path = folder; path.length >= made.length; path = dirname(path)) fresh.unshift(path);
  folders.push(...fresh);
}

/** That a file stands where it was read, is no link, device or pipe, and its folder is reached by no link either; that a new one is not there. */
function checkPlace({ path, before }: FileToWrite): void {
  const status = statusOf(path);
  if (before === null && status !== undefined) throw new NotWritten(`${path} is there already`);
  if (before !== null && status === undefined) throw new NotWritten(`${path} is no longer there`);
  if (status !== undefined && status.isSymbolicLink()) throw new NotWritten(`${path} has become a link since it was read`);
  if (status !== undefined && !status.isFile()) throw new NotWritten(`${path} is no file any more`);
  if (realFolder(dirname(path)) !== dirname(path)) throw new NotWritten(`${path} is reached by a link that was not there when it was read`);
}

function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realFolder(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

/** Root may write everything; the owner's wish still counts. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return process.platform === 'win32' || (statSync(path).mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

/** Writes the new text beside the file, with its mode and owner. */
export function writeBeside({ path, fresh, before, text }: Job): void {
  const status = before === null ? undefined : lstatSync(path);
  rmSync(fresh, { force: true });
  // `wx` follows no link that somebody has put there.
  const file = openSync(fresh, 'wx', status === undefined ? 0o666 : 0o600);
  try {
    writeFileSync(file, text);
    if (status !== undefined) {
      keepOwner(file, path, status);
      fchmodSync(file, status.mode & 0o7777);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whoever may not give a file away would take it from its owner, or show it to another group. */
function keepOwner(file: number, path: string, { uid, gid }: Stats): void {
  const own = fstatSync(file);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fchownSync(file, uid, gid);
  } catch {
    throw new NotWritten(`${path} belongs to another user or group, and would no longer`);
  }
}

/** Refuses a file that is not as it was read. */
export function checkUnchanged(job: Job): void {
  checkPlace(job);
  const { path, before } = job;
  if (before !== null && !readFileSync(path).equals(Buffer.from(before))) throw new NotWritten(`${path} has changed since it was read`);
}

/** How many other names (hard links) a file has, which keep the old text. */
export function otherNames({ path, before }: FileToWrite): number {
  const status = before === null ? undefined : statusOf(path);
  return status === undefined ? 0 : status.nlink - 1;
}
