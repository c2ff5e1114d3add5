import { explainCondition } from './condition.ts';
import type { Explanation } from './explain.ts';
import { actionMatches, globMatches } from './match.ts';
import type { PatternSet, Policy, PolicyStatement, PrincipalSet, Request } from './policy.ts';
import { accountOfRoot, namingOf } from './principal.ts';
import type { Naming, Principal } from './principal.ts';
import { resolveResource } from './variables.ts';

/** Where a policy is attached. Only resource policies (`resource`, and resource control policies as `rcp`) speak of principals. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'scp' | 'rcp' | 'resource';

/** What a statement is judged against. */
export interface Asked {
  readonly request: Request;
  readonly principal: Principal;
  /** Whether the principal has a permissions boundary. */
  readonly hasBoundary: boolean;
}

/** Whether a statement applies to a request, how it names the principal, and why. */
export interface StatementMatch {
  readonly applies: boolean;
  readonly effect: PolicyStatement['effect'];
  /** Null where the policy's kind has no principals. */
  readonly naming: Naming | null;
  readonly explanation: Explanation;
}

/** Judges one statement of a policy: its principal, action, resource and every condition must fit.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export function matchStatement(
  statement: PolicyStatement,
  asked: Asked,
  place: { readonly policy: Policy; readonly kind: PolicyKind; readonly what: string },
): StatementMatch {
  const { effect } = statement;
  const says = (applies: boolean, because: string, parts: readonly Explanation[] = []): StatementMatch => ({
    applies,
    effect,
    naming,
    explanation: { what: `${place.what} (${effect})`, holds: applies, because, parts },
  });
  const hasPrincipals = place.kind === 'resource' || place.kind === 'rcp';
  const naming = hasPrincipals ? principalNaming(statement, asked) : null;
  if (hasPrincipals && naming === null) return says(false, 'it does not speak of this principal');

  const { request } = asked;
  if (!covers(statement.actions, (pattern) => actionMatches(pattern, request.action)))
    return says(false, `it does not speak of ${request.action}`);
  if (!resourceFits(statement.resources, request, place)) return says(false, `it does not speak of ${request.resource}`);
  if (statement.conditions.length === 0) return says(true, 'it speaks of this request without conditions');
  const parts = statement.conditions.map((condition) => explainCondition(condition, request.context, place.policy.version));
  const applies = parts.every(({ holds }) => holds);
  return says(applies, applies ? 'it speaks of this request and its conditions hold' : 'a condition does not hold', parts);
}

function covers({ not, patterns }: PatternSet, fits: (pattern: string) => boolean): boolean {
  return patterns.some(fits) !== not;
}

/** A trust policy, and some other resource policies, have no `Resource`: they speak of what they are attached to. */
function resourceFits(
  resources: PatternSet | null,
  { resource, context }: Request,
  { policy, kind }: { readonly policy: Policy; readonly kind: PolicyKind },
): boolean {
  if (resources === null) return kind === 'resource';
  return covers(resources, (pattern) => {
    const resolved = resolveResource(pattern, policy.version, context);
    // A pattern with a variable that has no value fits no resource, so NotResource leaves nothing out for it.
    return resolved !== null && globMatches(resolved, resource);
  });
}

function principalNaming({ effect, principals }: PolicyStatement, asked: Asked): Naming | null {
  if (principals === null) return null;
  if (principals.not) return isExcepted(principals, effect, asked) ? null : 'anyone';
  const namings = new Set(principals.entries.map((entry) => namingOf(entry, asked.principal)));
  // The naming that grants most.
  const order: readonly Naming[] = ['itself', 'anyone', 'issuer', 'account'];
  return order.find((naming) => namings.has(naming)) ?? null;
}

/**
 * Whether `NotPrincipal` leaves the principal out. With `Allow` any entry that names it is enough. With `Deny` AWS looks at the account, the role
 * and the session in turn, so each of them has to be listed; a principal with a permissions boundary is denied whatever is listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function isExcepted({ entries }: PrincipalSet, effect: PolicyStatement['effect'], { principal, hasBoundary }: Asked): boolean {
  const namings = new Set(entries.map((entry) => namingOf(entry, principal)));
  const namesAny = namings.has('itself') || namings.has('issuer') || namings.has('account') || namings.has('anyone');
  if (effect === 'Allow' || namings.has('anyone')) return namesAny;
  if (hasBoundary && principal.account !== null) return false;
  switch (principal.kind) {
    case 'role-session':
    case 'federated-user':
      return namings.has('itself') && namings.has('issuer') && namings.has('account');
    case 'role':
      return namings.has('issuer') && namings.has('account');
    case 'user':
      return namings.has('itself') && namings.has('account');
    case 'root':
      return namings.has('itself') || entries.some(({ value }) => accountOfRoot(value) === principal.account);
    case 'service':
    case 'federated':
      return namings.has('itself');
    case 'anonymous':
      return false;
  }
}
