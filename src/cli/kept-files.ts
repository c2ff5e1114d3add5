import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../util/digest.ts';
import { makeFolder } from './cache-folder.ts';

/** What a folder of kept files may hold; files above these bounds are deleted, the oldest first. */
export interface KeptBounds {
  /** Bytes of one file that is read or written. */
  readonly fileBytes: number;
  readonly folderBytes: number;
  readonly days: number;
}

/** The bounds of casemate's own folder: a few thousand apps. */
export const BOUNDS: KeptBounds = { fileBytes: 16 * 1024 * 1024, folderBytes: 128 * 1024 * 1024, days: 30 };

const DAY = 24 * 60 * 60 * 1000;
/** Unfinished files that are older belong to a run that was stopped. */
const UNFINISHED = 60 * 60 * 1000;
/** Files written between two runs that look whether there are too many. */
const WRITTEN_BETWEEN = 32n;
const HEAD = 'casemate 1 ';
const DIGEST_LENGTH = 43;

/**
 * Texts by name in a folder of this user's own. Whatever is wrong with a file, its text is not there; whatever is wrong with the folder,
 * nothing is kept. Never throws.
 */
export class KeptFiles {
  readonly #folder: string;
  readonly #bounds: KeptBounds;
  #isOwn: boolean | undefined;

  constructor(parent: string, name: string, bounds: KeptBounds = BOUNDS) {
    this.#folder = join(parent, name);
    this.#bounds = bounds;
    // A folder that is not there is made when there is something to keep.
    this.#isOwn = isOwnFolder(parent) && isOwnFolder(this.#folder) ? true : undefined;
  }

  /** The text that was kept under a name, and nothing else: what was cut short or altered is not given. */
  read(name: string): string | undefined {
    if (this.#isOwn !== true) return undefined;
    let file: number | undefined;
    try {
      file = openSync(join(this.#folder, name), constants.O_RDONLY | NO_LINK | NO_WAIT);
      const stat = fstatSync(file);
      if (!stat.isFile() || stat.size > this.#bounds.fileBytes || !isOwn(stat.uid)) return undefined;
      const bytes = readFileSync(file);
      const start = HEAD.length + DIGEST_LENGTH + 1;
      const body = bytes.subarray(start);
      return bytes.toString('latin1', 0, start) === headOf(body) ? body.toString() : undefined;
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** Keeps a text under a name: it is written beside and renamed, so that no other run reads half of it. */
  write(name: string, text: string): void {
    this.#isOwn ??= this.#make();
    const body = Buffer.from(text);
    if (!this.#isOwn || body.length > this.#bounds.fileBytes) return;
    const beside = join(this.#folder, `${name}.${process.pid}.${process.hrtime.bigint()}.tmp`);
    try {
      const file = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_LINK, 0o600);
      try {
        writeFileSync(file, Buffer.concat([Buffer.from(headOf(body)), body]));
      } finally {
        closeSync(file);
      }
      renameSync(beside, join(this.#folder, name));
    } catch {
      // A disk that is full, or a right that is missing: the next run does the work again.
      remove(beside);
    }
  }

  /** Deletes what is old or too much, after some files were written; after few of them it looks only now and then. */
  tidy(written: number): void {
    if (this.#isOwn === true && process.hrtime.bigint() % WRITTEN_BETWEEN < BigInt(written)) tidy(this.#folder, this.#bounds);
  }

  #make(): boolean {
    try {
      makeFolder(this.#folder);
    } catch {
      return false;
    }
    return isOwnFolder(join(this.#folder, '..')) && isOwnFolder(this.#folder);
  }
}

/** Windows has neither; there a link in the user's own folder takes the user's own rights. */
const NO_LINK: number = constants.O_NOFOLLOW ?? 0;
const NO_WAIT: number = constants.O_NONBLOCK ?? 0;

function headOf(body: Uint8Array): string {
  return `${HEAD}${digestOf(body)}\n`;
}

/** A folder, no link, that belongs to this user and that nobody else may write to. */
function isOwnFolder(path: string): boolean {
  try {
    const stat = lstatSync(path);
    return stat.isDirectory() && isOwn(stat.uid) && (process.platform === 'win32' || (stat.mode & 0o022) === 0);
  } catch {
    return false;
  }
}

function isOwn(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}

/** Deletes the files of a folder that are too old, and the oldest until the rest is within its bounds. Never throws. */
export function tidy(folder: string, { folderBytes, days }: KeptBounds): void {
  const now = Number(new Date());
  const files = filesIn(folder).toSorted((a, b) => b.mtimeMs - a.mtimeMs);
  let bytes = 0;
  for (const { path, size, mtimeMs } of files) {
    const age = now - mtimeMs;
    const isStale = age > days * DAY || (path.endsWith('.tmp') && age > UNFINISHED);
    if (isStale || bytes + size > folderBytes) remove(path);
    else bytes += size;
  }
}

function filesIn(folder: string): { readonly path: string; readonly size: number; readonly mtimeMs: number }[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      return stat === undefined || stat.isDirectory() ? [] : [{ path, size: stat.size, mtimeMs: stat.mtimeMs }];
    });
  } catch {
    return [];
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another run's turn.
  }
}
