import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '../../../src/util/sha.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const run = promisify(execFile);
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
  if (existsSync(ready)) return { python };
  try {
    await install(folder, python);
  } catch (error) {
    // On a build machine that has Python, the oracle not running is a failure.
    if (process.env['CI']) throw error;
    return { skipped: `needs the packages of requirements.txt: ${String(error).slice(0, 200)}` };
  }
  writeFileSync(ready, '');
  return { python };
}

async function install(folder: string, python: string): Promise<void> {
  // Those of other states are of no more use.
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20', '--only-binary', ':all:'];
  await run(python, ['-m', 'pip', 'install', ...options, '-r', REQUIREMENTS], { timeout: 300_000 });
}
