import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdSignals } from './signals.ts';

/** A file to be written. */
export interface FileToWrite {
  /** Absolute. */
  readonly path: string;
  /** Its text when it was read; null for a file that must not be there yet. */
  readonly before: string | null;
  readonly text: string;
}

/** That all files are written; or why none is. */
export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

class NotWritten extends Error {}

/** A file on its way: its place behind links, and the files beside it that hold its new and its old text. */
interface Job extends FileToWrite {
  readonly target: string;
  readonly fresh: string;
  readonly kept: string;
}

/**
 * Writes all files or none. The new texts are first written beside their files; if a file is no longer as it was read, or cannot be
 * written, nothing changes. Then each takes the place of its file in one step; if one cannot, those before it are put back.
 */
export function writeFiles(files: readonly FileToWrite[]): WriteResult {
  const release = holdSignals();
  const jobs: Job[] = [];
  const folders: string[] = [];
  try {
    for (const file of files) if (file.text !== file.before) jobs.push(prepared(file, folders));
    for (const job of jobs) writeBeside(job);
    for (const job of jobs) checkUnchanged(job);
    replaceAll(jobs);
    for (const job of jobs) syncFolder(dirname(job.target));
    return { ok: true };
  } catch (error) {
    for (const folder of folders.toReversed()) rmSync(folder, { recursive: true, force: true });
    return { ok: false, reason: error instanceof NotWritten ? error.message : (error as Error).message };
  } finally {
    for (const { fresh, kept } of jobs) for (const path of [fresh, kept]) rmSync(path, { force: true });
    release();
  }
}

function prepared(file: FileToWrite, folders: string[]): Job {
  if (file.before === null) {
    if (existsSync(file.path)) throw new NotWritten(`${file.path} is there already`);
    const made = mkdirSync(dirname(file.path), { recursive: true });
    if (made !== undefined) folders.push(made);
  }
  const target = file.before === null ? file.path : resolved(file.path);
  const folder = dirname(target);
  if (file.before !== null && !isWritable(target)) throw new NotWritten(`${file.path} is read-only`);
  if (!isWritable(folder)) throw new NotWritten(`${file.path} is in a folder that is read-only`);
  const beside = join(folder, `.${basename(target)}.${process.pid}`);
  return { ...file, target, fresh: `${beside}.tmp`, kept: `${beside}.old.tmp` };
}

/** The file that a link leads to. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new NotWritten(`${path} is no longer there`);
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

function writeBeside({ target, fresh, before, text }: Job): void {
  const status = before === null ? undefined : statSync(target);
  rmSync(fresh, { force: true });
  const file = openSync(fresh, 'wx', status === undefined ? 0o666 : status.mode & 0o7777);
  try {
    writeFileSync(file, text);
    if (status !== undefined) {
      if (status.uid !== process.geteuid?.() || status.gid !== process.getegid?.()) keepOwner(file, status);
      fchmodSync(file, status.mode & 0o7777);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Only root may give a file to somebody else; the others' file is then their own. */
function keepOwner(file: number, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // The text and the mode are kept all the same.
  }
}

function checkUnchanged({ path, target, before }: Job): void {
  if (before === null) {
    if (existsSync(target)) throw new NotWritten(`${path} is there already`);
  } else if (!readFileSync(target).equals(Buffer.from(before))) throw new NotWritten(`${path} has changed since it was read`);
}

function replaceAll(jobs: readonly Job[]): void {
  const done: Job[] = [];
  try {
    for (const job of jobs) {
      if (job.before !== null) keep(job);
      renameSync(job.fresh, job.target);
      done.push(job);
    }
  } catch (error) {
    for (const { before, kept, target } of done.toReversed()) {
      if (before === null) rmSync(target, { force: true });
      else renameSync(kept, target);
    }
    throw error;
  }
}

/** Another name for the old file; where the disk knows no second names, a copy. */
function keep({ target, kept }: Job): void {
  rmSync(kept, { force: true });
  try {
    linkSync(target, kept);
  } catch {
    copyFileSync(target, kept, constants.COPYFILE_EXCL);
  }
}

/** Makes a renaming last through a loss of power, where folders can be synced. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows does not open folders.
  }
}
