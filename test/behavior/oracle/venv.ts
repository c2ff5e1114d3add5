import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sha256 } from '../../../src/util/sha.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const run = promisify(execFile);
const INSTALL_MS = 300_000;
const CACHE = resolve(import.meta.dirname, '../../../.cache/oracle-venv');

/** A Python with moto and boto3, installed once for each state of requirements.txt; or why there is none. */
export async function oraclePython(): Promise<{ readonly python: string } | { readonly skipped: string }> {
  try {
    await run('python3', ['--version']);
  } catch {
    return { skipped: 'needs python3' };
  }
  const folder = join(CACHE, sha256(readFileSync(REQUIREMENTS, 'utf8')).slice(0, 12));
  const python = join(folder, 'bin/python');
  const ready = join(folder, 'ready');
  try {
    await once(folder, ready, () => install(folder, python));
  } catch (error) {
    // On a build machine that has Python, the oracle not running is a failure.
    if (process.env['CI']) throw error;
    return { skipped: `needs the packages of requirements.txt: ${String(error).slice(0, 200)}` };
  }
  return { python };
}

/** Test files run side by side: one installs, the others wait for it. */
async function once(folder: string, ready: string, make: () => Promise<void>): Promise<void> {
  const lock = `${folder}.installing`;
  while (!existsSync(ready)) {
    if (!takes(lock)) {
      await setTimeout(500);
      continue;
    }
    try {
      // It may have come between the look and the lock.
      if (existsSync(ready)) return;
      await make();
      writeFileSync(ready, '');
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

/** Takes a lock: whether it is now this process's own. One that an interrupted run left is too old. */
function takes(lock: string): boolean {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > 2 * INSTALL_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

async function install(folder: string, python: string): Promise<void> {
  // Those of other states, and what an interrupted run left, are of no more use.
  const old = readdirSync(CACHE).filter((name) => !name.endsWith('.installing'));
  for (const name of old) rmSync(join(CACHE, name), { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20', '--only-binary', ':all:'];
  await run(python, ['-m', 'pip', 'install', ...options, '-r', REQUIREMENTS], { timeout: INSTALL_MS });
}
