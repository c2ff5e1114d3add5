import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, itemsOf, get, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

/** One thing that keeps a resource's data. */
interface Protection {
  readonly name: string;
  readonly isOn: (resource: Resource) => boolean | Unknown;
}

const RETAINED: Protection = { name: 'DeletionPolicy: Retain', isOn: (resource) => retained(resource, 'DeletionPolicy') };
const REPLACED: Protection = { name: 'UpdateReplacePolicy: Retain', isOn: (resource) => retained(resource, 'UpdateReplacePolicy') };

// The instances of a cluster hold no data of their own: the cluster does.
const INSTANCE_RETAINED: Protection = { ...RETAINED, isOn: (resource) => inCluster(resource) || retained(resource, 'DeletionPolicy') };
const INSTANCE_REPLACED: Protection = { ...REPLACED, isOn: (resource) => inCluster(resource) || retained(resource, 'UpdateReplacePolicy') };

function on(path: string): Protection {
  return { name: path, isOn: (resource) => flag(property(resource, path), false) };
}

/** What guards each kind of state: everything listed is asked for. */
const PROTECTIONS: Readonly<Record<string, readonly Protection[]>> = {
  'AWS::DynamoDB::Table': [
    RETAINED,
    REPLACED,
    on('DeletionProtectionEnabled'),
    on('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'),
  ],
  'AWS::DynamoDB::GlobalTable': [RETAINED, REPLACED, { name: 'PointInTimeRecoveryEnabled in every replica', isOn: everyReplicaRecovers }],
  'AWS::S3::Bucket': [RETAINED, REPLACED],
  'AWS::RDS::DBInstance': [
    INSTANCE_RETAINED,
    INSTANCE_REPLACED,
    { name: 'DeletionProtection', isOn: (resource) => inCluster(resource) || flag(property(resource, 'DeletionProtection'), false) },
  ],
  'AWS::RDS::DBCluster': [RETAINED, REPLACED, on('DeletionProtection')],
  'AWS::DocDB::DBCluster': [RETAINED, REPLACED, on('DeletionProtection')],
  'AWS::Neptune::DBCluster': [RETAINED, REPLACED, on('DeletionProtection')],
  'AWS::EFS::FileSystem': [RETAINED, REPLACED],
  'AWS::OpenSearchService::Domain': [RETAINED, REPLACED],
  'AWS::Cognito::UserPool': [RETAINED, REPLACED, { name: 'DeletionProtection: ACTIVE', isOn: poolProtected }],
  'AWS::KMS::Key': [RETAINED, REPLACED],
};

/** Types that lose their data in a way of their own. */
const MESSAGES: Readonly<Record<string, string>> = { 'AWS::S3::Bucket': 'bucket', 'AWS::KMS::Key': 'key' };

const check: Check = defineCheck({
  id: 'state-unprotected',
  title: 'Data is lost with its stack or by one wrong update',
  practices: [12],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html',
  ],
  looksAt: Object.keys(PROTECTIONS),
  messages: {
    unprotected: '{resource} keeps data that a deleted stack, a replacement or a wrong write would take along: {missing} not set',
    bucket: '{resource} goes with its stack or by a replacement once it is empty, and makes both fail while it is not: {missing} not set',
    key: '{resource} is scheduled for deletion with its stack or by a replacement, and what it encrypted can then never be read: {missing} not set',
  },
  remedy:
    'Set DeletionPolicy and UpdateReplacePolicy to Retain (or Snapshot), and the deletion protection and point-in-time recovery of the type.',
  fix,
  *run(app) {
    for (const resource of app.ofType(...Object.keys(PROTECTIONS))) yield judge(resource);
  },
});
export default check;

function judge(resource: Resource): Outcome {
  const answers = PROTECTIONS[resource.type]!.map((protection) => ({ protection, isOn: protection.isOn(resource) }));
  const missing = answers.filter(({ isOn }) => isOn === false).map(({ protection }) => protection.name);
  if (missing.length > 0) {
    return fail({
      subject: resource.id,
      message: MESSAGES[resource.type] ?? 'unprotected',
      args: { resource: resource.logicalId, missing },
      at: resource.at,
      // CloudFormation deletes no bucket that holds objects (S3 user guide, Deleting a bucket), so its data outlives the mistake.
      ...(resource.type === 'AWS::S3::Bucket' ? { severity: 'low' as const } : {}),
      data: { missing },
    });
  }
  const blocked = answers.map(({ isOn }) => isOn).find(isUnknown);
  return blocked === undefined ? pass(resource.id) : cannotTell(resource.id, blocked);
}

/** `RetainExceptOnCreate` keeps data once the resource exists; `Snapshot` keeps a copy. */
function retained(resource: Resource, attribute: string): boolean | Unknown {
  const value = resource.attributes.get(attribute);
  // CloudFormation takes a snapshot of a deleted database by default (AWS, DeletionPolicy attribute).
  if (value === undefined) return attribute === 'DeletionPolicy' && resource.type.startsWith('AWS::RDS::');
  const text = exactText(value);
  if (text === undefined) return value.kind === 'unknown' ? value : unknown('the policy is known only at deployment', value.at);
  return text !== 'Delete';
}

function inCluster(resource: Resource): boolean {
  return property(resource, 'DBClusterIdentifier') !== undefined;
}

function poolProtected(resource: Resource): boolean | Unknown {
  const value = property(resource, 'DeletionProtection');
  if (value === undefined) return false;
  return value.kind === 'unknown' ? value : exactText(value) === 'ACTIVE';
}

function everyReplicaRecovers(resource: Resource): boolean | Unknown {
  const replicas = itemsOf(property(resource, 'Replicas'));
  const answers = replicas.map((replica: Value) =>
    flag(get(replica, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'), false),
  );
  if (answers.includes(false)) return false;
  return answers.find(isUnknown) ?? true;
}
