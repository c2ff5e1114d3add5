import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { VERSION } from '../util/version.ts';
import { cacheFolder, makeFolder } from './cache-folder.ts';

/** A bundle that was loaded, and what keeps its compiled code for the next run. */
export interface CachedBundle<Exports> {
  readonly loaded: Exports;
  /** Writes the code that V8 has compiled so far, when it is more than the files have. Never throws. */
  keep(): void;
}

/** What a bundle is written between: V8 then compiles the text as it was read, without a copy of it. */
export const WRAPPER: readonly [before: string, after: string] = [
  '(function (exports, require, module, __filename, __dirname) {',
  '\n})\n',
];

/**
 * Loads a bundle (CommonJS files in ASCII, each wrapped in a function) with the code that V8 compiled in an earlier run; the files that it
 * requires beside it are its parts, and are loaded alike. Node's own compile cache is filled before a module runs, so it lacks the
 * functions inside, which V8 compiles when they are first called: nearly all. Undefined where there is no such file, as when casemate
 * runs from its sources.
 */
export function loadCached<Exports>(path: string): CachedBundle<Exports> | undefined {
  const parts = new Map<string, Part>();
  const load = (file: string): Part | undefined => {
    const known = parts.get(file) ?? loadPart(file, (beside) => load(beside)?.loaded);
    if (known !== undefined) parts.set(file, known);
    return known;
  };
  const first = load(path);
  return first && { loaded: first.loaded as Exports, keep: () => [...parts.values()].forEach((part) => part.keep()) };
}

type Part = CachedBundle<unknown>;

function loadPart(path: string, loadBeside: (path: string) => unknown): Part | undefined {
  const source = sourceOrNothing(path);
  if (source === undefined) return undefined;
  const key = keyOf(path);
  const file = cacheFile(path);
  const known = cachedCode(file, key);
  const script = new Script(source, { filename: path, ...(known === undefined ? {} : { cachedData: known }) });
  const made = { exports: {} };
  const load = createRequire(path);
  const requirePart = (name: string): unknown =>
    (/^\.\/[\w-]+\.cjs$/.test(name) ? loadBeside(join(dirname(path), name)) : undefined) ?? load(name);
  const run = script.runInThisContext() as (...parts: readonly unknown[]) => void;
  run(made.exports, Object.assign(requirePart, { resolve: load.resolve }), made, path, dirname(path));
  const kept = known === undefined || script.cachedDataRejected === true ? 0 : known.length;
  return {
    loaded: made.exports,
    keep(): void {
      if (kept > 0 && process.hrtime.bigint() % ONE_IN !== 0n) return;
      const code = script.createCachedData();
      if (code.length > kept * WORTHWHILE) write(file, [key, code]);
    },
  };
}

/** A run on another app compiles a few functions more; only a run that does more than those makes a new file. */
const WORTHWHILE = 1.02;
/** Gathering the code takes longer than most runs could gain from a new file: about one run in eight does. */
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

/** V8 itself compares its version, its flags and the length of the source, so that the same build remains to be told. A multiple of eight bytes, as V8 wants it. */
const KEY_BYTES = 112;
function keyOf(path: string): Buffer {
  const { size, mtimeMs } = statSync(path);
  return Buffer.from(`casemate ${VERSION} ${size} ${mtimeMs}`.padEnd(KEY_BYTES));
}

function cachedCode(file: string, key: Buffer): Buffer | undefined {
  const cached = readOrNothing(file);
  return cached?.subarray(0, KEY_BYTES).equals(key) === true ? cached.subarray(KEY_BYTES) : undefined;
}

/** In the user's own cache folder: in a shared one another user could leave code for us to run. One file for each place where casemate is installed. */
function cacheFile(path: string): string {
  return join(cacheFolder(), `${path.replaceAll(/[^\w.-]+/g, '-').slice(-150)}.v8`);
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
