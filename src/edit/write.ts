import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { holdSignals } from './signals.ts';
import { NotWritten, checkUnchanged, otherNames, prepareJob, writeBeside } from './write-job.ts';
import type { FileToWrite, Job } from './write-job.ts';

/** That all files are written, and which of them (their paths) had other names that keep the old text; or why none is. */
export type WriteResult =
  | { readonly ok: true; readonly withOtherNames: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Writes all files or none. The new texts are first written beside their files; if a file is no longer as it was read, or cannot be
 * written, nothing changes. Then each takes the place of its file in one step; if one cannot, those before it are put back. No link is
 * followed: the paths are those behind all links, and what has become a link meanwhile is refused.
 */
export function writeFiles(files: readonly FileToWrite[]): WriteResult {
  const release = holdSignals();
  const jobs: Job[] = [];
  const folders: string[] = [];
  let isDone = false;
  try {
    for (const file of files) if (file.text !== file.before) jobs.push(prepareJob(file, folders));
    for (const job of jobs) writeBeside(job);
    for (const job of jobs) checkUnchanged(job);
    const withOtherNames = jobs.filter((job) => otherNames(job) > 0).map(({ path }) => path);
    replaceAll(jobs);
    isDone = true;
    for (const job of jobs) syncFolder(dirname(job.path));
    for (const { kept } of jobs) remove(kept);
    return { ok: true, withOtherNames };
  } catch (error) {
    return { ok: false, reason: error instanceof NotWritten ? error.message : (error as Error).message };
  } finally {
    for (const { fresh } of jobs) remove(fresh);
    if (!isDone) for (const folder of folders.toReversed()) removeEmpty(folder);
    release();
  }
}

/** What cannot be cleared away is no reason to call the files unwritten. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder may have become read-only.
  }
}

/** A folder that was made and into which somebody has put something meanwhile stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty.
  }
}

function replaceAll(jobs: readonly Job[]): void {
  const done: Job[] = [];
  try {
    for (const job of jobs) {
      if (job.before === null) place(job);
      else {
        keep(job);
        renameSync(job.fresh, job.path);
      }
      done.push(job);
    }
  } catch (error) {
    const lost = done.toReversed().flatMap(putBack);
    for (const { kept } of jobs) if (lost.every((job) => job.kept !== kept)) remove(kept);
    if (lost.length === 0) throw error;
    const names = lost.map(({ path, kept }) => `${path} (its old text is in ${kept})`).join(', ');
    throw new NotWritten(`${(error as Error).message}; and these could not be put back: ${names}`, { cause: error });
  }
}

/** Gives a file its old text again; the job itself where that fails. */
function putBack(job: Job): Job[] {
  try {
    if (job.before === null) rmSync(job.path, { force: true });
    else renameSync(job.kept, job.path);
    return [];
  } catch {
    return [job];
  }
}

/** Gives a new file its name, unless somebody has made one of that name meanwhile; where the disk knows no second names, that is not seen. */
function place({ fresh, path }: Job): void {
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new NotWritten(`${path} is there already`, { cause: error });
    renameSync(fresh, path);
  }
}

/** Another name for the old file; where the disk knows no second names, a copy. */
function keep({ path, kept }: Job): void {
  rmSync(kept, { force: true });
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
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
