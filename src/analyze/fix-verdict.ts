import type { TemplateOutcome } from './begin.ts';
import type { Finding } from '../model/report.ts';
import type { Attempt } from './fix-types.ts';
import type { JudgedApp } from './judge.ts';
import { isCount } from './when.ts';
import type { Judged } from './run-checks.ts';

/** An app as read and judged. */
interface Judgement {
  readonly outcome: TemplateOutcome;
  readonly judged: JudgedApp | null;
}

/** Why edits are not kept, and which of them are to blame as far as that can be told. */
export interface Trouble {
  readonly reason: string;
  readonly blamed: readonly Attempt[];
}

/** Whether the edits mend what they were made for and break nothing: null when so. */
export function whyNotBetter(before: Judgement, after: Judgement, attempts: readonly Attempt[]): Trouble | null {
  if (after.judged === null || before.judged === null) return { reason: 'the edited template cannot be read', blamed: [] };
  const known = new Set(before.outcome.problems.map(({ path, message }) => `${path} ${message}`));
  const problem = after.outcome.problems.find(({ path, message }) => !known.has(`${path} ${message}`));
  if (problem !== undefined) return { reason: `the edited ${problem.path} ${problem.message}`, blamed: [] };
  const old = failsOf(before.judged.judged);
  const now = failsOf(after.judged.judged);
  const unmended = attempts.filter((attempt) => !isMended(attempt, { old, now, after: after.judged!.judged }));
  if (unmended.length > 0) return { reason: `${unmended[0]!.finding.check} does not pass with the edit`, blamed: unmended };
  const fresh = [...now].filter(([key, { count, matters }]) => matters && count > (old.get(key)?.count ?? 0)).map(([, fails]) => fails);
  if (fresh.length === 0) return whyLessIsKnown(before.judged, after.judged, attempts);
  const touched = new Set(fresh.flatMap(({ about }) => about));
  return { reason: `with the edit ${fresh[0]!.words}`, blamed: attempts.filter((attempt) => touches(attempt, touched)) };
}

/** What was decided stays decided: an edit that hides something has mended nothing. */
function whyLessIsKnown(before: JudgedApp, after: JudgedApp, attempts: readonly Attempt[]): Trouble | null {
  const decided = new Set(before.judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail').map(rowOf));
  const lost = after.judged.filter((one) => one.verdict === 'unknown' && decided.has(rowOf(one)));
  const hidden = lost.find((one) => !attempts.some((attempt) => isAbout(attempt.finding, one) || isLeftOpen(attempt, one)));
  if (hidden === undefined) return null;
  const reason = `with the edit ${hidden.check.id} can no longer be told about ${hidden.subject}: ${hidden.because?.reason ?? ''}`;
  return { reason, blamed: attempts.filter((attempt) => touches(attempt, new Set([resourceOf(hidden.subject)]))) };
}

function rowOf({ check, subject }: Judged): string {
  return `${check.id}\0${subject}`;
}

/** Whether `isMended` has looked at it. */
function isAbout({ check, subject, alsoSubjects }: Finding, judged: Judged): boolean {
  return check === judged.check.id && [subject, ...alsoSubjects].includes(judged.subject);
}

/** Whether the edit says that this cannot be told of its subject. */
function isLeftOpen({ finding, fix }: Attempt, { check, subject }: Judged): boolean {
  return fix.leavesOpen?.includes(check.id) === true && [finding.subject, ...finding.alsoSubjects].includes(subject);
}

/** Whether an edit is one of these resources, or about one of them. */
function touches({ finding, fix }: Attempt, resources: ReadonlySet<string>): boolean {
  const subjects = [finding.subject, ...finding.alsoSubjects];
  return (
    subjects.some((subject) => resources.has(resourceOf(subject))) ||
    fix.changes.some((change) => 'path' in change && resources.has(String(change.path[1] ?? '')))
  );
}

/** The resource of a subject: of `SaveOrder.TABLE`, `SaveOrderRole#0` and `ShopApi GET /orders`. */
function resourceOf(subject: string): string {
  return /^[^.# ]*/.exec(subject)![0];
}

interface Fails {
  readonly count: number;
  readonly words: string;
  /** The resources that it is about: its subject's, and what SAM made that of. */
  readonly about: readonly string[];
  /** Whether it is more than information. */
  readonly matters: boolean;
}

/** What is one failure before and after: the number of a statement changes when others come before it. */
function failKey(check: string, subject: string, code: string): string {
  return `${check}\0${subject.replace(/#\d+$/, '')}\0${code}`;
}

/** How often each check fails for each reason about each subject. */
function failsOf(judged: readonly Judged[]): Map<string, Fails> {
  const fails = new Map<string, Fails>();
  for (const { check, subject, fails: own } of judged) {
    for (const { outcome, app } of own) {
      const key = failKey(check.id, subject, outcome.message);
      const resource = app.resource(resourceOf(subject));
      const about = resource === undefined ? [resourceOf(subject)] : [resource.id, resource.owner?.id ?? resource.id];
      fails.set(key, {
        about,
        count: (fails.get(key)?.count ?? 0) + 1,
        words: `${check.id} fails about ${subject}`,
        matters: (outcome.severity ?? check.severity) !== 'info',
      });
    }
  }
  return fails;
}

/** Every subject of the finding has a failure of that kind less, and is not undecided instead. */
function isMended(
  attempt: Attempt,
  { old, now, after }: { old: ReadonlyMap<string, Fails>; now: ReadonlyMap<string, Fails>; after: readonly Judged[] },
): boolean {
  const { finding } = attempt;
  return [finding.subject, ...finding.alsoSubjects].every((subject) => {
    const key = failKey(finding.check, subject, finding.code);
    if ((now.get(key)?.count ?? 0) >= (old.get(key)?.count ?? 1)) return false;
    return after.every(
      (one) => one.check.id !== finding.check || one.subject !== subject || !isUndecided(one, finding) || isLeftOpen(attempt, one),
    );
  });
}

/** Whether it is unknown where it failed; that it is unknown in another deployment or branch was hidden by the failure before. */
function isUndecided({ verdict, when }: Judged, finding: Finding): boolean {
  if (verdict !== 'unknown') return false;
  if (when === null || finding.when === null || isCount(when) || isCount(finding.when)) return true;
  const failed = finding.when.split(', or ');
  return when.split(', or ').some((label) => failed.includes(label));
}
