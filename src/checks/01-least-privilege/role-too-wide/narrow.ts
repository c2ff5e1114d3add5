import { actionMatches, globMatches } from '../../../iam/match.ts';
import type { PatternSet, PolicyStatement } from '../../../iam/policy.ts';
import { expandAction } from '../../../data/iam-actions.ts';
import { covers } from '../../../iam/covers.ts';
import type { App } from '../../../model/app.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import { policyOf } from '../../../model/role-policy.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import { allowedBy } from '../allowed.ts';
import { isWholeService } from '../wide-names.ts';
import { hasExcess } from './excess.ts';

/** What statements are measured by. */
export interface Measure {
  readonly app: App;
  readonly role: RolePolicy;
  /** All needs of those who have the statements. */
  readonly needs: readonly Need[];
}

/** What stays of a statement, and which of its needs it does not serve any more. */
export interface Narrowed {
  /** Null: nothing of it stays. */
  readonly stays: PolicyStatement | null;
  readonly left: readonly Need[];
}

/** Whether statements, with the role's denials, allow nothing beyond need. */
export function isClean({ app, role, needs }: Measure, statements: readonly PolicyStatement[], like: RoleStatement): boolean {
  const all = [...statements.map((policy) => ({ ...like, managed: null, policy })), ...denialsOf(role)];
  return !hasExcess(app, { ...role, statements: all, unreadable: [] }, needs);
}

/** How far statements allow a need: `missing` where none speaks of its action. */
export function answerOf({ app, role }: Measure, statements: readonly RoleStatement[], need: Need): ReturnType<typeof allowedBy> {
  const speaks = statements.filter(({ policy }) => matches(policy.actions, need.action, actionMatches));
  if (speaks.length === 0) return 'missing';
  return allowedBy(app, { statements: [...speaks, ...denialsOf(role)], unreadable: [], boundary: null }, need);
}

function denialsOf(role: RolePolicy): readonly RoleStatement[] {
  return role.statements.filter(({ policy }) => policy.effect === 'Deny');
}

/**
 * The least edit of a statement after which it allows nothing beyond need: fewer actions on its own resources, else fewer resources, else
 * both; where no single statement will do, the actions that are no excess stay and the needs that are left go elsewhere.
 * `others`: what the role allows besides.
 */
export function narrowed(measure: Measure, statement: RoleStatement, needs: readonly Need[], others: readonly RoleStatement[]): Narrowed {
  const { policy } = statement;
  const serves = (candidate: PolicyStatement): boolean => {
    const next = { ...statement, policy: candidate };
    return needs.every((need) => !isLess(answerOf(measure, [next], need), answerOf(measure, [statement], need)));
  };
  const wanted = needs.map((need) => need.action);
  const arns = needs.map((need) => canonicalArn(need.arn));
  const isWanted = (pattern: string): boolean => wanted.some((action) => actionMatches(pattern, action));
  const harmless = partsThat(policy.actions, (actions) => isClean(measure, [{ ...policy, actions }], statement));
  const fixed = partsThat(policy.resources ?? NONE, (resources) => isClean(measure, [{ ...policy, resources }], statement));
  const own = { ...policy, actions: joined(harmless, wanted, actionMatches) };
  // What nobody needs and AWS's execution policies allow as well stays on its own resources, unless it stands elsewhere too.
  const besides = harmless.filter(
    (pattern) => !isWanted(pattern) && !isElsewhere({ ...policy, actions: { not: false, patterns: [pattern] } }, others),
  );
  const resources = joined(fixed, arns, globMatches);
  const exact = joined(harmless.filter(isWanted), wanted, actionMatches);
  const candidates: PolicyStatement[] = [own];
  if (!policy.actions.not && policy.actions.patterns.every(isWanted)) candidates.push({ ...policy, resources });
  // Actions of several services on resources that are written anew are better told apart.
  const isMixed = new Set(wanted.map((action) => action.split(':')[0])).size > 1 && !resources.patterns.every((one) => fixed.includes(one));
  if (besides.length === 0 && !isMixed) {
    candidates.push({ ...policy, actions: exact, resources });
    candidates.push({ ...policy, actions: joined([], wanted, actionMatches), resources: joined([], arns, globMatches) });
  }
  const found = candidates.find(
    (one) => one.actions.patterns.length > 0 && one.resources!.patterns.length > 0 && serves(one) && isClean(measure, [one], statement),
  );
  if (found !== undefined) return { stays: found, left: [] };
  const kept = harmless.filter((pattern) => isWanted(pattern) || besides.includes(pattern));
  const stays = kept.length === 0 ? null : { ...policy, actions: { not: false, patterns: kept } };
  const rest = stays === null ? [] : [{ ...statement, policy: stays }];
  return { stays, left: needs.filter((need) => isLess(answerOf(measure, rest, need), answerOf(measure, [statement], need))) };
}

/**
 * What stays where the needs may not be all: actions that the owner listed are more than a guess, so that these stay and the known ones
 * take the place of whole services; null where nothing is listed.
 */
export function withoutWholeServices(policy: PolicyStatement, needs: readonly Need[]): Narrowed | null {
  const listed = policy.actions.patterns.filter((pattern) => !isWholeService(pattern));
  if (policy.actions.not || listed.length === 0) return null;
  const wanted = needs.map(({ action }) => action);
  return { stays: { ...policy, actions: joined(listed, wanted, actionMatches) }, left: [] };
}

/** Whether other statements of the role allow all that one does. */
function isElsewhere(policy: PolicyStatement, others: readonly RoleStatement[]): boolean {
  if (policy.actions.patterns.every((pattern) => expandAction(pattern).length === 0)) return true;
  return covers([policyOf(others)], [{ version: '2012-10-17', statements: [policy] }], { effort: 0.1 }) === true;
}

const NONE: PatternSet = { not: false, patterns: [] };

/** Whether an answer is worse than another. */
export function isLess(now: ReturnType<typeof allowedBy>, before: ReturnType<typeof allowedBy>): boolean {
  return before === 'allowed' ? now !== 'allowed' : now !== before && now !== 'allowed';
}

function partsThat({ not, patterns }: PatternSet, test: (part: PatternSet) => boolean): readonly string[] {
  return not ? [] : patterns.filter((pattern) => test({ not: false, patterns: [pattern] }));
}

/** Patterns, and of the wanted texts those that none of them matches. */
function joined(patterns: readonly string[], wanted: readonly string[], fits: (pattern: string, text: string) => boolean): PatternSet {
  const all = [...patterns];
  for (const text of wanted) if (!all.some((pattern) => fits(pattern, text))) all.push(text);
  return { not: false, patterns: all.filter((one, i) => !all.some((other, j) => j !== i && other !== one && fits(other, one))) };
}

function matches({ not, patterns }: PatternSet, text: string, fits: (pattern: string, text: string) => boolean): boolean {
  return patterns.some((pattern) => fits(pattern, text)) !== not;
}
