import { createApp } from '../model/app.ts';
import type { App, CodeSource } from '../model/app.ts';
import type { Check } from '../model/check.ts';
import type { Config } from '../model/config.ts';
import type { Fix } from '../model/fix.ts';
import type { Live } from '../model/live.ts';
import type { AppReport, Finding, FunctionReport, VerdictRow } from '../model/report.ts';
import type { Resource, Stack } from '../model/template.ts';
import { exactText } from '../model/value.ts';
import { CHECKS } from '../checks/index.ts';
import type { AppDrift } from '../readers/drift-files.ts';
import type { LoadedApp, Variant } from '../readers/load.ts';
import { locateSource } from '../readers/sources.ts';
import type { SourceFile } from '../util/span.ts';
import { behaviorsOf } from './behaviors.ts';
import type { AppSources } from './behaviors.ts';
import { findingsOf, toldOnce } from './findings.ts';
import { comparison } from './live/compare.ts';
import { withEdits } from './proposed-edits.ts';
import { responsibilityOf } from './responsibility.ts';
import { rootedAt } from './rooted-hints.ts';
import { runChecks } from './run-checks.ts';
import type { Judged, JudgedVariant } from './run-checks.ts';
import { accept, commentSuppressions, metadataSuppressions } from './suppress.ts';

/** How an app is judged. */
export interface Judging {
  readonly checks: readonly Check[];
  readonly config: Config;
  readonly baseline: ReadonlySet<string>;
  readonly today: string;
  /** Whether findings carry the edits that mend them. */
  readonly withEdits: boolean;
  /** The drift results of the app's stacks; absent or null: nobody gave any. */
  readonly drift?: AppDrift | null;
}

/** An app judged: what is reported, and what a fix needs besides. */
export interface JudgedApp {
  readonly report: AppReport;
  /** Every check on every subject, before better checks silence weaker ones. */
  readonly judged: readonly Judged[];
  /** The edits for findings that have some, by fingerprint. */
  readonly fixes: ReadonlyMap<string, Fix>;
}

/** Runs the checks on an app that was read; `sources`: its source files, where they were read before and are the same. */
export function judgeApp(loaded: LoadedApp, judging: Judging, sources?: AppSources): JudgedApp {
  const { checks, config, today } = judging;
  const behaviors = behaviorsOf(loaded, sources);
  const rooted = rootedAt(loaded.root, config);
  const live = liveOf(loaded, { judging: { ...judging, config: rooted }, code: behaviors });
  const variants = loaded.variants.map((variant): JudgedVariant => ({
    label: labelOf(variant),
    isSample: variant.isSample,
    app: createApp(variant.stack, rooted, today, live === null ? behaviors : { ...behaviors, liveOf: () => live(variant.stack) }),
  }));
  const first = variants[0]!.app;
  const judged = runChecks(checks, variants);
  const { findings, fixes, silenced } = findingsOf(judged, config, loaded.root);
  // What runs may hold any text: a drift result accepts nothing.
  const results = judging.drift?.files ?? [];
  const comments = [...first.files, ...sourcesOf(findings, [...first.files, ...results])].map(commentSuppressions);
  const suppressions = [
    ...comments.flatMap((one) => one.suppressions),
    ...metadataSuppressions(variants.flatMap((variant) => variant.app.resources)),
  ];
  const knownChecks = new Set(checks.map((check) => check.id));
  const accepted = accept(findings, { suppressions, config, baseline: judging.baseline, today, knownChecks });
  const told = toldOnce(accepted.findings);
  const reviewed = reviews(checks, first, { uses: accepted.uses, today });
  const more = accept(findingsOf(reviewed, config, loaded.root).findings, {
    suppressions: [],
    config,
    baseline: judging.baseline,
    today,
    knownChecks,
  });
  const report: AppReport = {
    root: loaded.root,
    templates: loaded.templates,
    deployments: loaded.variants
      .map((variant) => variant.name)
      .filter((name, i, all) => name !== null && all.indexOf(name) === i) as string[],
    functions: functionsOf(first, loaded),
    verdicts: verdictRows([...judged, ...reviewed], silenced),
    findings: inOrder([...(judging.withEdits ? withEdits(told, fixes) : told), ...more.findings]),
    warnings: [...loaded.warnings, ...comments.flatMap((one) => one.warnings)],
    responsibility: responsibilityOf(first, judged),
  };
  return { report, judged, fixes };
}

/** What compares a stack with how it is live; null when nobody said how it is. All checks judge that, whichever were asked for. */
function liveOf(loaded: LoadedApp, { judging, code }: { judging: Judging; code: CodeSource }): ((stack: Stack) => Live) | null {
  const { drift, config, today } = judging;
  if (drift === undefined || drift === null) return null;
  const stacks = loaded.variants.map(({ stack }) => stack);
  return comparison(stacks, drift, { checks: CHECKS, config, today, code, root: loaded.root });
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
