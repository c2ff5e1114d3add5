import type { Authored } from '../../model/change.ts';
import { getAtt, ref, sub } from './owner.ts';

/** What a Deny of requests without TLS speaks of, by type of resource; topics refuse policies with `sns:*` (SNS developer guide, security best practices). */
const DENIED: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 's3:*',
  'AWS::SQS::Queue': 'sqs:*',
  'AWS::SNS::Topic': 'sns:Publish',
  'AWS::EFS::FileSystem': '*',
};

/** The Sid of the statement that denies requests without TLS. */
export const PLAIN_HTTP_SID = 'DenyPlainHttp';

/** The actions that a Deny of requests without TLS names for a type of resource. */
export function deniedActions(type: string): string {
  return DENIED[type] ?? '*';
}

/** A statement that denies everyone every request without TLS; `resource` is its `Resource`. */
export function plainHttpDenied(
  type: string,
  resource: Authored,
  sid: string | null = PLAIN_HTTP_SID,
): { readonly [key: string]: Authored } {
  return {
    ...(sid === null ? {} : { Sid: sid }),
    Effect: 'Deny',
    Principal: '*',
    Action: deniedActions(type),
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A bucket of the file and the objects in it, as a statement's `Resource`. */
export function bucketAndObjects(logicalId: string): Authored {
  return [getAtt(logicalId, 'Arn'), sub(`\${${logicalId}.Arn}/*`)];
}

/** The logical id for the policy of a resource: `PhotosPolicy`. */
export function policyIdOf(logicalId: string): string {
  return `${logicalId}Policy`;
}

/** The policy resource of a bucket, queue or topic that has none, with these statements; `Condition` is the guarded resource's own. */
export function newPolicy(
  type: string,
  logicalId: string,
  { condition, statements }: { readonly condition: { readonly Condition?: string }; readonly statements: readonly Authored[] },
): { readonly Type: string; readonly [key: string]: Authored } {
  const guards: Readonly<Record<string, { readonly Type: string; readonly properties: { readonly [key: string]: Authored } }>> = {
    'AWS::S3::Bucket': { Type: 'AWS::S3::BucketPolicy', properties: { Bucket: ref(logicalId) } },
    'AWS::SQS::Queue': { Type: 'AWS::SQS::QueuePolicy', properties: { Queues: [ref(logicalId)] } },
    'AWS::SNS::Topic': { Type: 'AWS::SNS::TopicPolicy', properties: { Topics: [ref(logicalId)] } },
  };
  const { Type, properties } = guards[type]!;
  return {
    Type,
    ...condition,
    Properties: { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  };
}

/**
 * What a topic's default policy lets the account and its services do (CloudWatch alarms and the like publish by it): a policy of one's
 * own replaces the default one. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function publishFromAccount(logicalId: string): Authored {
  return {
    Sid: 'AllowOwnAccount',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'sns:Publish',
    Resource: ref(logicalId),
    Condition: { StringEquals: { 'AWS:SourceOwner': ref('AWS::AccountId') } },
  };
}
