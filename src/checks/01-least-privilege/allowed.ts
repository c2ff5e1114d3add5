import { explainCondition } from '../../iam/condition.ts';
import { actionMatches, globMatches } from '../../iam/match.ts';
import { patternsOverlap } from '../../iam/overlap.ts';
import { hole } from '../../iam/policy.ts';
import type { PatternSet, PolicyStatement } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { Need } from '../../model/needs.ts';
import type { RolePolicy, RoleStatement } from '../../model/role-policy.ts';
import { canonicalArn } from '../../model/policy-text.ts';
import type { Principal, Statement } from '../../model/statement.ts';
import { exactText, isUnknown, show } from '../../model/value.ts';
import { generatedNames } from './generated-names.ts';
import { isOpenHole, loosenedIn } from './role-behavior.ts';

/** Whether a role allows a need: for certain, certainly not (nothing allows it, its boundary does not, or something denies it), or unknown. */
export type Answer = 'allowed' | 'missing' | 'bounded' | 'denied' | 'unknown';

const STACK = hole('AWS::StackName');

type Fit = 'all' | 'some' | 'none';

/** Judges a need against the statements of a role. What depends on a condition that only the request decides is unknown: neither called denied nor proved allowed. */
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
  const fits = statements
    .map(({ policy }) => ({ policy, fit: fitOf(app, policy, need) }))
    .filter(({ fit }) => fit !== 'none')
    .map(({ policy, fit }) => ({ effect: policy.effect, applies: applies(policy, fit, need) }))
    .filter(({ applies: answer }) => answer !== 'no');
  const denials = fits.filter((one) => one.effect === 'Deny');
  const allows = fits.filter((one) => one.effect === 'Allow');
  if (denials.some((one) => one.applies === 'yes')) return 'denied';
  if (allows.length === 0) return 'missing';
  return denials.length === 0 && allows.some((one) => one.applies === 'yes') ? 'allowed' : 'unknown';
}

/** Whether a statement that speaks of the need applies to its request: conditions on what the request certainly holds are decided, others may go either way. */
function applies({ conditions }: PolicyStatement, fit: Fit, need: Need): 'yes' | 'no' | 'maybe' {
  // The SDKs call over TLS unless they are told an address without.
  const context = new Map([['aws:securetransport', ['true']]]);
  if (need.viaService !== null) context.set('kms:viaservice', [need.viaService]);
  const answers = conditions.map((condition) => {
    if (!context.has(condition.key.toLowerCase())) return 'maybe';
    if (explainCondition(condition, context, '2012-10-17').holds) return 'yes';
    // The region stands in the need as a hole, in a policy perhaps written out.
    return need.viaService !== null && condition.key.toLowerCase() === 'kms:viaservice' ? 'maybe' : 'no';
  });
  if (answers.includes('no')) return 'no';
  return fit === 'all' && !answers.includes('maybe') ? 'yes' : 'maybe';
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
  const covers = patterns.some((pattern) => globMatches(pattern, arn));
  const touches = patterns.some((pattern) => mayMeet(app, pattern, arn));
  if (not) return covers ? 'none' : touches ? 'some' : 'all';
  return covers ? 'all' : touches ? 'some' : 'none';
}

/** Patterns may meet when they overlap as they stand, or once what only the deployment knows is left open: names made up by CloudFormation
 *  begin with the stack's. Account and region may be written out. */
function mayMeet(app: App, pattern: string, arn: string): boolean {
  if (/^\uE000[^\uE001]*\uE001$/.test(pattern) && isOpenHole(app)(pattern.slice(1, -1))) return true;
  return patternsOverlap(loosenedIn(app, pattern), loosenedIn(app, arn.replaceAll(`${STACK}-`, '*-')));
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
