import { own } from '../util/own.ts';
import { arnLike } from './operators/arn.ts';
import type { Comparison, ConditionOperator } from './operators/comparison.ts';
import * as date from './operators/date.ts';
import { binaryEquals, bool, nullCheck } from './operators/exact.ts';
import { ipAddress } from './operators/ip.ts';
import * as numeric from './operators/numeric.ts';
import { stringEquals, stringEqualsIgnoreCase, stringLike } from './operators/string.ts';
import type { PolicyCondition } from './policy.ts';

type Row = readonly [name: string, comparison: Comparison, negation?: 'negated'];

const WITH_VARIABLES: readonly Row[] = [
  ['StringEquals', stringEquals],
  ['StringNotEquals', stringEquals, 'negated'],
  ['StringEqualsIgnoreCase', stringEqualsIgnoreCase],
  ['StringNotEqualsIgnoreCase', stringEqualsIgnoreCase, 'negated'],
  ['StringLike', stringLike],
  ['StringNotLike', stringLike, 'negated'],
  ['ArnEquals', arnLike],
  ['ArnLike', arnLike],
  ['ArnNotEquals', arnLike, 'negated'],
  ['ArnNotLike', arnLike, 'negated'],
];

const WITHOUT_VARIABLES: readonly Row[] = [
  ['NumericEquals', numeric.numericEquals],
  ['NumericNotEquals', numeric.numericEquals, 'negated'],
  ['NumericLessThan', numeric.numericLessThan],
  ['NumericLessThanEquals', numeric.numericLessThanEquals],
  ['NumericGreaterThan', numeric.numericGreaterThan],
  ['NumericGreaterThanEquals', numeric.numericGreaterThanEquals],
  ['DateEquals', date.dateEquals],
  ['DateNotEquals', date.dateEquals, 'negated'],
  ['DateLessThan', date.dateLessThan],
  ['DateLessThanEquals', date.dateLessThanEquals],
  ['DateGreaterThan', date.dateGreaterThan],
  ['DateGreaterThanEquals', date.dateGreaterThanEquals],
  ['Bool', bool],
  ['BinaryEquals', binaryEquals],
  ['IpAddress', ipAddress],
  ['NotIpAddress', ipAddress, 'negated'],
  ['Null', nullCheck],
];

const toOperators = (rows: readonly Row[], variables: boolean): [string, ConditionOperator][] =>
  rows.map(([name, comparison, negation]) => [name.toLowerCase(), { name, comparison, negated: negation !== undefined, variables }]);

const OPERATORS: Readonly<Record<string, ConditionOperator>> = Object.fromEntries([
  ...toOperators(WITH_VARIABLES, true),
  ...toOperators(WITHOUT_VARIABLES, false),
]);

/** The operator of a name without qualifier and `IfExists`, in any case of letters; undefined for names IAM does not have.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function conditionOperator(name: string): ConditionOperator | undefined {
  return own(OPERATORS, name.toLowerCase());
}

const QUALIFIERS = { forallvalues: 'ForAllValues', foranyvalue: 'ForAnyValue' } as const;

/** The parts of an operator as a policy writes it (`ForAnyValue:StringLikeIfExists`); null where IAM has no such operator.
 *  `Null` takes neither a qualifier nor `IfExists`. */
export function parseOperator(written: string): Pick<PolicyCondition, 'operator' | 'qualifier' | 'ifExists'> | null {
  const parts = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/i.exec(written);
  const operator = parts?.[2] === undefined ? undefined : conditionOperator(parts[2]);
  if (!parts || operator === undefined) return null;
  const qualifier = parts[1] === undefined ? null : QUALIFIERS[parts[1].toLowerCase() as keyof typeof QUALIFIERS];
  const ifExists = parts[3] !== undefined;
  if (operator.name === 'Null' && (qualifier !== null || ifExists)) return null;
  return { operator: operator.name, qualifier, ifExists };
}
