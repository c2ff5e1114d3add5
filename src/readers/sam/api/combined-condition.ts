import { stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { made } from './made.ts';

/** `Fn::Or` takes at most ten conditions. Source: CloudFormation user guide, "Condition functions". */
const MOST_OPERANDS = 10;

/**
 * Conditions whose last, named `name`, holds when any of the given ones (at least two) does.
 * More than ten need intermediate conditions, named `name` and a number that counts down to 1.
 */
export function combinedCondition(conditions: readonly Node[], name: string, at: Span): Map<string, Node> {
  const result = new Map<string, Node>();
  let remaining = conditions
    .toSorted((a, b) => (stringOf(a)! < stringOf(b)! ? -1 : 1))
    .map((condition) => made({ Condition: condition }, at));
  let intermediate = Math.floor((remaining.length - 2) / (MOST_OPERANDS - 1));
  while (remaining.length > 1) {
    const next = intermediate > 0 ? `${name}${intermediate--}` : name;
    result.set(next, made({ 'Fn::Or': remaining.slice(0, MOST_OPERANDS) }, at));
    remaining = [...remaining.slice(MOST_OPERANDS), made({ Condition: next }, at)];
  }
  return result;
}
