import type { Explanation } from './explain.ts';
import { judgeLevels, judgePolicies } from './layers.ts';
import type { Layer } from './layers.ts';
import type { Policy, Request } from './policy.ts';
import { isServiceLinked, withPrincipalKeys } from './principal.ts';
import type { Principal } from './principal.ts';
import type { Asked } from './statement.ts';

/** A request and who makes it. Without a principal it is somebody whose policies are the `identity` ones. */
export type AuthorizationRequest = Request & { readonly principal?: Principal };

/** The policies that bear on a request. A kind that is left out does not limit; an empty list of a kind allows nothing. */
export interface EvaluationInput {
  /** Of the user and its groups, or of the role; not asked for principals that have none: services, federated and anonymous ones. */
  readonly identity: readonly Policy[];
  /** Policy and account of the resource; `policy: null` is a resource that has none. Left out, the question is what the principal's own
   *  policies allow: nothing is then asked of keys and trust policies. */
  readonly resource?: { readonly policy: Policy | null; readonly account: string };
  readonly boundary?: readonly Policy[];
  readonly session?: readonly Policy[];
  /** Service control policies of the principal's account, a list for each level from the organization's root to the account. */
  readonly scp?: readonly (readonly Policy[])[];
  /** Resource control policies of the resource's account, likewise. AWS attaches one that allows everything at every level. */
  readonly rcp?: readonly (readonly Policy[])[];
}

/** What AWS answers to a request, and why. */
export interface Decision {
  readonly decision: 'allowed' | 'explicit-deny' | 'implicit-deny';
  readonly explain: Explanation;
}

/**
 * Decides one request as AWS does: a `Deny` that applies anywhere wins; then every level of RCPs and SCPs must allow; then the principal's own
 * policies within its boundary and session policies, or the resource's policy, must allow (in one account either, across accounts both).
 * - KMS keys and role trust policies must name the principal or its account themselves.
 * - In one account, a resource policy that names a user, a session or everyone is enough; one that names the role or user behind a session is
 *   limited by boundary and session policies; one that names the account leaves the decision to the principal's own policies.
 * - The root user is allowed everything in its own account that no SCP and no `Deny` takes away.
 * - SCPs reach only users, roles and root users, and no service-linked role; RCPs reach no service-linked role.
 * Keys that follow from the principal (`aws:PrincipalArn`) are added to the context unless it sets them.
 * Throws nothing. Costs statements times the length of patterns and texts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function evaluate(request: AuthorizationRequest, policies: EvaluationInput): Decision {
  const principal = request.principal ?? { kind: 'role', arn: '', account: policies.resource?.account ?? null };
  const context = request.principal ? withPrincipalKeys(request.context, principal) : request.context;
  const asked: Asked = { request: { ...request, context }, principal, hasBoundary: policies.boundary !== undefined };
  const layers = layersOf(policies, asked);
  const parts = Object.values(layers).flatMap((layer: Layer | null) => (layer === null ? [] : [layer.explanation]));
  const says = (decision: Decision['decision'], because: string): Decision => ({
    decision,
    explain: { what: `${request.action} on ${request.resource}`, holds: decision === 'allowed', because, parts },
  });

  const denying = Object.values(layers).find((layer: Layer | null) => layer?.denies);
  if (denying) return says('explicit-deny', `denied by a statement of the ${denying.explanation.what}`);
  for (const level of [layers.rcp, layers.scp])
    if (level && !level.allows) return says('implicit-deny', `the ${level.explanation.what} do not allow it at every level`);
  const grant = grantOf(layers, asked, policies.resource?.account);
  return says(grant.allowed ? 'allowed' : 'implicit-deny', grant.because);
}

interface Layers {
  readonly rcp: Layer | null;
  readonly scp: Layer | null;
  readonly resource: Layer | null;
  readonly boundary: Layer | null;
  readonly session: Layer | null;
  readonly identity: Layer | null;
}

function layersOf(policies: EvaluationInput, asked: Asked): Layers {
  const { principal } = asked;
  const isLinked = isServiceLinked(principal);
  const hasOwn = hasOwnPolicies(principal);
  const own = (list: readonly Policy[] | undefined, kind: 'boundary' | 'session' | 'identity'): Layer | null =>
    hasOwn && list ? judgePolicies(list, kind, asked) : null;
  const { resource } = policies;
  return {
    rcp: policies.rcp && !isLinked ? judgeLevels(policies.rcp, 'rcp', asked) : null,
    scp: policies.scp && hasOwn && !isLinked ? judgeLevels(policies.scp, 'scp', asked) : null,
    resource: resource ? judgePolicies(resource.policy === null ? [] : [resource.policy], 'resource', asked) : null,
    boundary: own(policies.boundary, 'boundary'),
    session: own(policies.session, 'session'),
    identity: own(policies.identity, 'identity'),
  };
}

function hasOwnPolicies({ kind }: Principal): boolean {
  return kind !== 'service' && kind !== 'federated' && kind !== 'anonymous';
}

interface Grant {
  readonly allowed: boolean;
  readonly because: string;
}

const yes = (because: string): Grant => ({ allowed: true, because });
const no = (because: string): Grant => ({ allowed: false, because });

function grantOf(layers: Layers, { request, principal }: Asked, resourceAccount: string | undefined): Grant {
  const { resource } = layers;
  if (!hasOwnPolicies(principal)) {
    return resource?.allows ? yes('the resource policy allows it') : no('only a resource policy could allow it, and none does');
  }
  const own = ownGrant(layers, principal);
  if (resource === null) return own;
  if (principal.account !== null && principal.account !== resourceAccount) {
    if (!resource.allows) return no('the resource is of another account, and its policy does not allow it');
    return own.allowed ? yes(`${own.because}, and the policy of the other account's resource`) : own;
  }
  const direct = directGrant(layers);
  if (direct?.allowed) return direct;
  if (needsResourcePolicy(request) && !resource.allows) return no('the policy of the key or role itself has to allow it, and does not');
  return own.allowed ? own : (direct ?? own);
}

/** What the principal's own policies grant within its limits. */
function ownGrant(layers: Layers, principal: Principal): Grant {
  const isRoot = principal.kind === 'root';
  if (!isRoot && !layers.identity?.allows) return no('no identity policy allows it');
  const limit = missingLimit(layers);
  if (limit !== null && !isRoot) return no(`the ${limit} does not allow it`);
  return yes(isRoot ? 'the root user may do everything in its account' : 'an identity policy allows it');
}

function missingLimit({ boundary, session }: Layers): string | null {
  if (boundary && !boundary.allows) return 'permissions boundary';
  return session && !session.allows ? 'session policy' : null;
}

/** What a resource policy of the same account grants without the principal's own policies; null when nothing. */
function directGrant(layers: Layers): Grant | null {
  const as = layers.resource?.allowedAs;
  if (as?.has('itself')) return yes('the resource policy names the principal and allows it');
  if (as?.has('anyone')) return yes('the resource policy allows it to everyone');
  if (!as?.has('issuer')) return null;
  const limit = missingLimit(layers);
  return limit === null ? yes('the resource policy allows it') : no(`the resource policy allows it, but the ${limit} does not`);
}

/** Keys and roles answer to nobody their own policy does not name.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
function needsResourcePolicy({ action, resource }: Request): boolean {
  if (resource === '*') return false;
  const isTrust = /^sts:(?:AssumeRole|TagSession$|SetSourceIdentity$)/i.test(action);
  return isTrust || (/^kms:/i.test(action) && !resource.includes(':alias/'));
}
