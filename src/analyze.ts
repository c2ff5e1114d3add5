import { createApp } from './model/app.ts';
import type { App } from './model/app.ts';
import type { Check } from './model/check.ts';
import type { Config } from './model/config.ts';
import type { AppReport, Finding, FunctionReport, Report, RuleInfo, Summary, VerdictRow } from './model/report.ts';
import type { Resource } from './model/template.ts';
import { exactText } from './model/value.ts';
import { behaviorsOf, prepareBehaviors } from './analyze/behaviors.ts';
import { findingsOf } from './analyze/findings.ts';
import { responsibilityOf } from './analyze/responsibility.ts';
import { runChecks } from './analyze/run-checks.ts';
import type { Judged, JudgedVariant } from './analyze/run-checks.ts';
import { accept, commentSuppressions, metadataSuppressions } from './analyze/suppress.ts';
import { readBaseline, readSettings } from './readers/settings.ts';
import { CHECKS } from './checks/index.ts';
import { findApps, readFound } from './readers/load.ts';
import type { FoundResult, FoundTemplate, LoadOptions, LoadedApp, Variant } from './readers/load.ts';
import { locateSource } from './readers/sources.ts';
import type { SourceFile } from './util/span.ts';
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
export type TemplateOutcome = FoundResult<AppReport>;

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
        problems: [...problems, ...baseline.problems, ...result.problems],
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
  const judging = { checks: chosenChecks(options), config, baseline, today: options.today };
  const reading = readingOf(settings);
  return (template) => readFound(template, reading, (app) => judgeApp(app, judging));
}

function readingOf({ options, config }: JudgeSettings): LoadOptions {
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

interface Judging {
  readonly checks: readonly Check[];
  readonly config: Config;
  readonly baseline: ReadonlySet<string>;
  readonly today: string;
}

function judgeApp(loaded: LoadedApp, judging: Judging): AppReport {
  const { checks, config, today } = judging;
  const behaviors = behaviorsOf(loaded);
  const variants = loaded.variants.map((variant): JudgedVariant => ({
    label: labelOf(variant),
    app: createApp(variant.stack, config, today, behaviors),
  }));
  const first = variants[0]!.app;
  const judged = runChecks(checks, variants);
  const { findings, silenced } = findingsOf(judged, config, loaded.root);
  const comments = [...first.files, ...sourcesOf(findings, first.files)].map(commentSuppressions);
  const suppressions = [
    ...comments.flatMap((one) => one.suppressions),
    ...metadataSuppressions(variants.flatMap((variant) => variant.app.resources)),
  ];
  const knownChecks = new Set(checks.map((check) => check.id));
  const accepted = accept(findings, { suppressions, config, baseline: judging.baseline, today, knownChecks });
  const reviewed = reviews(checks, first, { uses: accepted.uses, today });
  const more = accept(findingsOf(reviewed, config, loaded.root).findings, {
    suppressions: [],
    config,
    baseline: judging.baseline,
    today,
    knownChecks,
  });
  return {
    root: loaded.root,
    templates: loaded.templates,
    deployments: loaded.variants
      .map((variant) => variant.name)
      .filter((name, i, all) => name !== null && all.indexOf(name) === i) as string[],
    functions: functionsOf(first, loaded),
    verdicts: verdictRows([...judged, ...reviewed], silenced),
    findings: inOrder([...accepted.findings, ...more.findings]),
    warnings: [...loaded.warnings, ...comments.flatMap((one) => one.warnings)],
    responsibility: responsibilityOf(first, judged),
  };
}

/** Checks about the suppressions themselves. */
function reviews(
  checks: readonly Check[],
  app: App,
  review: { uses: Parameters<NonNullable<Check['review']>>[0]; today: string },
): Judged[] {
  return checks
    .filter((check) => check.review !== undefined)
    .flatMap((check) => runChecks([{ ...check, run: () => check.review!(review.uses, review.today) }], [{ label: null, app }]));
}

/** Source files that findings stand in, each once: their comments may accept what stands below them. */
function sourcesOf(findings: readonly Finding[], templates: readonly SourceFile[]): SourceFile[] {
  const sources = findings.map(({ at }) => at.source).filter(({ path }) => !templates.some((template) => template.path === path));
  return [...new Map(sources.map((source) => [source.path, source])).values()];
}

function labelOf(variant: Variant): string | null {
  const name = variant.name === null ? null : `in ${variant.name}`;
  const branch = variant.branch === null ? null : `when ${variant.branch}`;
  return name === null || branch === null ? (name ?? branch) : `${name} ${branch}`;
}

function functionsOf(app: App, loaded: LoadedApp): FunctionReport[] {
  return app.functions.map((fn) => ({
    id: fn.id,
    template: fn.at.source.path,
    runtime: exactText(fn.runtime) ?? null,
    handler: exactText(fn.handler) ?? null,
    source: sourceOf(fn.resource, loaded),
    role: fn.roleId,
    behavior: app.behaviorOf(fn),
  }));
}

function verdictRows(judged: readonly Judged[], silenced: readonly Judged[]): VerdictRow[] {
  const quiet = new Set(silenced);
  return judged.map((one) => ({ check: one.check.id, subject: one.subject, verdict: quiet.has(one) ? 'not-applicable' : one.verdict }));
}

function sourceOf(fn: Resource, loaded: LoadedApp): FunctionReport['source'] {
  const { files, language } = locateSource(fn, loaded);
  return { files, language };
}

/** By practice, then place. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      a.practice - b.practice || compare(a.at.source.path, b.at.source.path) || a.at.start - b.at.start || compare(a.check, b.check),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
