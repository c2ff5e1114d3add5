import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of a program took. */
export interface Measured {
  readonly seconds: number;
  /** The largest resident size of a process of it; null without GNU time. */
  readonly peakMegabytes: number | null;
  /** Null when it was stopped because it took too long. */
  readonly code: number | null;
  readonly stderr: string;
}

const GNU_TIME = '/usr/bin/time';

/** Runs a program to its end, output thrown away, or stops it after some minutes. */
export function measure(command: readonly string[], minutes: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-bench-'));
  const figures = join(folder, 'figures');
  const [program = '', ...args] = existsSync(GNU_TIME) ? [GNU_TIME, '-q', '-f', '%M', '-o', figures, ...command] : command;
  const started = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: minutes * 60_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const peak = existsSync(figures) ? Number(readFileSync(figures, 'utf8').trim()) : 0;
  rmSync(folder, { recursive: true });
  if (error !== undefined && status !== null) throw error;
  return { seconds, peakMegabytes: peak > 0 ? peak / 1024 : null, code: status, stderr };
}

/** The middle one of some figures; of an even number, the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

/** The built command line, run by the Node that runs the measurement. */
export const CASEMATE: readonly string[] = [process.execPath, join(import.meta.dirname, '../dist/bin/casemate.cjs')];
