import type { Policy, PolicyStatement } from '../policy.ts';
import { actionPatterns } from './action-patterns.ts';
import type { ActionPatterns } from './action-patterns.ts';
import { casesOf } from './cases.ts';
import type { Cases } from './cases.ts';
import { isAlwaysPresent, isAlwaysPresentUnsigned } from './key-facts.ts';
import type { Found, KeyValue } from './find-text.ts';
import type { Steps } from './search.ts';
import type { Budget } from './shortest-text.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Which of the policies a statement is from: the first side, the second, or the boundary of both. */
export type Side = 'a' | 'b' | 'within';

/** A statement ready to be compared. */
export interface Entry {
  readonly side: Side;
  readonly effect: PolicyStatement['effect'];
  readonly actions: ActionPatterns;
  readonly cases: Cases;
}

/** Everything of one question "what does A allow that B does not". */
export interface Question {
  readonly a: readonly Policy[];
  readonly b: readonly Policy[];
  /** Null: no boundary. */
  readonly within: readonly Policy[] | null;
  readonly entries: readonly Entry[];
  /** Whether every request has the key. */
  readonly isPresent: (key: string) => boolean;
  readonly vocabulary: Vocabulary;
  readonly steps: Steps;
  readonly budget: Budget;
  /** Answers given already, by key and literals. */
  readonly answers: Map<string, Found<KeyValue>>;
}

/** Together about a second on a slow machine. */
const MOST_STEPS = 8_000_000;
const MOST_PLACES = 4_000_000;

/** The policies of a question, and whose requests it is about. */
export interface Asked {
  readonly a: readonly Policy[];
  readonly b: readonly Policy[];
  readonly within: readonly Policy[] | null;
  /** Requests without credentials. */
  readonly anonymous: boolean;
  /** Share of the usual limits, up to 1. */
  readonly effort: number;
}

/** Prepares the statements of all policies over one vocabulary. */
export function questionOf({ a, b, within, anonymous, effort }: Asked): Question {
  const vocabulary = createVocabulary();
  const entriesOf = (side: Side, policies: readonly Policy[]): Entry[] =>
    policies.flatMap((policy) =>
      policy.statements.map((statement) => ({
        side,
        effect: statement.effect,
        actions: actionPatterns(statement.actions),
        cases: casesOf(policy, statement, vocabulary),
      })),
    );
  return {
    a,
    b,
    within,
    isPresent: anonymous ? isAlwaysPresentUnsigned : isAlwaysPresent,
    entries: [...entriesOf('a', a), ...entriesOf('b', b), ...entriesOf('within', within ?? [])],
    vocabulary,
    steps: { left: MOST_STEPS * effort },
    budget: { left: MOST_PLACES * effort },
    answers: new Map(),
  };
}
