import { ordered } from './comparison.ts';
import type { Comparison } from './comparison.ts';

/** The number that a text writes, integer or decimal; null for any other text. */
export function parseNumber(text: string): number | null {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : null;
}

const numeric = (fits: (request: number, policy: number) => boolean): Comparison => ordered('a number', parseNumber, fits);

/** `NumericEquals`.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export const numericEquals: Comparison = numeric((request, policy) => request === policy);
/** `NumericLessThan`: the request's number is below the policy's. */
export const numericLessThan: Comparison = numeric((request, policy) => request < policy);
/** `NumericLessThanEquals`. */
export const numericLessThanEquals: Comparison = numeric((request, policy) => request <= policy);
/** `NumericGreaterThan`: the request's number is above the policy's. */
export const numericGreaterThan: Comparison = numeric((request, policy) => request > policy);
/** `NumericGreaterThanEquals`. */
export const numericGreaterThanEquals: Comparison = numeric((request, policy) => request >= policy);
