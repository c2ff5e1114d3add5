import type { Unknown } from '../../model/value.ts';
import type { Span } from '../../util/span.ts';

/** A parameter value that is none of those the conditions compare with. */
export const OTHER: unique symbol = Symbol('another value');

/** What a condition's outcome hangs on. */
export type Choice =
  /** A parameter (`Stage`, `Child/Stage`) or pseudo parameter (`AWS::Region`) without a settled value. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** A comparison that cannot be decided from the template; `key` is the same wherever the same comparison is made. */
  | { readonly kind: 'comparison'; readonly key: string };

/** Values chosen for what conditions hang on; what is not in it is still open. */
export interface Choices {
  readonly parameters: ReadonlyMap<string, string | typeof OTHER>;
  readonly comparisons: ReadonlyMap<string, boolean>;
}

/** Nothing chosen yet. */
export const NO_CHOICES: Choices = { parameters: new Map(), comparisons: new Map() };

/** An outcome that a further choice would settle. */
export interface Undecided extends Unknown {
  readonly choice: Choice;
}

/** Makes an outcome that `choice` would settle. */
export function undecided(choice: Choice, reason: string, at: Span): Undecided {
  return { kind: 'unknown', reason, at, choice };
}

/** The choice that would settle an unknown, if there is one. */
export function choiceOf(value: Unknown): Choice | undefined {
  return (value as Partial<Undecided>).choice;
}

/** The choices with one more made. */
export function choose(choices: Choices, choice: Choice, value: string | boolean | typeof OTHER): Choices {
  if (choice.kind === 'comparison') {
    return { ...choices, comparisons: new Map(choices.comparisons).set(choice.key, value === true) };
  }
  return { ...choices, parameters: new Map(choices.parameters).set(choice.name, value as string | typeof OTHER) };
}
