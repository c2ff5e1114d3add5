import type { FailOutcome, NotApplicableOutcome, Outcome, PassOutcome, UnknownOutcome } from '../model/finding.ts';
import type { Span } from '../util/span.ts';
import { isUnknown } from '../model/value.ts';
import type { Unknown } from '../model/value.ts';

/** The subject is as it should be. */
export function pass(subject: string): PassOutcome {
  return { verdict: 'pass', subject };
}

/** The subject is not as it should be. */
export function fail(outcome: Omit<FailOutcome, 'verdict'>): FailOutcome {
  return { verdict: 'fail', ...outcome };
}

/** It cannot be told; `because` says what blocked it. */
export function cannotTell(subject: string, because: Unknown | { readonly reason: string; readonly at: Span }): UnknownOutcome {
  return { verdict: 'unknown', subject, because };
}

/** The question does not arise. */
export function notApplicable(subject: string, because: string): NotApplicableOutcome {
  return { verdict: 'not-applicable', subject, because };
}

/** Turns a three-valued answer to `is it as it should be?` into an outcome. */
export function judged(subject: string, answer: boolean | Unknown, otherwise: Omit<FailOutcome, 'verdict' | 'subject'>): Outcome {
  if (isUnknown(answer)) return cannotTell(subject, answer);
  return answer ? pass(subject) : fail({ subject, ...otherwise });
}

/** Three-valued `and`: false wins over unknown, unknown over true. */
export function all(answers: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (answers.includes(false)) return false;
  return answers.find(isUnknown) ?? true;
}

/** Three-valued `or`: true wins over unknown, unknown over false. */
export function any(answers: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (answers.includes(true)) return true;
  return answers.find(isUnknown) ?? false;
}
