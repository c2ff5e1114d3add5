import { covers } from './covers.ts';
import type { PatternSet, Policy, PolicyStatement } from './policy.ts';
import { globPattern, surelyCovers } from './sets/text-pattern.ts';
import type { TextPattern } from './sets/text-pattern.ts';

/** Above this many statements of one effect, only those that others cover word by word are dropped. */
const MOST_COMPARED = 60;

/** Share of a comparison's usual limits: there are many, and a statement that takes more stays. */
const EFFORT = 0.01;

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
  return { ...statement, actions: tidySet(actions, readAction), resources: resources && tidySet(resources, readText) };
}

/** A pattern ready to be compared. */
interface Readied {
  /** Equal for patterns that mean the same. */
  readonly id: string;
  readonly hasWildcard: boolean;
  readonly parts: readonly TextPattern[];
}

/** Without patterns that another one covers; of equal ones the first stays. Cost: patterns times those with wildcards. */
function tidySet({ not, patterns }: PatternSet, read: (pattern: string) => Readied): PatternSet {
  const unique = new Map<string, readonly [text: string, readied: Readied]>();
  for (const pattern of patterns) {
    const readied = read(pattern);
    if (!unique.has(readied.id)) unique.set(readied.id, [pattern, readied]);
  }
  const all = [...unique.values()];
  const wide = all.flatMap(([, readied], i) => (readied.hasWildcard ? [{ readied, i }] : []));
  const kept = all.filter(
    ([, one], i) =>
      !wide.some((other) => other.i !== i && coversAll(other.readied, one) && (other.i < i || !coversAll(one, other.readied))),
  );
  return { not, patterns: kept.map(([pattern]) => pattern) };
}

function coversAll(wider: Readied, narrower: Readied): boolean {
  if (wider.parts.length === 1 && wider.id === '*') return true;
  return wider.parts.length === narrower.parts.length && wider.parts.every((part, i) => surelyCovers(part, narrower.parts[i]!));
}

function readText(text: string): Readied {
  // A wildcard within a policy variable is none.
  return { id: text, hasWildcard: /[*?]/.test(text) && !text.includes('${'), parts: [globPattern(text)] };
}

function readAction(text: string): Readied {
  const lower = /^\*+$/.test(text) ? '*' : text.toLowerCase();
  return { id: lower, hasWildcard: /[*?]/.test(lower), parts: lower.split(':').map((part) => globPattern(part)) };
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
  return [...groups.values()].map(tidied);
}

function joined(first: PolicyStatement, second: PolicyStatement, part: 'actions' | 'resources'): PolicyStatement {
  const patterns = [...(first[part]?.patterns ?? []), ...(second[part]?.patterns ?? [])];
  return { ...first, [part]: { not: false, patterns } };
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
    if (covers(asAllow(others), asAllow([statement]), { effort: EFFORT }) === true) kept = kept.filter((other) => other !== statement);
  }
  return kept;
}
