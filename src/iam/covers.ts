import { difference } from './difference.ts';
import type { DifferenceOptions } from './difference.ts';
import type { Policy } from './policy.ts';

/** Whether the first policies allow everything that the second allow; null when that could not be decided. Cost as `difference`. */
export function covers(wider: readonly Policy[], narrower: readonly Policy[], options: DifferenceOptions = {}): boolean | null {
  const answer = difference(narrower, wider, options);
  return answer.decided ? answer.witness === null : null;
}

/** Whether both sides allow the same requests; null when that could not be decided. Cost of two differences. */
export function equivalent(a: readonly Policy[], b: readonly Policy[], options: DifferenceOptions = {}): boolean | null {
  const there = covers(a, b, options);
  return there === false ? false : and(there, covers(b, a, options));
}

function and(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}
