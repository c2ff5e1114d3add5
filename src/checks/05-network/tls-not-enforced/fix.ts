import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { policiesGuarding } from '../../../model/resource-policy.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import type { Resource } from '../../../model/template.ts';
import { writtenTree } from '../../../model/written.ts';
import { at, onlyEntry, stringOf, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import {
  conditionOf,
  freeId,
  getAtt,
  newResource,
  noFix,
  notWritten,
  setProperty,
  sub,
  writtenOf,
  writtenProperty,
} from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import {
  bucketAndObjects,
  deniedActions,
  newPolicy,
  PLAIN_HTTP_SID,
  plainHttpDenied,
  policyIdOf,
  publishFromAccount,
} from '../../fixing/tls.ts';
import { policyStatements } from './statements.ts';

/** The property that names what a policy resource guards, by the type that is guarded. */
const GUARDS: Readonly<Record<string, { readonly policy: string; readonly property: string }>> = {
  'AWS::S3::Bucket': { policy: 'AWS::S3::BucketPolicy', property: 'Bucket' },
  'AWS::SQS::Queue': { policy: 'AWS::SQS::QueuePolicy', property: 'Queues' },
  'AWS::SNS::Topic': { policy: 'AWS::SNS::TopicPolicy', property: 'Topics' },
};

/** One Deny in the policy that the app has, or in a new one beside the resource. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject }, app) {
    const resource = app.resource(subject);
    if (resource === undefined) return noFix(`${subject} is not in the template`);
    const written = writtenOf(resource);
    if (written === undefined) return notWritten(resource);
    const { policies } = policiesGuarding(app, resource);
    const own = policies.filter((policy) => policy.resource.type !== 'AWS::S3::AccessPoint');
    if (own.length > 1) return noFix(`${resource.logicalId} has several policies, of which AWS keeps the one that is set last: join them`);
    if (own[0] !== undefined) return intoPolicy(resource, own[0]);
    if (written.type !== resource.type) return noFix(`SAM makes ${resource.logicalId} for ${written.logicalId}: declare it yourself`);
    const other = undecidedPolicy(written, resource);
    if (other !== null) return noFix(`${other} may be the policy of ${resource.logicalId}`);
    return resource.type === 'AWS::EFS::FileSystem' ? fileSystemPolicy(written) : policyBeside(app, written, resource);
  },
};

/** A policy resource of the file that mentions the resource and is not part of this deployment, or names it in a way that cannot be told. */
function undecidedPolicy(written: Written, resource: Resource): string | null {
  const guard = GUARDS[resource.type];
  const resources = at(writtenTree(written.file) ?? undefined, 'Resources');
  if (guard === undefined || resources?.kind !== 'map') return null;
  for (const [id, { value }] of resources.entries) {
    if (stringOf(at(value, 'Type')) !== guard.policy) continue;
    const named = at(value, 'Properties', guard.property);
    if (named !== undefined && mentions(named, written.logicalId)) return id;
  }
  return null;
}

function mentions(node: Node, id: string): boolean {
  return new RegExp(`"${id}[".]|\\$\\{${id}[.}]`).test(JSON.stringify(toJson(node)));
}

function policyBeside(app: App, written: Written, resource: Resource): Fix {
  const { logicalId } = written;
  const isBucket = resource.type === 'AWS::S3::Bucket';
  const denied = plainHttpDenied(resource.type, isBucket ? bucketAndObjects(logicalId) : arnOf(resource.type, logicalId));
  const body = newPolicy(resource.type, logicalId, {
    condition: conditionOf(written),
    statements: resource.type === 'AWS::SNS::Topic' ? [publishFromAccount(logicalId), denied] : [denied],
  });
  return {
    safety: 'safe',
    title: `Deny requests to ${logicalId} without TLS`,
    changes: [newResource(written, freeId(app, written.file, policyIdOf(logicalId)), body)],
  };
}

function arnOf(type: string, logicalId: string): Authored {
  return type === 'AWS::SNS::Topic' ? { Ref: logicalId } : getAtt(logicalId, 'Arn');
}

/**
 * Without a policy whoever reaches a mount target may mount; a policy of one's own replaces that, so it is written too. Other clients than
 * Lambda may mount without TLS today, hence a person must read it. https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function fileSystemPolicy(written: Written): Fix {
  const arn = '*';
  const mounted: Authored = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite', 'elasticfilesystem:ClientRootAccess'],
    Resource: arn,
    Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
  };
  const document: Authored = { Version: '2012-10-17', Statement: [mounted, plainHttpDenied('AWS::EFS::FileSystem', arn)] };
  return {
    safety: 'review',
    title: `Deny mounting ${written.logicalId} without TLS`,
    changes: [setProperty(written, 'FileSystemPolicy', document)],
    todo: [`See that every client mounts ${written.logicalId} with TLS (mount -t efs -o tls)`],
  };
}

function intoPolicy(resource: Resource, policy: ResourcePolicy): Fix | NoFix {
  const written = writtenOf(policy.resource);
  if (written === undefined) return notWritten(policy.resource);
  if (written.type !== policy.resource.type) return noFix(`SAM makes the policy of ${resource.logicalId} for ${written.logicalId}`);
  const list = policyStatements(written, policy.resource.type === 'AWS::EFS::FileSystem' ? 'FileSystemPolicy' : 'PolicyDocument');
  if (list === null) return noFix(`the statements of ${written.logicalId} depend on the deployment`);
  const target = targetOf(resource, policy, written);
  if (target === null) return noFix(`${written.logicalId} names ${resource.logicalId} in a way that no statement can repeat`);
  const changes = widened(resource.type, list, target) ?? added(resource.type, list, target);
  const safety = resource.type === 'AWS::EFS::FileSystem' ? 'review' : 'safe';
  return { safety, title: `Deny requests to ${resource.logicalId} without TLS in ${written.logicalId}`, changes };
}

type Statements = NonNullable<ReturnType<typeof policyStatements>>;

function added(type: string, { written, path, items, isList }: Statements, target: Authored): Change[] {
  const sids = items.flatMap((item) => stringOf(at(item, 'Sid')) ?? []);
  const sid = sids.length > 0 && !sids.includes(PLAIN_HTTP_SID) ? PLAIN_HTTP_SID : null;
  const statement = plainHttpDenied(type, target, sid);
  const whole = [...written.path, 'Properties', ...path];
  if (isList) return [{ kind: 'append', file: written.file, path: whole, items: [statement] }];
  return [{ kind: 'set', file: written.file, path: whole, value: [...items.map(toJson), statement] }];
}

/** The owner's own Deny for everyone, where it only speaks of too little. */
function widened(type: string, { written, path, items, isList }: Statements, target: Authored): Change[] | null {
  const index = items.findIndex(deniesPlainHttp);
  const statement = items[index];
  if (statement === undefined) return null;
  const whole = [...written.path, 'Properties', ...path, ...(isList ? [index] : [])];
  const actions = at(statement, 'Action');
  const named = actions?.kind === 'list' ? actions.items.map(stringOf) : [stringOf(actions)];
  const everything = deniedActions(type);
  const changes: Change[] = [{ kind: 'set', file: written.file, path: [...whole, 'Resource'], value: target }];
  if (!named.includes('*') && !named.some((name) => name?.toLowerCase() === everything.toLowerCase())) {
    changes.push({ kind: 'set', file: written.file, path: [...whole, 'Action'], value: everything });
  }
  return changes;
}

function deniesPlainHttp(statement: Node): boolean {
  const principal = at(statement, 'Principal');
  const isAnyone = stringOf(principal) === '*' || stringOf(at(principal, 'AWS')) === '*';
  const condition = onlyEntry(at(statement, 'Condition'));
  const key = onlyEntry(condition?.value);
  const value = key?.value;
  return (
    stringOf(at(statement, 'Effect')) === 'Deny' &&
    isAnyone &&
    at(statement, 'Action') !== undefined &&
    at(statement, 'Resource') !== undefined &&
    condition?.key === 'Bool' &&
    key?.key.toLowerCase() === 'aws:securetransport' &&
    value?.kind === 'scalar' &&
    String(value.value).toLowerCase() === 'false'
  );
}

/** What a statement in the policy calls the resource; a policy of several queues or topics speaks of whichever it stands on. */
function targetOf(resource: Resource, policy: ResourcePolicy, written: Written): Authored | null {
  if (resource.type === 'AWS::EFS::FileSystem') return '*';
  const isBeside = writtenOf(resource)?.logicalId !== undefined && writtenOf(resource)!.file === written.file;
  const id = writtenOf(resource)?.logicalId;
  if (resource.type !== 'AWS::S3::Bucket') {
    const isOne = policy.guards.length === 1 && isBeside && writtenOf(resource)!.type === resource.type && id !== undefined;
    return isOne ? arnOf(resource.type, id) : '*';
  }
  const name = writtenProperty(written, 'Bucket');
  const reference = onlyEntry(name);
  const text = stringOf(name) ?? (reference?.key === 'Fn::Sub' ? stringOf(reference.value) : undefined);
  if (reference?.key === 'Ref' && isBeside && stringOf(reference.value) === id && id !== undefined) return bucketAndObjects(id);
  const spelled = reference?.key === 'Ref' ? `\${${stringOf(reference.value)}}` : text;
  if (spelled === undefined) return null;
  return [sub(`arn:\${AWS::Partition}:s3:::${spelled}`), sub(`arn:\${AWS::Partition}:s3:::${spelled}/*`)];
}
