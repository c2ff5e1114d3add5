import type { Config } from '../model/config.ts';
import type { Fix } from '../model/fix.ts';
import type { Evidence, MessageArguments, Severity } from '../model/finding.ts';
import type { Finding } from '../model/report.ts';
import { sha256 } from '../util/sha.ts';
import type { Span } from '../util/span.ts';
import { bothPlans, planOf } from './plans.ts';
import type { Judged, JudgedFail } from './run-checks.ts';

/** The findings of one app before suppression. */
export interface Findings {
  readonly findings: readonly Finding[];
  /** The edits for those that have some, by fingerprint. */
  readonly fixes: ReadonlyMap<string, Fix>;
  /** Verdicts that a better check took over. */
  readonly silenced: readonly Judged[];
}

/** Findings of one app before suppression: one fact, one finding. */
export function findingsOf(judged: readonly Judged[], config: Config, root: string): Findings {
  const raw = judged.flatMap((one) => [...failsOf(one, config), ...unknownsOf(one, config)]);
  const { kept, silenced } = yieldToBetter(raw);
  const facts = fingerprinted(mergeSameFact(kept.map((one) => planned(one, root))), root);
  const fixes = new Map(facts.flatMap(({ finding, plan }) => (plan === null ? [] : [[finding.fingerprint, plan] as const])));
  return { findings: facts.map(({ finding }) => finding), fixes, silenced };
}

/**
 * What keeps several checks from a verdict about one subject told once, by the first of them; each stays unknown. For findings of which is
 * known what was accepted: that is accepted check by check.
 */
export function toldOnce(findings: readonly Finding[]): readonly Finding[] {
  const asking = Map.groupBy(findings, (finding) => {
    const { verdict, message, subject, at, suppressed } = finding;
    const isOpen = verdict === 'unknown' && suppressed === null;
    return isOpen ? `${message}|${subject}|${at.source.path}|${at.start}|${at.end}` : finding;
  });
  return [...asking.values()].flatMap(([first, ...others]) => {
    const checks = [...new Set(others.map(({ check }) => check))].filter((check) => check !== first!.check);
    if (checks.length === 0) return [first!, ...others];
    return [{ ...first!, evidence: [...first!.evidence, { text: `not known for the same reason: ${checks.join(', ')}` }] }];
  });
}

interface Raw {
  readonly judged: Judged;
  readonly finding: Unmarked;
  readonly about: readonly Span[];
  /** The failure, for a plan to mend it; null for an unknown. */
  readonly failed: JudgedFail | null;
}

type Unmarked = Omit<Finding, 'fingerprint'>;

/** A finding with the edit that mends it; null where only a person can. */
interface Fact<T extends Unmarked> {
  readonly finding: T;
  readonly plan: Fix | null;
}

function planned({ judged, finding, failed }: Raw, root: string): Fact<Unmarked> {
  const plan = failed === null ? null : planOf(judged.check, failed, root);
  if (plan === null || finding.fix === null) return { finding, plan: null };
  if (plan.safety === 'advice') return { finding: { ...finding, fix: { ...finding.fix, reason: plan.reason } }, plan: null };
  return { finding: { ...finding, fix: { safety: plan.safety, title: plan.title } }, plan };
}

function failsOf(judged: Judged, config: Config): Raw[] {
  const { check } = judged;
  return judged.fails.map((failed) => {
    const { outcome, when } = failed;
    return {
      judged,
      failed,
      finding: {
        ...common(judged),
        severity: severityOf(judged, outcome.severity, config),
        verdict: 'fail',
        message: fill(check.messages[outcome.message] ?? outcome.message, outcome.args ?? {}),
        code: outcome.message,
        data: outcome.data ?? {},
        at: outcome.at,
        evidence: outcome.evidence ?? [],
        fix: { safety: 'advice', title: check.remedy },
        when,
      },
      about: [outcome.at, ...(outcome.about ?? [])],
    };
  });
}

function unknownsOf(judged: Judged, config: Config): Raw[] {
  if (judged.verdict !== 'unknown' || judged.because === null) return [];
  return [
    {
      judged,
      finding: {
        ...common(judged),
        severity: severityOf(judged, undefined, config),
        verdict: 'unknown',
        message: judged.because.reason,
        code: 'unknown',
        data: {},
        at: judged.because.at,
        evidence: [],
        fix: null,
        when: judged.when,
      },
      about: [],
      failed: null,
    },
  ];
}

function common(judged: Judged): Pick<Finding, 'check' | 'practice' | 'promise' | 'subject' | 'alsoSubjects' | 'suppressed'> {
  const { check, subject } = judged;
  return { check: check.id, practice: check.practices[0], promise: check.promise, subject, alsoSubjects: [], suppressed: null };
}

function severityOf(judged: Judged, own: Severity | undefined, config: Config): Severity {
  return config.severity[judged.check.id] ?? own ?? judged.check.severity;
}

const SHOWN_ITEMS = 6;

/** Fills `{name}` holes of a message; lists are joined with commas, long ones cut with a count. */
function fill(template: string, args: MessageArguments): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = args[name];
    if (value === undefined) return hole;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    const shown = value.slice(0, SHOWN_ITEMS).join(', ');
    return value.length > SHOWN_ITEMS ? `${shown} and ${value.length - SHOWN_ITEMS} more` : shown;
  });
}

/** A weaker check is silent where a stronger one fails about the same subject or a value inside or around its own. */
function yieldToBetter(raw: readonly Raw[]): { kept: Raw[]; silenced: Judged[] } {
  const byCheck = new Map<string, Raw[]>();
  for (const one of raw) {
    if (one.finding.verdict !== 'fail') continue;
    const same = byCheck.get(one.finding.check);
    if (same === undefined) byCheck.set(one.finding.check, [one]);
    else same.push(one);
  }
  const extra = new Map<Raw, Evidence[]>();
  const dropped = new Set<Raw>();
  for (const one of raw) {
    const better = one.judged.check.yieldsTo
      ?.flatMap((id) => byCheck.get(id) ?? [])
      .find((other) => one.finding.subject === other.finding.subject || other.about.some((place) => overlaps(one.finding.at, place)));
    if (better === undefined) continue;
    dropped.add(one);
    if (one.finding.verdict === 'fail')
      extra.set(better, [...(extra.get(better) ?? []), { text: one.finding.message, at: one.finding.at }]);
  }
  const kept = raw
    .filter((one) => !dropped.has(one))
    .map((one) => {
      const more = extra.get(one);
      return more === undefined ? one : { ...one, finding: { ...one.finding, evidence: [...one.finding.evidence, ...more] } };
    });
  const speaking = new Set(kept.map((one) => one.judged));
  return { kept, silenced: [...new Set([...dropped].map((one) => one.judged))].filter((judged) => !speaking.has(judged)) };
}

function overlaps(a: Span, b: Span): boolean {
  return a.source === b.source && a.end > a.start && b.end > b.start && a.start < b.end && b.start < a.end;
}

/** The same value wrong for the same reason in several subjects (a line under Globals) is one finding, with one edit for all. */
function mergeSameFact(facts: readonly Fact<Unmarked>[]): Fact<Unmarked>[] {
  const byFact = new Map<string, Fact<Unmarked>>();
  for (const fact of facts) {
    const { finding } = fact;
    const { at } = finding;
    const reason = finding.verdict === 'unknown' ? finding.message : finding.code;
    const key = `${finding.check}|${finding.verdict}|${reason}|${at.source.path}|${at.start}|${at.end}`;
    const known = byFact.get(key);
    if (known === undefined) byFact.set(key, fact);
    else if (known.finding.subject !== finding.subject && !known.finding.alsoSubjects.includes(finding.subject)) {
      // Each subject may have its own branches: together they are not those of one of them.
      const when = known.finding.when === finding.when ? finding.when : null;
      const others = isSameStatement(known.finding.subject, finding.subject) ? [] : [finding.subject];
      byFact.set(key, {
        finding: { ...known.finding, when, alsoSubjects: [...known.finding.alsoSubjects, ...others] },
        plan: bothPlans(known.plan, fact.plan),
      });
    }
  }
  return [...byFact.values()];
}

/** A statement has another number in a branch in which one before it is left out. */
function isSameStatement(one: string, other: string): boolean {
  return /#\d+$/.test(one) && /#\d+$/.test(other) && one.replace(/\d+$/, '') === other.replace(/\d+$/, '');
}

/** Adds fingerprints that survive moved lines: check, file, subject, message key, and a counter among equals. */
function fingerprinted(facts: readonly Fact<Unmarked>[], root: string): Fact<Finding>[] {
  const seen = new Map<string, number>();
  return facts.map(({ finding, plan }) => {
    const key = [finding.check, root, finding.at.source.path, finding.subject, finding.verdict, finding.code].join('\0');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    const fingerprint = sha256(`${key}\0${count}`).slice(0, 32);
    return { finding: { ...finding, fingerprint }, plan };
  });
}
