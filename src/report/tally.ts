import { SEVERITIES } from '../model/finding.ts';
import type { Practice, PromiseKind, Severity } from '../model/finding.ts';
import { PRACTICES } from '../model/practices.ts';
import type { AppReport, Finding, RuleInfo } from '../model/report.ts';
import type { Threshold } from './options.ts';

/** Verdicts of one practice; an accepted fail or unknown counts as suppressed only. */
export interface PracticeTally {
  readonly practice: Practice;
  readonly title: string;
  pass: number;
  fail: number;
  unknown: number;
  notApplicable: number;
  suppressed: number;
  /** Fails that are worth a note only (`info`). */
  notes: number;
}

/** Findings that fail and that nobody accepted, worst first, then in the order of the files. */
export function failures(app: AppReport): Finding[] {
  return worstFirst(app.findings.filter((finding) => finding.verdict === 'fail' && finding.suppressed === null));
}

/** Unknowns that nobody accepted. */
export function unknowns(app: AppReport): Finding[] {
  return worstFirst(app.findings.filter((finding) => finding.verdict === 'unknown' && finding.suppressed === null));
}

/** Findings that somebody accepted, whatever their verdict. */
export function accepted(app: AppReport): Finding[] {
  return worstFirst(app.findings.filter((finding) => finding.suppressed !== null));
}

/** Whether a finding reaches the threshold: accepted ones and `info` never do, unknowns only under `strict`. */
export function reaches(finding: Finding, threshold: Threshold, strict: boolean): boolean {
  if (finding.suppressed !== null || threshold === 'never' || finding.severity === 'info') return false;
  if (finding.verdict === 'unknown' && !strict) return false;
  return SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(threshold);
}

/** How many findings there are of each severity. */
export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** Verdicts by practice, in the guide's order; practices without a verdict are left out. A check counts under its first practice. */
export function tallyPractices(apps: readonly AppReport[], rules: readonly RuleInfo[]): PracticeTally[] {
  const tallies = PRACTICES.map(({ number, title }): PracticeTally => ({
    practice: number,
    title,
    pass: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    suppressed: 0,
    notes: 0,
  }));
  const byPractice = new Map<number, PracticeTally>(tallies.map((tally) => [tally.practice, tally]));
  const byId = rulesById(rules);
  const seen = new Set<PracticeTally>();
  for (const app of apps) {
    const suppressed = suppressedRows(app);
    const notes = noteRows(app);
    for (const row of app.verdicts) {
      const rule = byId.get(row.check);
      const tally = rule && byPractice.get(rule.practices[0] ?? 0);
      if (tally === undefined) continue;
      seen.add(tally);
      if (row.verdict === 'pass') tally.pass++;
      else if (row.verdict === 'not-applicable') tally.notApplicable++;
      else if (suppressed.size > 0 && suppressed.has(rowKey(row.check, row.subject))) tally.suppressed++;
      else if (notes.size > 0 && notes.has(rowKey(row.check, row.subject))) tally.notes++;
      else tally[row.verdict]++;
    }
  }
  return tallies.filter((tally) => seen.has(tally));
}

/** The checks of a report by their ids. */
export function rulesById(rules: readonly RuleInfo[]): ReadonlyMap<string, RuleInfo> {
  let byId = known.get(rules);
  if (byId === undefined) known.set(rules, (byId = new Map(rules.map((rule) => [rule.id, rule]))));
  return byId;
}

/** Every app of a report asks. */
const known = new WeakMap<readonly RuleInfo[], ReadonlyMap<string, RuleInfo>>();

/** How many verdicts pass, by how sure they are. */
export function passesByPromise(app: AppReport, rules: readonly RuleInfo[]): Readonly<Record<PromiseKind, number>> {
  const promiseOf = new Map(rules.map((rule) => [rule.id, rule.promise]));
  const counts = { proof: 0, rule: 0, heuristic: 0 };
  for (const row of app.verdicts) if (row.verdict === 'pass') counts[promiseOf.get(row.check) ?? 'rule']++;
  return counts;
}

/** Keys (see `rowKey`) of the verdicts that somebody accepted. */
function suppressedRows(app: AppReport): ReadonlySet<string> {
  return new Set(app.findings.filter((finding) => finding.suppressed !== null).flatMap(rowKeys));
}

/** Keys of the verdicts that fail with notes only. */
function noteRows(app: AppReport): ReadonlySet<string> {
  const fails = app.findings.filter((finding) => finding.verdict === 'fail' && finding.suppressed === null);
  const notes = fails.filter(isNote);
  if (notes.length === 0) return new Set();
  const loud = new Set(fails.filter((finding) => !isNote(finding)).flatMap(rowKeys));
  return new Set(notes.flatMap(rowKeys).filter((key) => !loud.has(key)));
}

function rowKeys({ check, subject, alsoSubjects }: Finding): string[] {
  return [subject, ...alsoSubjects].map((one) => rowKey(check, one));
}

function isNote(finding: Finding): boolean {
  return finding.severity === 'info';
}

/** One verdict's identity within an app. */
export function rowKey(check: string, subject: string): string {
  return `${check}\n${subject}`;
}

/** Worst first, then by check and in the order of the files. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.length < 2 ? [...findings] : findings.toSorted(byWorst);
}

/** The one that would be first among them, worst first. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  let worst: Finding | undefined;
  for (const finding of findings) if (worst === undefined || byWorst(finding, worst) < 0) worst = finding;
  return worst;
}

function byWorst(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.check, b.check) ||
    compare(a.at.source.path, b.at.source.path) ||
    a.at.start - b.at.start ||
    compare(a.subject, b.subject)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
