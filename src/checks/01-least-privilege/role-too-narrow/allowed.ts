import { actionMatches, globMatches } from '../../../iam/match.ts';
import { loosened, patternsOverlap } from '../../../iam/overlap.ts';
import type { PatternSet, PolicyStatement } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Need } from '../../../model/needs.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import type { Principal, Statement } from '../../../model/statement.ts';
import { exactText, isUnknown, show } from '../../../model/value.ts';
import { generatedNames } from '../generated-names.ts';
import { isOpenHole } from '../role-behavior.ts';

/** Whether a role allows a need: for certain, certainly not (nothing allows it, its boundary does not, or something denies it), or unknown. */
export type Answer = 'allowed' | 'missing' | 'bounded' | 'denied' | 'unknown';

type Fit = 'all' | 'some' | 'none';

/** Judges a need against the statements of a role. Conditions of an Allow are taken to hold, those of a Deny not to: nothing is called denied that may be allowed. */
export function allowedBy(app: App, role: RolePolicy, need: Need): Answer {
  const own = verdict(app, role.statements, need);
  if (own === 'denied') return 'denied';
  const edge =
    role.boundary === null ? 'allowed' : role.boundary.unreadable.length > 0 ? 'unknown' : verdict(app, role.boundary.statements, need);
  if (edge === 'denied') return 'denied';
  if (own === 'allowed' && edge === 'allowed') return 'allowed';
  if (own === 'allowed' && edge === 'missing') return 'bounded';
  const isBlind = role.unreadable.length > 0 || edge === 'unknown';
  if (own === 'unknown' || (own === 'missing' && isBlind) || (own === 'allowed' && edge === 'unknown')) return 'unknown';
  return own === 'missing' && grantedElsewhere(app, need) ? 'unknown' : 'missing';
}

function verdict(app: App, statements: readonly RoleStatement[], need: Need): Answer {
  const fits = statements.map(({ policy }) => ({ policy, fit: fitOf(app, policy, need) })).filter(({ fit }) => fit !== 'none');
  if (fits.some(({ policy, fit }) => policy.effect === 'Deny' && policy.conditions.length === 0 && fit === 'all')) return 'denied';
  const allows = fits.filter(({ policy }) => policy.effect === 'Allow');
  if (allows.some(({ fit }) => fit === 'all')) return 'allowed';
  return allows.length > 0 ? 'unknown' : 'missing';
}

/** How far a statement speaks of the need: of all its resources, of some or perhaps of them, or of none. */
function fitOf(app: App, statement: PolicyStatement, need: Need): Fit {
  const named = statement.actions.patterns.some((pattern) => actionMatches(pattern, need.action));
  if (named === statement.actions.not) return 'none';
  if (statement.resources === null) return 'none';
  const fits = [canonicalArn(need.arn), ...generatedNames(app, need)].map((arn) => resourceFit(app, statement.resources!, arn));
  return (['all', 'some'] as const).find((fit) => fits.includes(fit)) ?? 'none';
}

function resourceFit(app: App, { not, patterns }: PatternSet, arn: string): Fit {
  const isOpen = isOpenHole(app);
  const covers = patterns.some((pattern) => globMatches(pattern, arn));
  const touches = patterns.some((pattern) => mayMeet(pattern, arn, isOpen));
  if (not) return covers ? 'none' : touches ? 'some' : 'all';
  return covers ? 'all' : touches ? 'some' : 'none';
}

/** Patterns may meet when they overlap as they stand, or once what only the deployment knows is left open. Account and region may be written out. */
function mayMeet(pattern: string, arn: string, isOpen: (name: string) => boolean): boolean {
  if (/^\uE000[^\uE001]*\uE001$/.test(pattern) && isOpen(pattern.slice(1, -1))) return true;
  return patternsOverlap(loosened(pattern, isOpen), loosened(arn, isOpen));
}

/**
 * Whether a resource policy of the app may allow it: in the same account either side is enough. One that names the account leaves it to
 * the role's own policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function grantedElsewhere(app: App, need: Need): boolean {
  const ids = need.reasons.map((reason) => reason.target.logicalId).filter((id) => id !== null);
  if (need.action === 'sts:AssumeRole' && app.roles.some((role) => ids.includes(role.id) && role.trust.statements.some(namesPrincipals)))
    return true;
  return app.resourcePolicies.some(
    (policy) =>
      policy.guards.some((id) => ids.includes(id)) &&
      policy.document.statements.some(
        (statement) =>
          statement.effect === 'Allow' &&
          statement.principals.some(mayBeRole) &&
          statement.actions.some((action) => isUnknown(action) || actionMatches(exactText(action) ?? '*', need.action)),
      ),
  );
}

function mayBeRole({ kind, value }: Principal): boolean {
  if (kind === 'any' || kind === 'unknown') return true;
  return kind === 'aws' && !/:root$|^\d{12}$|^\$\{AWS::AccountId\}$/.test(show(value));
}

/** In the same account it is enough that the trust policy names the role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
function namesPrincipals(statement: Statement): boolean {
  return statement.effect === 'Allow' && statement.principals.some(({ kind }) => kind !== 'service' && kind !== 'federated');
}
