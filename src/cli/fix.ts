import { resolve } from 'node:path';
import { prepare } from '../analyze.ts';
import { fixApps } from '../analyze/fix.ts';
import type { FixOptions, FixRun } from '../analyze/fix.ts';
import type { FixedFile } from '../analyze/fix-types.ts';
import { writeFiles } from '../edit/write.ts';
import type { FixReport } from '../model/fix-run.ts';
import { readSettings } from '../readers/settings.ts';
import { fixJsonReport } from '../report/fix-json.ts';
import { fixTextReport } from '../report/fix-text.ts';
import { DEFAULT_REPORT_OPTIONS } from '../report/options.ts';
import type { ReportOptions } from '../report/options.ts';
import { reaches } from '../report/tally.ts';
import { visible } from '../report/visible.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { changedFiles } from './fix-guard.ts';
import { diffOf, shownDiff } from './fix-diff.ts';
import { complain, isWatched, print } from './streams.ts';
import { columnsOf, standardOutput, wantsColor } from './terminal.ts';
import { unknownCheck } from './unknown-check.ts';

/** What `casemate fix` was told. */
export interface FixCommandOptions {
  readonly diff?: boolean;
  readonly safe?: boolean;
  readonly interactive?: boolean;
  readonly force?: boolean;
  readonly check?: readonly string[];
  readonly practice?: readonly number[];
  readonly format: 'text' | 'json';
  readonly config?: string;
  readonly baseline?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly today?: string;
  readonly color: boolean;
  readonly quiet?: boolean;
}

/** Milliseconds after which somebody at a terminal is told that it is still working. */
const PATIENCE = 1000;

/** Edits the owner's files so that findings go away, each edit proved before anything is written; or shows the edits. */
export async function fix(paths: readonly string[], options: FixCommandOptions): Promise<ExitCode> {
  const unknown = unknownCheck(options.check ?? []);
  if (unknown !== null) return unknown;
  const searched = paths.length === 0 ? ['.'] : paths;
  const settings = settingsOf(options);
  const ask = options.interactive === true ? await import('./fix-ask.ts') : null;
  if (ask?.canAsk() === false) return refuse('--interactive asks at a terminal', 'Leave it out, or run it where somebody can answer.');
  let run = await planned(searched, options, settings);
  if (ask !== null) {
    // Nobody answers questions whose answers cannot be kept.
    const shut = options.diff === true ? null : unsaved(run, options.force === true);
    if (shut !== null) return shut;
    const alone = (fingerprint: string): FixRun => fixApps(searched, { ...settings, only: new Set([fingerprint]) });
    const only = await ask.chooseFixes(run, { color: options.color, alone });
    if (only === 'ended' || only === 'stopped') {
      // As the shell expects it of a program that somebody interrupts.
      if (only === 'stopped') process.exitCode = 130;
      return refuse('not all was answered, so no file was changed');
    }
    run = fixApps(searched, { ...settings, only });
  }
  if (options.diff === true && options.format === 'text') {
    const facts = standardOutput();
    print(facts.isTerminal ? shownDiff(diffText(run), wantsColor(facts, options.color)) : diffText(run));
    // What is for a person goes apart, so that the output stays a diff.
    if (options.quiet !== true) complain(fixTextReport(reportOf(run, options), { ...DEFAULT_REPORT_OPTIONS, color: false }));
    return finish(searched, options, run);
  }
  const trouble = options.diff === true ? null : write(run, options.force === true);
  if (trouble !== null) return trouble;
  const report = reportOf(run, options);
  if (options.format === 'json') print(fixJsonReport(report));
  else if (options.quiet !== true) print(fixTextReport(report, styleOf(options)));
  return finish(searched, options, run);
}

/** Works out the edits; somebody who waits is told so. */
async function planned(paths: readonly string[], options: FixCommandOptions, settings: FixOptions): Promise<FixRun> {
  const stop =
    options.quiet === true || !isWatched()
      ? null
      : (await import('./progress.ts')).showProgress('working out and proving edits …', PATIENCE);
  try {
    await prepare();
    return fixApps(paths, settings);
  } finally {
    stop?.();
  }
}

/** Unread input outweighs findings; else what is left says how the run ends. */
function finish(paths: readonly string[], options: FixCommandOptions, run: FixRun): ExitCode {
  if (run.problems.length > 0) return EXIT.badInput;
  const { failOn } = readSettings(paths, settingsOf(options)).config;
  const isReached = run.after.apps.some((app) => app.findings.some((finding) => reaches(finding, failOn, false)));
  return isReached ? EXIT.findings : EXIT.clean;
}

function write(run: FixRun, isForced: boolean): ExitCode | null {
  const files = run.apps.flatMap((app) => app.files);
  const shut = unsaved(run, isForced);
  if (files.length === 0 || shut !== null) return shut;
  const written = writeFiles(files.map(({ path, before, text }) => ({ path, before, text })));
  if (!written.ok) return refuse(visible(written.reason), 'No file was changed.');
  for (const path of written.withOtherNames) {
    complain(visible(`casemate: ${shownOf(files, path)} had another name (a hard link), which keeps the old text`) + '\n');
  }
  return null;
}

/** Refuses files with changes that an edit would bury. */
function unsaved(run: FixRun, isForced: boolean): ExitCode | null {
  const files = run.apps.flatMap((app) => app.files);
  const changed = isForced ? [] : changedFiles(files.filter(({ before }) => before !== null).map(({ path }) => path));
  if (changed.length === 0) return null;
  const names = changed.map((path) => shownOf(files, path)).join(', ');
  return refuse(
    visible(`${names} ${changed.length === 1 ? 'has' : 'have'} changes that git does not hold yet, so an edit could not be undone`),
    'Commit or stash them, look with --diff, or say --force.',
  );
}

function shownOf(files: readonly FixedFile[], path: string): string {
  return files.find((file) => file.path === path)?.shown ?? path;
}

/** All diffs of a run, as `git apply` takes them from where casemate was started. */
function diffText(run: FixRun): string {
  return run.apps.flatMap((app) => app.files.map((file) => diffOf(app.root, file))).join('');
}

function reportOf(run: FixRun, options: FixCommandOptions): FixReport {
  const apps = run.apps.map(({ root, applied, rejected, files }) => ({
    root,
    applied,
    rejected,
    files: files.map((file) => ({ path: file.shown, isNew: file.before === null, diff: diffOf(root, file) })),
  }));
  return { before: run.before, after: run.after, apps, isWritten: options.diff !== true, checks: options.check ?? [] };
}

function settingsOf(options: FixCommandOptions): FixOptions {
  return {
    cwd: resolve('.'),
    today: options.today ?? new Date().toISOString().slice(0, 10),
    config: options.config ?? null,
    baseline: options.baseline ?? null,
    parameters: options.parameter ?? {},
    region: options.region ?? null,
    practices: options.practice ?? [],
    checks: options.check ?? [],
    safeOnly: options.safe ?? false,
    only: null,
  };
}

function styleOf(options: FixCommandOptions): ReportOptions {
  const facts = standardOutput();
  return { ...DEFAULT_REPORT_OPTIONS, color: wantsColor(facts, options.color), width: columnsOf(facts) };
}
