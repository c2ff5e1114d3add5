import type { Config } from '../model/config.ts';
import type { VerdictKind } from '../model/finding.ts';
import type { AppReport, ReadProblem, Report, RuleInfo, Summary } from '../model/report.ts';
import { driftOfNoApp } from '../readers/drift-files.ts';
import { discoverApps } from '../readers/find-apps.ts';
import type { AppSearch, Discovery, FoundResult, LoadOptions } from '../readers/find-apps.ts';
import { readBaseline, readSettings } from '../readers/settings.ts';
import { VERSION } from '../util/version.ts';
import { withSharedHints } from './shared-hints.ts';

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

/** What the outcomes of all templates are put together from. */
export interface Judged {
  readonly search: AppSearch;
  /** In the order of the templates. */
  readonly outcomes: readonly TemplateOutcome[];
  /** All checks there are. */
  readonly rules: readonly RuleInfo[];
  /** Apps that are as they were when an earlier run judged them. */
  readonly unchanged?: number;
}

/** An analysis whose files are found, and nothing judged: what it takes so far is loaded without any check. */
export interface BegunAnalysis {
  readonly settings: JudgeSettings;
  readonly discovery: Discovery;
  readonly report: (judged: Judged) => Report;
}

/** Reads the settings and finds the templates under the paths. Never throws for bad input: that is in the report's `problems`. */
export function beginAnalysis(paths: readonly string[], options: AnalyzeOptions): BegunAnalysis {
  // Not performance.now(): naming `performance` loads ten modules of Node.
  const started = process.hrtime.bigint();
  const { config, problems } = readSettings(paths, options);
  const baseline = readBaseline(options);
  const settings = { options, config, baseline: baseline.fingerprints };
  return {
    settings,
    discovery: discoverApps(paths, readingOf(settings)),
    report: ({ search, outcomes, rules, unchanged }): Report => {
      const result = search.result(outcomes);
      const apps = withSharedHints(result.apps);
      return {
        version: VERSION,
        today: options.today,
        apps,
        problems: [...problems, ...baseline.problems, ...result.problems, ...unusedDrift(options.drift ?? [], outcomes)],
        rules: chosenOf(rules, options),
        summary: summaryOf(apps),
        elapsedSeconds: Number(process.hrtime.bigint() - started) / 1e9,
        ...(unchanged === undefined ? {} : { unchanged }),
      };
    },
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

/** The checks that the options ask for. */
export function chosenOf<T extends Pick<RuleInfo, 'id' | 'practices'>>(checks: readonly T[], options: AnalyzeOptions): readonly T[] {
  return checks.filter(
    ({ id, practices }) =>
      (options.checks.length === 0 || options.checks.includes(id)) &&
      (options.practices.length === 0 || practices.some((practice) => options.practices.includes(practice))),
  );
}

function summaryOf(apps: readonly AppReport[]): Summary {
  const counts: Record<VerdictKind, number> = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 };
  let suppressed = 0;
  for (const { verdicts, findings } of apps) {
    for (const { verdict } of verdicts) counts[verdict] += 1;
    for (const finding of findings) if (finding.suppressed !== null) suppressed += 1;
  }
  return { pass: counts.pass, fail: counts.fail, unknown: counts.unknown, notApplicable: counts['not-applicable'], suppressed };
}
