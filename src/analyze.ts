import type { Check } from './model/check.ts';
import type { Config } from './model/config.ts';
import type { AppReport, ReadProblem, Report, RuleInfo, Summary, VerdictRow } from './model/report.ts';
import { prepareBehaviors } from './analyze/behaviors.ts';
import { judgeApp } from './analyze/judge.ts';
import { NO_DRIFT, driftOf, driftOfNoApp } from './readers/drift-files.ts';
import type { FoundDrift } from './readers/drift-files.ts';
import { readBaseline, readSettings } from './readers/settings.ts';
import { CHECKS } from './checks/index.ts';
import { findApps, readFound } from './readers/load.ts';
import type { FoundResult, FoundTemplate, LoadOptions } from './readers/load.ts';
import { VERSION } from './util/version.ts';

/** How to judge. */
export interface AnalyzeOptions {
  /** Absolute path of the folder that paths are relative to. */
  readonly cwd: string;
  /** Clock for date rules, `YYYY-MM-DD`. */
  readonly today: string;
  /** Config file; null: `casemate.config.json` beside the first path or above it. */
  readonly config: string | null;
  readonly baseline: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | null;
  /** Only checks of these practices; empty: all. */
  readonly practices: readonly number[];
  /** Only these checks; empty: all. */
  readonly checks: readonly string[];
  /** Drift results (paths relative to `cwd`), each of whichever app has its resources. */
  readonly drift?: readonly string[];
  /** Whether findings carry the edits that mend them, for reports that show them. */
  readonly withEdits?: boolean;
}

/** Loads what the synchronous core needs. Call once before `analyze`. */
export async function prepare(): Promise<void> {
  await prepareBehaviors();
}

/** Reads every app under the paths, judges it, and reports. Never throws for bad input: that is in `problems`. */
export function analyze(paths: readonly string[], options: AnalyzeOptions): Report {
  const { templates, settings, report } = startAnalysis(paths, options);
  return report(templates.map(judgeOf(settings)));
}

/** What came of one template: of the root of an app, what is reported of the app. */
export interface TemplateOutcome extends FoundResult<AppReport> {
  /** The drift results of the options that are this app's; absent where none was given. */
  readonly drift?: readonly string[];
}

/** How templates are judged: plain data, which can be sent to a thread. */
export interface JudgeSettings {
  readonly options: AnalyzeOptions;
  readonly config: Config;
  readonly baseline: ReadonlySet<string>;
}

/** An analysis whose templates are found and not yet judged. */
export interface Analysis {
  readonly templates: readonly FoundTemplate[];
  readonly settings: JudgeSettings;
  /** The report of the outcomes of all templates, in their order. */
  readonly report: (outcomes: readonly TemplateOutcome[]) => Report;
}

/** Begins an analysis, for callers that share its templates out: `judgeOf` judges each. */
export function startAnalysis(paths: readonly string[], options: AnalyzeOptions): Analysis {
  // Not performance.now(): naming `performance` loads ten modules of Node.
  const started = process.hrtime.bigint();
  const { config, problems } = readSettings(paths, options);
  const baseline = readBaseline(options);
  const settings = { options, config, baseline: baseline.fingerprints };
  const search = findApps(paths, readingOf(settings));
  return {
    templates: search.templates,
    settings,
    report: (outcomes): Report => {
      const result = search.result(outcomes);
      return {
        version: VERSION,
        today: options.today,
        apps: result.apps,
        problems: [...problems, ...baseline.problems, ...result.problems, ...unusedDrift(options.drift ?? [], outcomes)],
        rules: chosenChecks(options).map(ruleOf),
        summary: summaryOf(result.apps),
        elapsedSeconds: Number(process.hrtime.bigint() - started) / 1e9,
      };
    },
  };
}

/** What judges templates under some settings. */
export function judgeOf(settings: JudgeSettings): (template: FoundTemplate) => TemplateOutcome {
  const { config, baseline, options } = settings;
  const judging = { checks: chosenChecks(options), config, baseline, today: options.today, withEdits: options.withEdits ?? false };
  const reading = readingOf(settings);
  const given = { cwd: options.cwd, drift: options.drift ?? [], config };
  if (given.drift.length === 0 && Object.keys(config.stacks).length === 0) {
    return (template) => readFound(template, reading, (app) => judgeApp(app, judging).report);
  }
  return (template) => {
    let found: FoundDrift = NO_DRIFT;
    const outcome = readFound(template, reading, (app) => {
      found = driftOf(app, template.candidate.path, given);
      return judgeApp(app, { ...judging, drift: found.drift }).report;
    });
    return { app: outcome.app, problems: [...outcome.problems, ...found.problems], drift: found.used };
  };
}

/** Results of the options that are no app's. */
function unusedDrift(given: readonly string[], outcomes: readonly TemplateOutcome[]): ReadProblem[] {
  if (given.length === 0) return [];
  const used = new Set(outcomes.flatMap((outcome) => outcome.drift ?? []));
  return given.filter((path) => !used.has(path)).map(driftOfNoApp);
}

/** How apps are read under some settings. */
export function readingOf({ options, config }: JudgeSettings): LoadOptions {
  return { cwd: options.cwd, parameters: options.parameters, region: options.region, config };
}

function ruleOf({ id, title, practices, severity, promise, proves, remedy, sources }: Check): RuleInfo {
  return { id, title, practices, severity, promise, proves: proves ?? null, remedy, sources };
}

function chosenChecks(options: AnalyzeOptions): readonly Check[] {
  return CHECKS.filter(
    (check) =>
      (options.checks.length === 0 || options.checks.includes(check.id)) &&
      (options.practices.length === 0 || check.practices.some((practice) => options.practices.includes(practice))),
  );
}

function summaryOf(apps: readonly AppReport[]): Summary {
  const rows = apps.flatMap((app) => app.verdicts);
  const count = (verdict: VerdictRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    notApplicable: count('not-applicable'),
    suppressed: apps.flatMap((app) => app.findings).filter((finding) => finding.suppressed !== null).length,
  };
}
