import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const MAIN: string = fileURLToPath(new URL('../../dist/bin/casemate.cjs', import.meta.url));
/** The small whole apps that the tests run on. */
export const APPS: string = fileURLToPath(new URL('../../fixtures/apps', import.meta.url));

/** What came of a run. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how to run. */
export interface RunOptions {
  /** Default: the folder of the fixture apps. */
  readonly cwd?: string;
  /** Added to an environment without any setting about colours or width. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Number of the user to run as; only root may say so. */
  readonly user?: number | undefined;
}

/** Runs the built command line as a user does, without a terminal. */
export function casemate(args: readonly string[], options: RunOptions = {}): Run {
  if (!existsSync(MAIN)) throw new Error('run "npm run build" first: these tests run dist/bin/casemate.cjs');
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: options.cwd ?? APPS,
    // What the user's own runs kept is left alone, and every test judges; the tests of the cache name one.
    env: { ...environment, CASEMATE_CACHE: 'off', ...options.environment },
    encoding: 'utf8',
    ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** One check whose verdict on the fixture apps does not depend on what else is checked. */
export const ONE_CHECK: readonly string[] = ['--check', 'bucket-public-access'];
