import type { App } from '../../model/app.ts';
import { policyText } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { isUnknown, resourceNamed, show } from '../../model/value.ts';
import type { BoundGrant } from './grant.ts';
import type { BoundTarget } from './targets.ts';

const ROLES = ['TaskRoleArn', 'ExecutionRoleArn'];

/**
 * Whoever runs a task hands over the roles that its definition names; of a definition of the app they are known, or there are none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function withTaskRoles(grants: readonly BoundGrant[], app: App): readonly BoundGrant[] {
  const run = grants.find(({ action }) => action === 'ecs:RunTask' || action === 'ecs:StartTask');
  const definitions = run?.targets.map(({ logicalId }) => app.resource(logicalId ?? undefined)) ?? [];
  const known = definitions.filter((one) => one?.type === 'AWS::ECS::TaskDefinition');
  if (known.length === 0 || known.length < definitions.length) return grants;
  return grants.flatMap((grant) => {
    if (grant.action !== 'iam:PassRole' || grant.targets.some(({ logicalId, via }) => logicalId !== null || via !== '')) return [grant];
    const targets = known.flatMap((definition) => rolesOf(app, definition!));
    return targets.length === 0
      ? []
      : [{ ...grant, targets, certain: true, because: 'the task definition names roles, which are handed to the service' }];
  });
}

function rolesOf(app: App, definition: Resource): BoundTarget[] {
  return ROLES.flatMap((name): BoundTarget[] => {
    const value = property(definition, name);
    if (value === undefined) return [];
    const text = policyText(app, value);
    const via = `${definition.id}.${name} -> ${show(value)}`;
    const base = { logicalId: resourceNamed(value) ?? null, via, bound: value.at };
    if (!isUnknown(text)) return [{ ...base, arn: text, unknown: null, reason: null }];
    return [{ ...base, arn: '*', unknown: text.reason, reason: { code: 'resource-imported', because: text.reason } }];
  });
}
