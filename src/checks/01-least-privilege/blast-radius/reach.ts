import { accessLevel } from '../../../data/iam-actions.ts';
import { allowedActions } from '../../../iam/allowed-actions.ts';
import type { App } from '../../../model/app.ts';
import { policyOf } from '../../../model/role-policy.ts';
import type { RolePolicy } from '../../../model/role-policy.ts';
import { arnsOf } from '../../../model/role-allows.ts';
import type { Resource } from '../../../model/template.ts';
import { kept } from '../../../util/kept.ts';
import { askedOn, mayMeet } from '../asked-on.ts';

/** What can be done to a resource. */
export type Deed = 'read' | 'write' | 'delete from' | 'invoke' | 'use' | 'change permissions of' | 'inspect';

/** A resource of the app that a role reaches, with the actions that do it. */
export interface Reach {
  readonly resource: Resource;
  readonly deeds: ReadonlyMap<Deed, readonly string[]>;
}

/** Logs and alarms of the function itself say nothing about what it can do to others. */
const LEFT_OUT = /^AWS::(?:Logs|CloudWatch|IAM|ApiGateway|ApiGatewayV2|CodeDeploy|Events::Rule|Lambda::(?!Function))/;

/** Actions that tell how a resource is set up, and nothing of what it holds: `GetQueueAttributes`, `DescribeTable`. */
const OF_SETTINGS =
  /^(?:Describe\w*|List(?!Bucket|Object|Version|MultipartUpload)\w*|Get\w*(?:Attributes|QueueUrl|Configuration|Policy|PolicyStatus|Tagging|Acl|KeyRotationStatus|PublicKey)|GetBucket\w+)$/;

// EC2 has some eight hundred.
const MOST_ACTIONS = 1_000;

/** Every resource of the app, but the function itself, on which a role allows something. Cost: only resources that a statement may name. */
export function reachOf(app: App, role: RolePolicy, self: string): readonly Reach[] {
  const boundary = role.boundary === null ? null : policyOf(role.boundary.statements);
  const allowed = possible(allowedActions({ policy: policyOf(role.statements), boundary, limit: MOST_ACTIONS }));
  return namedResources(app).flatMap(({ resource, service, arns }): Reach[] => {
    const actions = resource.id === self ? [] : allowed(service, arns).filter((action) => concerns(action, resource.type));
    return actions.length === 0 ? [] : [{ resource, deeds: Map.groupBy(actions, deedOf) }];
  });
}

type Allowed = ReturnType<typeof allowedActions>;

function possible(allowed: Allowed): Allowed {
  return (service, arns) => allowed(service, arns).filter((action) => isOn(action, arns));
}

/** Whether an action can be asked on a resource; where no list says so, `concerns` goes by its name. */
function isOn(action: string, arns: readonly string[]): boolean {
  const asked = askedOn(action);
  if (asked === null) return true;
  const known = meetings(arns);
  return asked.some((one) => {
    let meets = known.get(one);
    if (meets === undefined) known.set(one, (meets = arns.some((arn) => mayMeet(one, arn))));
    return meets;
  });
}

/** For the ARNs of one resource, which patterns of those that actions are asked on they may meet: many actions have the same. */
const meetings = kept((_arns: readonly string[]) => new Map<string, boolean>());

/** The resources of an app that statements may name, each with its ARNs. */
const namedResources = kept((app: App) =>
  app.resources.flatMap((resource) => {
    if (LEFT_OUT.test(resource.type)) return [];
    const arns = arnsOf(app, resource).flatMap(withParts);
    const service = arns[0]?.split(':')[2];
    return service === undefined ? [] : [{ resource, service, arns }];
  }),
);

/** A table's ARN does not name its indexes, a bucket's not its objects. */
function withParts(arn: string): string[] {
  return arn.endsWith(':*') ? [arn] : [arn, `${arn}/*`, `${arn}:*`];
}

/**
 * Whether an action is about this kind of resource. Those of EC2 name what they act on, and a network's parts stand in the same statements as
 * the interfaces that Lambda makes in them: `DeleteNetworkInterface` deletes no VPC.
 */
function concerns(action: string, type: string): boolean {
  const [, service = '', kind = ''] = type.split('::');
  if (service !== 'EC2') return true;
  const named = action.toLowerCase().replace(/vpc(?=endpoint|peering|block)/, '');
  return named.includes(kind.toLowerCase().replace(/^vpc(?=.)/, ''));
}

function deedOf(action: string): Deed {
  const [service = '', name = ''] = action.split(':');
  const level = accessLevel(service, name) ?? 'Write';
  if (level === 'Permissions management') return 'change permissions of';
  if (level === 'Read' || level === 'List') return OF_SETTINGS.test(name) ? 'inspect' : 'read';
  if (service === 'kms' && /^(?:Encrypt|Decrypt|ReEncrypt|Generate|Sign|Verify|DeriveSharedSecret)/.test(name)) return 'use';
  if (/^(?:Delete|Purge|Terminate|ScheduleKeyDeletion)/.test(name)) return 'delete from';
  return /^(?:Invoke|Start(?:Sync)?Execution|StartBuild|RunTask)/.test(name) ? 'invoke' : 'write';
}
