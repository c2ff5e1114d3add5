import { conditionOperator } from '../condition-operators.ts';
import { accepts, after, unionOf } from './pattern-union.ts';
import type { PatternUnion } from './pattern-union.ts';
import { arnPatterns, exactPattern, globPattern } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';

/** How values of a key compare: as texts, or as what they write. */
export type Family = 'text' | 'boolean' | 'number' | 'date' | 'address';

/** A set of values of one key, as one condition or resource element names it. */
export interface ValueSet {
  /** Sets with equal ids are equal. */
  readonly id: string;
  readonly family: Family;
  /** Only of texts. */
  readonly patterns: readonly TextPattern[];
  /** As written; only of the other families. */
  readonly values: readonly string[];
  readonly has: (value: string) => boolean;
}

/** The texts that some pattern matches. */
export function textSet(patterns: readonly TextPattern[]): ValueSet {
  const ids = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  let union: PatternUnion | undefined;
  const has = (value: string): boolean => matchesUnion((union ??= unionOf(patterns)), value);
  return { id: [...ids.keys()].toSorted().join('\n'), family: 'text', patterns: [...ids.values()], values: [], has };
}

/** The empty set: with it, "some value of it, or no value at all" says that a key is absent. */
export const NOTHING: ValueSet = textSet([]);

/** The values that an operator without its negation accepts; null for an operator that is none of values. */
export function operandSet(operator: string, values: readonly string[]): ValueSet | null {
  const known = conditionOperator(operator);
  if (known === undefined || known.name === 'Null') return null;
  const positive = known.name.replace('Not', '');
  if (positive === 'StringEquals') return textSet(values.map((value) => exactPattern(value)));
  if (positive === 'StringEqualsIgnoreCase') return textSet(values.map((value) => exactPattern(value, true)));
  if (positive === 'StringLike') return textSet(values.map((value) => globPattern(value)));
  if (positive.startsWith('Arn')) return textSet(values.flatMap(arnPatterns));
  if (positive === 'BinaryEquals') return textSet(values.flatMap(paddings));
  const { comparison } = known;
  const id = `${comparisonName(positive)} ${values.toSorted().join('\n')}`;
  return { id, family: familyOf(positive), patterns: [], values, has: (value) => values.some((one) => comparison.matches(one, value)) };
}

/** Base64 texts of the same bytes. */
function paddings(value: string): TextPattern[] {
  const bare = value.replace(/=+$/, '');
  return [exactPattern(bare), exactPattern(`${bare}=`), exactPattern(`${bare}==`)];
}

const comparisonName = (positive: string): string => `<${positive}>`;

function familyOf(positive: string): Family {
  if (positive === 'Bool') return 'boolean';
  if (positive.startsWith('Numeric')) return 'number';
  return positive.startsWith('Date') ? 'date' : 'address';
}

function matchesUnion(union: PatternUnion, value: string): boolean {
  let places = union.start;
  for (let i = 0; i < value.length; i++) places = after(union, places, value.charCodeAt(i));
  return accepts(union, places);
}
