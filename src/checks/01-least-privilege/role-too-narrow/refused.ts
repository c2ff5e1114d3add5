import { actionMatches, globMatches } from '../../../iam/match.ts';
import type { App } from '../../../model/app.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import { resourceStatement } from '../../../model/resource-statement.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import type { Statement } from '../../../model/statement.ts';
import { exactText, isUnknown } from '../../../model/value.ts';

/**
 * Whether the policy of the needed resource keeps every role out: a Deny for everyone without conditions, or the policy of a key that
 * lets neither the account nor any principal of it use the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function isRefused(app: App, need: Need): boolean {
  const ids = need.reasons.map((reason) => reason.target.logicalId).filter((id) => id !== null);
  const policies = app.resourcePolicies.filter(({ guards }) => guards.some((id) => ids.includes(id)));
  return policies.some(
    (policy) => policy.document.statements.some((statement) => denies(app, statement, need)) || isClosedKey(policy, need),
  );
}

function denies(app: App, statement: Statement, { action, arn }: Need): boolean {
  if (statement.effect !== 'Deny' || statement.conditions.length > 0 || !statement.principals.some(({ kind }) => kind === 'any'))
    return false;
  const read = resourceStatement(app, statement);
  if (isUnknown(read) || read.actions.not || read.resources?.not === true) return false;
  const acts = read.actions.patterns.some((pattern) => actionMatches(pattern, action));
  return acts && (read.resources === null || read.resources.patterns.some((pattern) => globMatches(pattern, canonicalArn(arn))));
}

function isClosedKey({ service, document }: ResourcePolicy, { action }: Need): boolean {
  if (service !== 'kms' || document.unreadable.length > 0) return false;
  return !document.statements.some(
    ({ effect, actions, notActions, principals, notPrincipals }) =>
      effect !== 'Deny' &&
      (notPrincipals.length > 0 || principals.some(({ kind }) => kind === 'any' || kind === 'aws' || kind === 'unknown')) &&
      (notActions.length > 0 || actions.some((one) => isUnknown(one) || actionMatches(exactText(one) ?? '*', action))),
  );
}
