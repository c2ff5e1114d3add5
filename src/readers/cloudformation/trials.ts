import type { Candidates } from './candidates.ts';
import { choose } from './choices.ts';
import type { Choice, Choices } from './choices.ts';

/** Parameter values and comparisons, and what the conditions come to with them. */
export interface Trial {
  readonly choices: Choices;
  readonly outcomes: readonly boolean[];
}

/** What a condition comes to: an outcome, what it still hangs on, or undefined when it is not well formed. */
export type OutcomeOf = (choices: Choices) => boolean | Choice | undefined;

/** A way to decide one condition: further choices, and what it comes to with them. */
export interface Fork {
  readonly choices: Choices;
  readonly outcome: boolean;
}

/** Every way to decide one more condition after the choices already made; at most `most` are tried. */
export function forksOf(
  made: Choices,
  outcomeOf: OutcomeOf,
  { candidates, most }: { readonly candidates: Candidates; readonly most: number },
): Fork[] | 'too many' | 'unreadable' {
  const result: Fork[] = [];
  const open: Choices[] = [made];
  let tried = 0;
  for (let choices = open.pop(); choices !== undefined; choices = open.pop()) {
    if (++tried > most) return 'too many';
    const found = outcomeOf(choices);
    if (found === undefined) return 'unreadable';
    if (typeof found === 'boolean') {
      result.push({ choices, outcome: found });
      continue;
    }
    const values = found.kind === 'comparison' ? [true, false] : candidates.of(found.name, choices.parameters);
    for (const value of values.toReversed()) open.push(choose(choices, found, value));
  }
  return result;
}

/** The first trial of each combination of outcomes. */
export function distinct(trials: readonly Trial[]): Trial[] {
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    const key = trial.outcomes.map(Number).join('');
    if (!first.has(key)) first.set(key, trial);
  }
  return [...first.values()];
}
