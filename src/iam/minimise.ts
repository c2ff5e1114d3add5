import { covers } from './covers.ts';
import type { PatternSet, Policy, PolicyStatement } from './policy.ts';
import { globPattern, surelyCovers } from './sets/text-pattern.ts';

/** Above this many statements of one effect, only those that others cover word by word are dropped. */
const MOST_COMPARED = 60;

/**
 * The same permissions in fewer and smaller statements: actions that share resources and conditions become one statement, and so do resources
 * that share actions and conditions; patterns and statements that others of the same effect cover are dropped.
 * A `Deny` is kept even where the policy itself allows nothing of it, for it also takes from other policies of the role.
 * Patterns are never widened. A merged statement has the first one's `sid`. Cost: a comparison for each statement that is left, each
 * bounded as `difference` is.
 */
export function minimise(policy: Policy): Policy {
  let statements = policy.statements.map(tidied);
  for (let before = Infinity; statements.length < before;) {
    before = statements.length;
    statements = merged(merged(statements, 'actions'), 'resources');
  }
  return { ...policy, statements: withoutCovered(policy.version, statements) };
}

function tidied(statement: PolicyStatement): PolicyStatement {
  const { actions, resources } = statement;
  return { ...statement, actions: tidySet(actions, actionCovers), resources: resources && tidySet(resources, textCovers) };
}

/** Without patterns that another one covers; of equal ones the first stays. */
function tidySet({ not, patterns }: PatternSet, covered: (wider: string, narrower: string) => boolean): PatternSet {
  const kept: string[] = [];
  for (const [i, pattern] of patterns.entries()) {
    const isCovered = patterns.some((other, j) => j !== i && covered(other, pattern) && (j < i || !covered(pattern, other)));
    if (!isCovered) kept.push(pattern);
  }
  return { not, patterns: kept };
}

function textCovers(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  // A wildcard within a policy variable is none.
  return !wider.includes('${') && surelyCovers(globPattern(wider), globPattern(narrower));
}

function actionCovers(wider: string, narrower: string): boolean {
  if (/^\*+$/.test(wider)) return true;
  const [service = '', name] = wider.toLowerCase().split(':');
  const [otherService = '', otherName] = narrower.toLowerCase().split(':');
  if (name === undefined || otherName === undefined) return wider === narrower;
  return textCovers(service, otherService) && textCovers(name, otherName);
}

/** Joins statements that differ only in the named part. */
function merged(statements: readonly PolicyStatement[], part: 'actions' | 'resources'): PolicyStatement[] {
  const groups = new Map<string, PolicyStatement>();
  for (const [i, statement] of statements.entries()) {
    const set = statement[part];
    const rest = { ...statement, sid: null, [part]: null };
    // The union of two sets of exceptions is no set of exceptions of the union.
    const id = set === null || set.not ? `${i}` : JSON.stringify(sortedSets(rest));
    const first = groups.get(id);
    groups.set(id, first === undefined ? statement : joined(first, statement, part));
  }
  return [...groups.values()];
}

function joined(first: PolicyStatement, second: PolicyStatement, part: 'actions' | 'resources'): PolicyStatement {
  const patterns = [...(first[part]?.patterns ?? []), ...(second[part]?.patterns ?? [])];
  return tidied({ ...first, [part]: { not: false, patterns } });
}

/** The order of alternatives does not matter. */
function sortedSets(statement: PolicyStatement | (Omit<PolicyStatement, 'actions'> & { readonly actions: null })): unknown {
  const sorted = (set: PatternSet | null): unknown => set && { ...set, patterns: set.patterns.toSorted() };
  const conditions = statement.conditions
    .map((condition) => JSON.stringify({ ...condition, values: condition.values.toSorted() }))
    .toSorted();
  return { ...statement, actions: sorted(statement.actions), resources: sorted(statement.resources), conditions };
}

function withoutCovered(version: Policy['version'], statements: readonly PolicyStatement[]): PolicyStatement[] {
  let kept = [...statements];
  const asAllow = (list: readonly PolicyStatement[]): Policy[] => [
    { version, statements: list.map((one) => ({ ...one, effect: 'Allow' })) },
  ];
  for (const statement of statements) {
    // Who a statement speaks of is no part of the comparison.
    if (statement.principals !== null || statement.resources === null) continue;
    const others = kept.filter((other) => other !== statement && other.effect === statement.effect && other.principals === null);
    if (others.length === 0 || others.length > MOST_COMPARED) continue;
    if (covers(asAllow(others), asAllow([statement])) === true) kept = kept.filter((other) => other !== statement);
  }
  return kept;
}
