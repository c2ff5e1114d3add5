import type { App } from '../model/app.ts';
import type { Check } from '../model/check.ts';
import type { FailOutcome, Outcome, VerdictKind } from '../model/finding.ts';
import type { Unknown } from '../model/value.ts';
import type { Span } from '../util/span.ts';
import { whenOf } from './when.ts';

/** The model of an app in one deployment or branch. */
export interface JudgedVariant {
  /** `in prod`, `when IsProd is false`; null when there is only one. */
  readonly label: string | null;
  /** Whether it is one of some combinations of conditions, where all are too many. */
  readonly isSample?: boolean;
  readonly app: App;
}

/** What one check says of one subject over all variants. */
export interface Judged {
  readonly check: Check;
  readonly subject: string;
  readonly verdict: VerdictKind;
  /** Distinct failures, each with the variants in which it holds (null: wherever the subject exists). */
  readonly fails: readonly JudgedFail[];
  /** What blocked a verdict, when the verdict is unknown. */
  readonly because: { readonly reason: string; readonly at: Unknown['at'] } | null;
  readonly when: string | null;
}

/** One failure, and the model of a variant in which it holds. */
export interface JudgedFail {
  readonly outcome: FailOutcome;
  readonly when: string | null;
  readonly app: App;
}

/** Runs every check on every variant and merges equal verdicts. Order: checks as given, subjects as met. */
export function runChecks(checks: readonly Check[], variants: readonly JudgedVariant[]): Judged[] {
  const judged: Judged[] = [];
  for (const check of checks) {
    const met = metBy(check, variants);
    const [first] = met;
    // Most checks find nothing to judge in an app, and many one thing.
    if (met.length === 1 && first !== undefined) judged.push(alone(check, first));
    else if (met.length > 1) for (const same of bySubject(met)) judged.push(merge(check, same));
  }
  return judged;
}

function metBy(check: Check, variants: readonly JudgedVariant[]): Met[] {
  const met: Met[] = [];
  for (const variant of variants)
    for (const outcome of check.run(variant.app)) met.push({ outcome: settle(outcome, variant.app), variant });
  return met;
}

function bySubject(met: readonly Met[]): Iterable<readonly Met[]> {
  const groups = new Map<string, Met[]>();
  for (const one of met) {
    const same = groups.get(one.outcome.subject);
    if (same === undefined) groups.set(one.outcome.subject, [one]);
    else same.push(one);
  }
  return groups.values();
}

interface Met {
  readonly outcome: Outcome;
  readonly variant: JudgedVariant;
}

/** Absence cannot be claimed where part of the template is unknown. */
function settle(outcome: Outcome, app: App): Outcome {
  if (outcome.verdict === 'fail' && outcome.absence === true && app.opaque !== null) {
    return { verdict: 'unknown', subject: outcome.subject, because: app.opaque };
  }
  return outcome;
}

/** What a check says of one subject in each variant, as one. */
function merge(check: Check, met: readonly Met[]): Judged {
  const [only] = met;
  if (met.length === 1 && only !== undefined) return alone(check, only);
  const subject = met[0]!.outcome.subject;
  const labels = new Set(met.map((one) => one.variant.label));
  const isSample = met.some((one) => one.variant.isSample === true);
  const sampleAt = (at: Span, app: App): { likely: ReadonlySet<string> } | null =>
    isSample ? { likely: namesBeside(at, app, [...labels]) } : null;
  const fails = new Map<string, { outcome: FailOutcome; app: App; labels: Set<string | null> }>();
  for (const { outcome, variant } of met) {
    if (outcome.verdict !== 'fail') continue;
    const key = failKey(outcome);
    const known = fails.get(key);
    if (known === undefined) fails.set(key, { outcome, app: variant.app, labels: new Set([variant.label]) });
    else known.labels.add(variant.label);
  }
  const merged = [...fails.values()].map(({ outcome, app, labels: where }) => ({
    outcome,
    app,
    when: whenOf(where, labels, sampleAt(outcome.at, app)),
  }));
  if (merged.length > 0) return { check, subject, verdict: 'fail', fails: merged, because: null, when: null };
  const blocked = met.filter((one) => one.outcome.verdict === 'unknown');
  if (blocked.length > 0) {
    const [{ outcome: first, variant }] = blocked as [Met, ...Met[]];
    const because = first.verdict === 'unknown' ? first.because : null;
    return {
      check,
      subject,
      verdict: 'unknown',
      fails: [],
      because,
      when: whenOf(new Set(blocked.map((one) => one.variant.label)), labels, because && sampleAt(because.at, variant.app)),
    };
  }
  const verdict = met.some((one) => one.outcome.verdict === 'pass') ? 'pass' : 'not-applicable';
  return { check, subject, verdict, fails: [], because: null, when: null };
}

/** The names of conditions that stand in the resource in which a place lies. */
function namesBeside({ source, start }: Span, app: App, labels: readonly (string | null)[]): ReadonlySet<string> {
  const starts = app.resources.filter(({ at }) => at.source === source).map(({ at }) => at.start);
  const from = Math.max(0, ...starts.filter((one) => one <= start));
  const to = Math.min(source.text.length, ...starts.filter((one) => one > start));
  const words = new Set(source.text.slice(from, to).match(/\w+/g));
  const names = (labels[0] ?? '').match(/\S+(?= is (?:true|false))/g) ?? [];
  return new Set(names.filter((name) => words.has(name.slice(name.lastIndexOf('/') + 1))));
}

/** Most subjects are met once, in the only variant. */
function alone(check: Check, { outcome, variant }: Met): Judged {
  const fails = outcome.verdict === 'fail' ? [{ outcome, app: variant.app, when: null }] : [];
  const because = outcome.verdict === 'unknown' ? outcome.because : null;
  return { check, subject: outcome.subject, verdict: outcome.verdict, fails, because, when: null };
}

function failKey(outcome: FailOutcome): string {
  return `${outcome.message}|${outcome.at.source.path}|${outcome.at.start}|${outcome.at.end}`;
}
