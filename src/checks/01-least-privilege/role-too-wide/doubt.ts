import { customerKeyActions } from '../../../behavior/operations/customer-keys.ts';
import type { Request } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Need, NeedReason } from '../../../model/needs.ts';
import { resourceArn, shownResource } from '../../../model/policy-text.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import type { Undecided } from './excess.ts';

/** Conditions that say which resources a statement is about. */
const NAMES_RESOURCES = /^(?:ecs:cluster|ecs:service|kms:ResourceAliases|lambda:FunctionArn|aws:ResourceAccount|[\w-]+:ResourceTag\/.*)$/i;

/** Services whose values are often stored by hand, with a key that the app declares for them. */
const BY_HAND: ReadonlySet<string> = new Set(['secretsmanager', 'ssm']);

/** Why a request that nothing seems to need may be needed all the same, or may never be allowed; null where there is no doubt. */
export function doubtOf(
  app: App,
  needs: readonly Need[],
  { statement, witness }: { statement: RoleStatement; witness: Request },
): Undecided | null {
  const pinned = statement.policy.conditions.find(({ key }) => NAMES_RESOURCES.test(key));
  if (pinned !== undefined && needs.some(({ action }) => action === witness.action))
    return { reason: `which resources the condition on ${pinned.key} leaves is known only at run time`, at: statement.at };
  if (!witness.action.startsWith('kms:')) return null;
  const owned = app.ofType('AWS::KMS::Key', 'AWS::KMS::ReplicaKey').some((key) => resourceArn(app, key) === witness.resource);
  const need = needs.find((one) => one.reasons.some((reason) => mayUseKey(one, reason, { action: witness.action, owned })));
  if (need === undefined) return null;
  return {
    reason: `whether ${witness.action} is needed is not known: with which key ${shownResource(app, need.arn)} is encrypted, the template does not say`,
    at: need.reasons[0]!.call?.at ?? statement.at,
  };
}

/** Whether what a need is on may be encrypted with a key for which the action is asked: it is not in the template, or not known. One that is elsewhere is not encrypted with a key of the app, unless people put it there by hand. */
function mayUseKey({ action }: Need, { call, target }: NeedReason, key: { action: string; owned: boolean }): boolean {
  const [service = '', operation = ''] = action.split(':');
  if (target.logicalId !== null || (key.owned && target.unknown === null && !BY_HAND.has(service))) return false;
  const uses = [customerKeyActions(service, operation), call === null ? null : customerKeyActions(call.service, call.operation)];
  return uses.some((use) => use?.actions.includes(key.action));
}
