import { join } from 'node:path';
import { analyze } from '../../src/analyze.ts';
import type { AnalyzeOptions } from '../../src/analyze.ts';
import { analyzeChanged } from '../../src/cli/analyze-changed.ts';
import type { Report } from '../../src/model/report.ts';
import { jsonReport } from '../../src/report/json.ts';
import { DEFAULT_REPORT_OPTIONS } from '../../src/report/options.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { textReport } from '../../src/report/text.ts';

/** Reports of the apps in a folder `repo`: with what earlier runs kept, and without. */
export interface Reports {
  readonly remembered: string;
  readonly anew: string;
  readonly apps: number;
  /** Apps that were not judged again. */
  readonly unchanged: number;
}

/** Reports in three formats in one text, of one run that may take what an earlier one kept and of one that may not. */
export async function reportsOf(
  folder: string,
  { cwd = '.', ...options }: Partial<AnalyzeOptions> = {},
  build = 'the build that is tested',
): Promise<Reports> {
  const all: AnalyzeOptions = {
    cwd: join(folder, cwd),
    today: '2026-09-01',
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: [],
    ...options,
  };
  const paths = [join(folder, 'repo')];
  const remembered = await analyzeChanged(paths, all, build);
  return {
    remembered: shown(remembered),
    anew: shown(analyze(paths, all)),
    apps: remembered.apps.length,
    unchanged: remembered.unchanged ?? 0,
  };
}

function shown(report: Report): string {
  const { unchanged: _, ...timeless } = { ...report, elapsedSeconds: 0 };
  return [textReport(timeless, DEFAULT_REPORT_OPTIONS), jsonReport(timeless), sarifReport(timeless)].join('\n');
}
