// What `casemate fix` is given in measurements.
import { fixApps } from '../src/analyze/fix.ts';
import type { FixRun } from '../src/analyze/fix.ts';

/** What of it differs from measurement to measurement. */
interface Chosen {
  readonly cwd: string;
  /** Empty: all. */
  readonly checks: readonly string[];
  readonly safeOnly: boolean;
}

/** Works out the edits of one template, with default settings. */
export function fixTemplate(path: string, chosen: Chosen): FixRun {
  const usual = { today: '2026-11-22', config: null, baseline: null, parameters: {}, region: null, practices: [], only: null };
  return fixApps([path], { ...usual, ...chosen });
}

/** Severities that count in the shares of findings with an edit. */
export const SERIOUS: ReadonlySet<string> = new Set(['critical', 'high', 'medium']);
