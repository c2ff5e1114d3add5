import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as V8 from 'node:v8';
import { Script } from 'node:vm';
import { VERSION } from '../util/version.ts';

/** A bundle that was loaded, and what keeps its compiled code for the next run. */
export interface CachedBundle<Exports> {
  readonly loaded: Exports;
  /** Writes the code that V8 has compiled so far, when it is more than the file has. Never throws. */
  keep(): void;
}

/** What a bundle is written between: V8 then compiles the text as it was read, without a copy of it. */
export const WRAPPER: readonly [before: string, after: string] = [
  '(function (exports, require, module, __filename, __dirname) {',
  '\n})\n',
];

/**
 * Loads a bundle (one CommonJS file in ASCII, wrapped in a function) with the code that V8 compiled in an earlier run. Node's own compile cache
 * is filled before a module runs, so it lacks the functions inside, which V8 compiles when they are first called: nearly all.
 * Undefined where there is no such file, as when casemate runs from its sources.
 */
export function loadCached<Exports>(path: string): CachedBundle<Exports> | undefined {
  const source = sourceOrNothing(path);
  if (source === undefined) return undefined;
  const key = keyOf(path);
  const file = cacheFile(path);
  const known = cachedCode(file, key);
  const script = new Script(source, { filename: path, ...(known === undefined ? {} : { cachedData: known.code }) });
  const loaded = {} as Exports;
  const run = script.runInThisContext() as (...parts: readonly unknown[]) => void;
  run(loaded, createRequire(path), { exports: loaded }, path, dirname(path));
  const kept = known === undefined || script.cachedDataRejected === true ? 0 : known.size;
  return {
    loaded,
    keep(): void {
      if (kept > 0 && process.hrtime.bigint() % ONE_IN !== 0n) return;
      const { bytecode_and_metadata_size: size } = (createRequire(path)('node:v8') as typeof V8).getHeapCodeStatistics();
      if (size > kept * WORTHWHILE) write(file, [key, String(size).padEnd(SIZE_BYTES), script.createCachedData()]);
    },
  };
}

/** A run on another app compiles a few functions more; only a run that does more than those makes a new file. */
const WORTHWHILE = 1.02;
/** Asking how much code there is takes longer than most runs could gain from a new file: about one run in eight asks. */
const ONE_IN = 8n;

function sourceOrNothing(path: string): string | undefined {
  try {
    // Latin-1 is taken over byte by byte.
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** V8 itself compares its version, its flags and the length of the source, so that the same build remains to be told. */
const KEY_BYTES = 112;
/** Behind the key stands how much code there is. Both together are a multiple of eight, as V8 wants it. */
const SIZE_BYTES = 16;

function keyOf(path: string): Buffer {
  const { size, mtimeMs } = statSync(path);
  return Buffer.from(`casemate ${VERSION} ${size} ${mtimeMs}`.padEnd(KEY_BYTES));
}

function cachedCode(file: string, key: Buffer): { readonly code: Buffer; readonly size: number } | undefined {
  const cached = readOrNothing(file);
  if (cached === undefined || !cached.subarray(0, KEY_BYTES).equals(key)) return undefined;
  const head = KEY_BYTES + SIZE_BYTES;
  return { code: cached.subarray(head), size: Number(cached.toString('latin1', KEY_BYTES, head)) };
}

/** In the user's own cache folder: in a shared one another user could leave code for us to run. One file for each place where casemate is installed. */
function cacheFile(path: string): string {
  return join(cacheFolder(), 'casemate', `${path.replaceAll(/[^\w.-]+/g, '-').slice(-150)}.v8`);
}

/** XDG base directory specification; Windows keeps such data under LOCALAPPDATA. */
function cacheFolder(): string {
  const named = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'];
  return named !== undefined && named !== '' ? named : join(homedir(), '.cache');
}

/**
 * The cache folder within the user's folder, one at a time: asked for a whole path, Node tries for ever where a file system lets nobody
 * make folders and says that there is none, as /proc does.
 */
function makeFolder(folder: string): void {
  for (const one of [dirname(folder), folder]) if (!existsSync(one)) mkdirSync(one, { mode: 0o700 });
}

/** A run without a home folder, or without the right to write there, is only slower. */
function write(file: string, parts: readonly (Buffer | string)[]): void {
  try {
    makeFolder(dirname(file));
    const beside = `${file}.${process.pid}.tmp`;
    writeFileSync(beside, Buffer.concat(parts.map((part) => Buffer.from(part))), { mode: 0o600 });
    renameSync(beside, file);
  } catch {
    // Nothing depends on it.
  }
}
