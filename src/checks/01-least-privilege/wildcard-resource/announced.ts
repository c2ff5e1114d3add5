import { hole } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Behavior } from '../../../model/behavior.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { rulesOf } from '../../../model/event-rule.ts';
import { needsOf } from '../../../model/needs.ts';
import { canonicalArn, policyText } from '../../../model/policy-text.ts';
import { exactText, get, itemsOf } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import type { Grant } from '../grants.ts';

/**
 * Whether every resource of one kind in the app's own account and region is exactly what the code needs: an AWS service tells it by an
 * event which one was concerned, so that nobody can name them beforehand, and no caller chooses. Nothing wider passes, and nothing is said
 * of code that is not known in whole.
 */
export function isAnnounced(
  app: App,
  { functions, policy }: Grant,
  wide: { readonly actions: readonly string[]; readonly resource: Value },
): boolean {
  const arn = policyText(app, wide.resource);
  if (typeof arn !== 'string' || !isOwnKind(canonicalArn(arn))) return false;
  const roles = app.roles.filter((role) => role.policies.includes(policy));
  if (functions.length === 0 || roles.some(({ usedBy }) => usedBy.some((id) => !functions.includes(id)))) return false;
  const users = app.functions.filter(({ id }) => functions.includes(id));
  return wide.actions.every((action) => users.some((fn) => isTold(app, fn, { action, arn: canonicalArn(arn) })));
}

/** `arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*`, with holes. */
function isOwnKind(arn: string): boolean {
  return arn.includes(`:${hole('AWS::Region')}:${hole('AWS::AccountId')}:`);
}

function isTold(app: App, fn: LambdaFunction, { action, arn }: { readonly action: string; readonly arn: string }): boolean {
  const behavior = app.behaviorOf(fn);
  if (!behavior.complete || !isToldByServices(app, fn)) return false;
  const needs = needsOf(behavior).filter((need) => need.action.toLowerCase() === action.toLowerCase() && canonicalArn(need.arn) === arn);
  return needs.some(({ reasons }) => reasons.some(({ call, target }) => call !== null && isFromEvent(behavior, target.unknown)));
}

function isFromEvent({ unknowns }: Behavior, unknown: string | null): boolean {
  return unknowns.some(({ code, because }) => code === 'resource-from-event' && because === unknown);
}

/**
 * Whether nothing but rules of the app starts a function, each of them for events that only services of AWS send. What CloudTrail
 * records is left out: there a caller's request says the names.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
function isToldByServices(app: App, { triggers }: LambdaFunction): boolean {
  const rules = rulesOf(app);
  return (
    triggers.length > 0 &&
    triggers.every(({ sourceId }) => {
      const rule = rules.find(({ resource }) => resource.id === sourceId);
      const sources = textsOf(get(rule?.pattern, 'source'));
      const kinds = textsOf(get(rule?.pattern, 'detail-type'));
      if (rule === undefined || rule.schedule !== undefined || sources === null || kinds === null) return false;
      return sources.every((source) => source.startsWith('aws.')) && kinds.every((kind) => !kind.includes('CloudTrail'));
    })
  );
}

/** The texts of a list that has nothing else; null for any other. */
function textsOf(value: Value | undefined): readonly string[] | null {
  const texts = value?.kind === 'list' ? itemsOf(value).map(exactText) : [];
  return texts.length === 0 || texts.includes(undefined) ? null : (texts as string[]);
}
