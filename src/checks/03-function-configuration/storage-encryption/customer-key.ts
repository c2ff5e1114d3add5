import { customerKeyActions } from '../../../behavior/operations/customer-keys.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { Resource } from '../../../model/template.ts';
import { resourcesIn } from '../../../model/value.ts';
import { customerKey } from '../../fixing/customer-key.ts';
import type { KeyUser } from '../../fixing/customer-key.ts';
import { noFix, propertyPath, setProperty, sub, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { granted, roleNamed } from '../../fixing/role-grant.ts';

/** How a type is put under a key without making it anew. */
interface Keyed {
  readonly property: string;
  readonly value: (key: Authored) => Authored;
  /** The service's name in kms:ViaService. */
  readonly via: string;
}

const KEYED: Readonly<Record<string, Keyed>> = {
  'AWS::DynamoDB::Table': {
    property: 'SSESpecification',
    value: (key) => ({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key }),
    via: 'dynamodb',
  },
  'AWS::SQS::Queue': { property: 'KmsMasterKeyId', value: (key) => key, via: 'sqs' },
  'AWS::SNS::Topic': { property: 'KmsMasterKeyId', value: (key) => key, via: 'sns' },
  'AWS::Kinesis::Stream': { property: 'StreamEncryption', value: (key) => ({ EncryptionType: 'KMS', KeyId: key }), via: 'kinesis' },
  'AWS::SecretsManager::Secret': { property: 'KmsKeyId', value: (key) => key, via: 'secretsmanager' },
  'AWS::S3::Bucket': {
    property: 'BucketEncryption',
    value: (key) => ({
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true },
      ],
    }),
    via: 's3',
  },
};

/** Services that send to queues and topics as themselves, by the type that tells them to. */
const SENDERS: Readonly<Record<string, KeyUser>> = {
  'AWS::SNS::Subscription': 'sns',
  'AWS::Events::Rule': 'events',
  'AWS::S3::Bucket': 's3',
  'AWS::CloudWatch::Alarm': 'cloudwatch',
};

/** Types whose services write into buckets as themselves, some of which take no customer key (S3 user guide, server access logging). */
const WRITERS = /^AWS::(?:S3::Bucket|CloudTrail::|CloudFront::|ElasticLoadBalancing|Config::|KinesisFirehose::|EC2::FlowLog)/;

/** Puts a store under the app's key, and lets the functions that use it, and the services that send to it, use the key too. */
export function underCustomerKey(app: App, resource: Resource, written: Written): Fix | NoFix {
  const name = resource.logicalId;
  if (resource.type === 'AWS::Logs::LogGroup') {
    const key = customerKey(app, written.file, 'logs');
    const changes = [...key.changes, setProperty(written, 'KmsKeyId', key.arn)];
    return { safety: 'safe', title: `Encrypt ${name} with ${key.logicalId}`, changes };
  }
  const way = KEYED[resource.type];
  if (way === undefined) return noFix(`${name} would be made anew, or a service of AWS must be let use the key: make the key and name it`);
  const present = writtenProperty(written, way.property);
  if (present?.kind === 'map' && present.keys().some((key) => key.startsWith('Fn::If')))
    return noFix(`${way.property} of ${name} is chosen among several`);
  const users = app.resources.filter((one) => one !== resource && resourcesIn(one.properties).has(resource.id));
  if (resource.type === 'AWS::S3::Bucket' && users.some(({ type }) => WRITERS.test(type))) {
    return noFix(`services of AWS write into ${name}, which must be let use the key first, or take none`);
  }
  const senders = /^AWS::(?:SQS|SNS)::/.test(resource.type) ? users.flatMap(({ type }) => SENDERS[type] ?? []) : [];
  const keys = [...new Set<KeyUser>(['account', ...senders])].map((user) => customerKey(app, written.file, user));
  const key = keys[0]!;
  // Each of a key's users may be best served by another key of the app; only one can be named.
  if (keys.some(({ logicalId }) => logicalId !== key.logicalId)) return noFix(`no key of the app is for all that use ${name}`);
  const roles = rolesFor(app, resource, { via: way.via, key: key.arn });
  if (typeof roles === 'string') return noFix(roles);
  const managed = resource.type === 'AWS::SQS::Queue' && writtenProperty(written, 'SqsManagedSseEnabled') !== undefined;
  const changes: Change[] = [
    ...keys.flatMap((one) => one.changes),
    setProperty(written, way.property, way.value(key.arn)),
    ...(managed ? [{ kind: 'remove', file: written.file, path: propertyPath(written, 'SqsManagedSseEnabled') } as const] : []),
    ...roles,
  ];
  const todo = [`Let whoever uses ${name} from outside of this template use ${key.logicalId} too`];
  return { safety: 'review', title: `Encrypt ${name} with ${key.logicalId}`, changes, todo };
}

/** What the roles of functions need of the key: for the calls that their code makes, and for what Lambda does with their role. */
function rolesFor(app: App, resource: Resource, { via, key }: { via: string; key: Authored }): Change[] | string {
  const byRole = new Map<string, Set<string>>();
  for (const fn of app.functions) {
    const actions = actionsOn(app, fn, resource);
    if (actions.length === 0) continue;
    if (fn.roleId === null) return `the role of ${fn.resource.logicalId}, which uses ${resource.logicalId}, is not in the template`;
    byRole.set(fn.roleId, new Set([...(byRole.get(fn.roleId) ?? []), ...actions]));
  }
  const changes: Change[] = [];
  for (const [id, actions] of byRole) {
    const role = roleNamed(app, id);
    if (role === undefined) return `${id} is not in the template`;
    const list = [...actions].toSorted();
    const statement = {
      Effect: 'Allow',
      Action: list.length === 1 ? list[0]! : list,
      Resource: key,
      Condition: { StringEquals: { 'kms:ViaService': sub(`${via}.\${AWS::Region}.amazonaws.com`) } },
    };
    const made = granted(app, role, [statement]);
    if (typeof made === 'string') return made;
    changes.push(...made);
  }
  return changes;
}

function actionsOn(app: App, fn: LambdaFunction, resource: Resource): string[] {
  const { calls, platform } = app.behaviorOf(fn);
  const isOn = (targets: readonly { readonly logicalId: string | null }[]): boolean =>
    targets.some(({ logicalId }) => logicalId === resource.id);
  const called = calls
    .filter((call) => call.principal === null && call.grants.some(({ targets }) => isOn(targets)))
    .flatMap(({ service, operation }) => customerKeyActions(service, operation)?.actions ?? []);
  const done = platform
    .filter(({ targets }) => isOn(targets))
    .flatMap(({ actions }) => [
      ...(actions.some((action) => /:(?:ReceiveMessage|GetRecords|SendMessage|Publish)$/.test(action)) ? ['kms:Decrypt'] : []),
      ...(actions.some((action) => /:(?:SendMessage|Publish)$/.test(action)) ? ['kms:GenerateDataKey'] : []),
    ]);
  return [...called, ...done];
}
