import { conditionOperator, parseOperator } from './condition-operators.ts';
import type { PolicyCondition } from './policy.ts';

const HOLE = /\uE000/;

/** Says what is wrong with a part of a policy, and where: `Statement[2].Condition.StringEqualz`. */
export type ReportProblem = (path: string, message: string) => void;

/** The entries of a plain object; null for lists, texts and all else. */
export function entriesOf(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}

/** The conditions of a `Condition` element. Values that are numbers and booleans become texts. What IAM would refuse is reported.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function parseConditions(element: unknown, path: string, report: ReportProblem): PolicyCondition[] {
  const operators = entriesOf(element);
  if (operators === null) {
    report(path, 'a condition is an object of operators');
    return [];
  }
  return operators.flatMap(([written, keys]) => conditionsOf(written, keys, { path: `${path}.${written}`, report }));
}

interface Place {
  readonly path: string;
  readonly report: ReportProblem;
}

function conditionsOf(written: string, keys: unknown, { path, report }: Place): PolicyCondition[] {
  const operator = parseOperator(written);
  const entries = entriesOf(keys);
  if (operator === null) report(path, `${written} is not a condition operator`);
  else if (entries === null) report(path, 'an operator holds an object of condition keys');
  if (operator === null || entries === null) return [];
  return entries.map(([key, value]) => {
    const at = `${path}.${key}`;
    if (key === '') report(at, 'the condition key is empty');
    return { ...operator, key, values: valuesOf(value, operator.operator, { path: at, report }) };
  });
}

function valuesOf(value: unknown, operator: string, { path, report }: Place): string[] {
  const isList = Array.isArray(value);
  const values: unknown[] = isList ? value : [value];
  if (values.length === 0) report(path, 'the condition has no value');
  const comparison = conditionOperator(operator)?.comparison;
  return values.map((item, i) => {
    const at = isList ? `${path}[${i}]` : path;
    const text = textOf(item);
    if (text === null) report(at, 'a condition value is a text, a number or a boolean');
    else if (comparison && !comparison.accepts(text) && !HOLE.test(text)) report(at, `${operator} takes ${comparison.wants}`);
    return text ?? '';
  });
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
