import { fixApps } from '../../src/analyze/fix.ts';
import type { FixRun } from '../../src/analyze/fix.ts';
import { unifiedDiff } from '../../src/edit/unified-diff.ts';
import { FIXTURE_DAY } from './day.ts';

/** What `casemate fix --check ID` makes of a fixture folder. */
function fixFixture(folder: string, check: string): FixRun {
  return fixApps(['.'], {
    cwd: folder,
    today: FIXTURE_DAY,
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: [check],
    safeOnly: false,
    only: null,
  });
}

/** The same as a unified diff, empty where nothing can be mended, and what was tried and taken back. */
export function fixtureDiff(
  folder: string,
  check: string,
): { readonly diff: string; readonly rejected: readonly string[]; readonly run: FixRun } {
  const run = fixFixture(folder, check);
  const files = run.apps.flatMap((app) => app.files).toSorted((a, b) => (a.shown < b.shown ? -1 : 1));
  const diff = files.map(({ shown, before, text }) => unifiedDiff({ path: shown, before, after: text })).join('');
  return { diff, rejected: run.apps.flatMap((app) => app.rejected.map((one) => `${one.title}: ${one.reason}`)), run };
}
