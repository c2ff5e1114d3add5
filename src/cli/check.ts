import type { Report } from '../model/report.ts';
import { DEFAULT_REPORT_OPTIONS } from '../report/options.ts';
import type { ReportOptions, Threshold } from '../report/options.ts';
import { problemPlace } from '../report/places.ts';
import { reaches } from '../report/tally.ts';
import { visible } from '../report/visible.ts';
import { readSettings } from '../readers/settings.ts';
import type { AnalyzeOptions } from '../analyze/begin.ts';
import { analyzeChanged } from './analyze-changed.ts';
import { baselineOf } from './baseline.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import type { FormatName } from './format-names.ts';
import { render } from './formats.ts';
import { buildOf } from './kept-outcomes.ts';
import { writeWhole } from './output.ts';
import { isWatched, print } from './streams.ts';
import { columnsOf, standardOutput, wantsColor } from './terminal.ts';

/** What `casemate check` was told. */
export interface CheckOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn?: Threshold;
  readonly strict?: boolean;
  readonly practice?: readonly number[];
  readonly check?: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly drift?: readonly string[];
  readonly today?: string;
  readonly offline?: boolean;
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly failsOnly?: boolean;
  /** False: every app is judged, and nothing is kept for the next run. */
  readonly cache: boolean;
}

/** Milliseconds after which somebody at a terminal is told that it is still working. */
const PATIENCE = 1000;

/** Judges the apps under the paths, reports, and says by the exit code what came out. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  if (options.check !== undefined) {
    const { unknownCheck } = await import('./unknown-check.ts');
    const unknown = unknownCheck(options.check);
    if (unknown !== null) return unknown;
  }
  if (options.failsOnly === true && options.format !== 'sarif') return refuse('--fails-only belongs to --format sarif', 'Leave it out.');
  const searched = paths.length === 0 ? ['.'] : paths;
  const report = await judge(searched, options);
  if (options.writeBaseline !== undefined) return writeBaseline(options.writeBaseline, report);
  const threshold = options.failOn ?? readSettings(searched, settingsOf(options)).config.failOn;
  const text = await render(options.format, report, { ...reportOptions(options, threshold), paths, failsOnly: options.failsOnly ?? false });
  if (options.output !== undefined) {
    const trouble = writeWhole(options.output, text);
    if (trouble !== null) return refuse(trouble);
  } else print(text);
  return exitCode(report, threshold, options.strict ?? false);
}

/** Unread input outweighs findings: verdicts about it are missing. */
function exitCode(report: Report, threshold: Threshold, strict: boolean): ExitCode {
  if (report.problems.length > 0) return EXIT.badInput;
  const isReached = report.apps.some((app) => app.findings.some((finding) => reaches(finding, threshold, strict)));
  return isReached ? EXIT.findings : EXIT.clean;
}

async function judge(paths: readonly string[], options: CheckOptions): Promise<Report> {
  const stop = options.quiet === true || !isWatched() ? null : await progressLine(paths);
  try {
    return await analyzeChanged(paths, settingsOf(options), isKept(options) ? buildOf(import.meta.dirname) : undefined);
  } finally {
    stop?.();
  }
}

function isKept({ cache }: CheckOptions): boolean {
  return cache && process.env['CASEMATE_CACHE'] !== 'off';
}

async function progressLine(paths: readonly string[]): Promise<() => void> {
  const { showProgress } = await import('./progress.ts');
  return showProgress(visible(`reading and checking ${paths.slice(0, 3).join(' ').slice(0, 60)} …`), PATIENCE);
}

function settingsOf(options: CheckOptions): AnalyzeOptions {
  return {
    cwd: process.cwd(),
    today: options.today ?? new Date().toISOString().slice(0, 10),
    config: options.config ?? null,
    baseline: options.baseline ?? null,
    parameters: options.parameter ?? {},
    region: options.region ?? null,
    practices: options.practice ?? [],
    checks: options.check ?? [],
    drift: options.drift ?? [],
    withEdits: options.format === 'sarif',
  };
}

function reportOptions(options: CheckOptions, threshold: Threshold): ReportOptions {
  const { quiet = false, strict = false } = options;
  if (options.output !== undefined) return { ...DEFAULT_REPORT_OPTIONS, quiet, strict, threshold };
  const facts = standardOutput();
  return { ...DEFAULT_REPORT_OPTIONS, color: wantsColor(facts, options.color), width: columnsOf(facts), quiet, strict, threshold };
}

function writeBaseline(path: string, report: Report): ExitCode {
  const { text, count } = baselineOf(report);
  for (const problem of report.problems) refuse(visible(`${problemPlace(problem)}: ${problem.message}`), visible(problem.advice));
  if (report.problems.length > 0) return EXIT.badInput;
  const trouble = writeWhole(path, text);
  if (trouble !== null) return refuse(trouble);
  print(`${count} ${count === 1 ? 'finding' : 'findings'} listed in ${visible(path)}; accept them with --baseline ${visible(path)}\n`);
  return EXIT.clean;
}
