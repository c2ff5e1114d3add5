import { shortestText } from './shortest-text.ts';
import type { Budget } from './shortest-text.ts';
import { isSymbol, STAR } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';

/** A value found, the certainty that there is none, or why neither can be said. */
export type Found<T> = { readonly value: T } | { readonly none: true } | { readonly because: string };

/** What a key can be: a text (resource, action), the values of a condition key, or null where the key is absent. */
export type KeyValue = string | readonly string[] | null;

/** The certainty that there is none. */
export const NONE: { readonly none: true } = { none: true };

/** The reason when a search grew beyond its limit. */
export const TOO_LARGE = 'the patterns together are too large to compare (limit: pattern states)';

/** The reason when a variable's value decides. */
export const VARIABLES = 'policy variables meet other patterns, and what their values are decides';

/** Texts wanted: in each of `all` and in `universe`, in none of `none`. */
export interface Wanted {
  readonly all: readonly (readonly TextPattern[])[];
  readonly none: readonly TextPattern[];
  readonly universe: readonly TextPattern[] | null;
}

/** A shortest text, where characters for policy variables stand for any value.
 *  A text without such characters, or none at all, is certain. A pattern with variables that must match, alone among patterns that must
 *  not, is compared exactly: whatever a pattern does with the character, it does with every value. Where two patterns must match, the
 *  variables of one may take values the other names; then only the lack of texts for any values at all is certain. */
export function findText({ all, none, universe }: Wanted, budget: Budget): Found<string> {
  const text = shortestText({ all: universe === null ? all : [...all, universe], none }, budget);
  if (text === undefined) return { because: TOO_LARGE };
  if (text !== null) return { value: text };
  if (!all.some((patterns) => patterns.some(hasSymbol))) return NONE;
  const alone = all.length === 1;
  if (alone && universe === null) return NONE;
  const loose = shortestText(
    alone ? { all, none } : { all: all.map((patterns) => patterns.map(loosened)), none: none.filter((one) => !hasSymbol(one)) },
    budget,
  );
  if (loose === undefined) return { because: TOO_LARGE };
  return loose === null ? NONE : { because: VARIABLES };
}

function hasSymbol({ steps }: TextPattern): boolean {
  return steps.some(isSymbol);
}

function loosened(pattern: TextPattern): TextPattern {
  if (!hasSymbol(pattern)) return pattern;
  return { ...pattern, steps: pattern.steps.map((step) => (isSymbol(step) ? STAR : step)), id: `${pattern.id}~` };
}
