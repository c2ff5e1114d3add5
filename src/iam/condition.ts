import { conditionOperator } from './condition-operators.ts';
import type { Explanation } from './explain.ts';
import type { ConditionOperator } from './operators/comparison.ts';
import type { Policy, PolicyCondition, Request } from './policy.ts';
import { resolveVariables } from './variables.ts';

/**
 * Whether a condition holds for a request, and why.
 * - The values of the policy are alternatives; a negated operator holds when none of them fits.
 * - An absent key: only negated operators, `IfExists`, `ForAllValues` and `Null: true` hold.
 * - Several values of the request: `ForAllValues` asks every one (none, or only empty ones: holds), `ForAnyValue` asks for one (none: does not hold).
 *   Without a qualifier one fitting value is enough, and a negated operator asks that no value fits.
 * - A policy value with a variable that has no value fits nothing, so a negated operator holds beside it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function explainCondition(condition: PolicyCondition, context: Request['context'], version: Policy['version']): Explanation {
  const [holds, because] = judge(condition, context, version);
  return { what: `condition ${nameOf(condition)} ${condition.key}`, holds, because, parts: [] };
}

function nameOf({ operator, qualifier, ifExists }: PolicyCondition): string {
  return `${qualifier === null ? '' : `${qualifier}:`}${operator}${ifExists ? 'IfExists' : ''}`;
}

type Judgement = readonly [holds: boolean, because: string];

function judge(condition: PolicyCondition, context: Request['context'], version: Policy['version']): Judgement {
  const operator = conditionOperator(condition.operator);
  if (operator === undefined) return [false, 'there is no such operator'];
  const asked = context.get(condition.key.toLowerCase()) ?? [];
  const isAbsent = asked.length === 0;
  if (operator.name === 'Null') {
    const holds = condition.values.some((value) => operator.comparison.matches(value, String(isAbsent)));
    return [holds, isAbsent ? 'the key is absent' : 'the key is there'];
  }
  if (isAbsent && condition.ifExists) return [true, 'the key is absent, which IfExists lets pass'];
  const values = condition.values
    .map((value) => (operator.variables ? resolveVariables(value, version, context) : value))
    .filter((value) => value !== null);
  const [holds, because] = isAbsent ? judgeAbsent(condition, operator) : judgePresent(condition.qualifier, { operator, values, asked });
  return [holds, values.length < condition.values.length ? `${because}, and a policy variable has no value` : because];
}

function judgeAbsent({ qualifier }: PolicyCondition, { negated }: ConditionOperator): Judgement {
  if (qualifier === 'ForAllValues') return [true, 'the key is absent, so no value of it misses'];
  if (qualifier === 'ForAnyValue') return [false, 'the key is absent, so no value of it fits'];
  return [negated, negated ? 'the key is absent, so it has none of the values' : 'the key is absent'];
}

interface Comparison {
  readonly operator: ConditionOperator;
  readonly values: readonly string[];
  readonly asked: readonly string[];
}

function judgePresent(qualifier: PolicyCondition['qualifier'], { operator, values, asked }: Comparison): Judgement {
  const { comparison, negated } = operator;
  const fits = (request: string): boolean => values.some((value) => comparison.matches(value, request));
  const has = `the request has ${asked.join(', ')}`;
  if (qualifier === null) return [asked.some(fits) !== negated, has];
  const filled = asked.filter((value) => value !== '');
  if (filled.length === 0) return [qualifier === 'ForAllValues', 'the request has only empty values'];
  const one = (request: string): boolean => fits(request) !== negated;
  return [qualifier === 'ForAllValues' ? filled.every(one) : filled.some(one), has];
}
