import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import { policiesGuarding } from '../../model/resource-policy.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, get, itemsOf, resourceNamed } from '../../model/value.ts';
import type { SourceFile } from '../../util/span.ts';
import { retentionDays } from './logs.ts';
import { freeId, newResourceIn, ref, sub, writtenOf, writtenProperty } from './owner.ts';
import { bucketAndObjects, newPolicy, plainHttpDenied, policyIdOf } from './tls.ts';

/** What writes access logs into a bucket. */
export type LogWriter = 'bucket' | 'load balancer' | 'distribution';

/** A bucket of the app that takes access logs, and what must change so that it does. */
export interface LogBucket {
  readonly logicalId: string;
  /** Its policy, which must be there before a load balancer is told to write; null where it needs none or has one already. */
  readonly policyId: string | null;
  readonly changes: readonly Change[];
}

/**
 * The bucket for access logs of a file: the one that takes such logs already, else the one that takes others of the file, grown by what
 * this writer needs, else a new one, `LogBucket`. The same for everybody who asks, so several fixes make it once.
 */
export function logBucket(app: App, file: SourceFile, writer: LogWriter): LogBucket {
  const used = destinations(app, file);
  const same = used.find((one) => one.writer === writer);
  if (same !== undefined) return { logicalId: same.bucket.logicalId, policyId: null, changes: [] };
  for (const { bucket } of used) {
    const policy = policyOf(app, bucket);
    if (policy !== undefined)
      return { logicalId: bucket.logicalId, policyId: policy, changes: opened(file, { bucket: bucket.logicalId, policy, writer }) };
  }
  const id = freeId(app, file, 'LogBucket');
  const policy = policyIdOf(id);
  const denied = plainHttpDenied('AWS::S3::Bucket', bucketAndObjects(id));
  return {
    logicalId: id,
    policyId: policy,
    changes: [
      newResourceIn(file, id, newBucket(retentionDays(app.config))),
      newResourceIn(file, policy, newPolicy('AWS::S3::Bucket', id, { condition: {}, statements: [denied] })),
      ...opened(file, { bucket: id, policy, writer }),
    ],
  };
}

/** Buckets of a file that take access logs already; those of trails are theirs alone. */
function destinations(app: App, file: SourceFile): { bucket: Resource; writer: LogWriter }[] {
  const balancers = app
    .ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')
    .flatMap((one) => itemsOf(property(one, 'LoadBalancerAttributes')));
  const places: [LogWriter, string | undefined][] = [
    ...app
      .ofType('AWS::S3::Bucket')
      .map((one): [LogWriter, string | undefined] => [
        'bucket',
        resourceNamed(property(one, 'LoggingConfiguration.DestinationBucketName')),
      ]),
    ...app
      .ofType('AWS::CloudFront::Distribution')
      .map((one): [LogWriter, string | undefined] => ['distribution', resourceNamed(property(one, 'DistributionConfig.Logging.Bucket'))]),
    ...balancers
      .filter((item) => exactText(get(item, 'Key')) === 'access_logs.s3.bucket')
      .map((item): [LogWriter, string | undefined] => ['load balancer', resourceNamed(get(item, 'Value'))]),
  ];
  return places.flatMap(([writer, id]) => {
    const bucket = app.resource(id);
    const written = bucket && writtenOf(bucket);
    return bucket?.type === 'AWS::S3::Bucket' && bucket.at.source === file && written?.node.has('Condition') === false
      ? [{ bucket, writer }]
      : [];
  });
}

/** The bucket's one policy, where statements can be added to it. */
function policyOf(app: App, bucket: Resource): string | undefined {
  const { policies } = policiesGuarding(app, bucket);
  const written = policies.length === 1 ? writtenOf(policies[0]!.resource) : undefined;
  return written && writtenProperty(written, 'PolicyDocument.Statement')?.kind === 'list' ? written.logicalId : undefined;
}

/** What lets a writer in. */
function opened(file: SourceFile, { bucket, policy, writer }: { bucket: string; policy: string; writer: LogWriter }): Change[] {
  // CloudFront writes by an access control list. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
  if (writer === 'distribution') {
    const value: Authored = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] };
    return [{ kind: 'set', file, path: ['Resources', bucket, 'Properties', 'OwnershipControls'], value }];
  }
  const items = [writer === 'bucket' ? serverAccessLogs(bucket) : balancerLogs(bucket)];
  return [{ kind: 'append', file, path: ['Resources', policy, 'Properties', 'PolicyDocument', 'Statement'], items }];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function serverAccessLogs(bucket: string): Authored {
  return {
    Sid: 'ServerAccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: sub(`\${${bucket}.Arn}/*`),
    Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
function balancerLogs(bucket: string): Authored {
  return {
    Sid: 'LoadBalancerLogs',
    Effect: 'Allow',
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: sub(`\${${bucket}.Arn}/AWSLogs/\${AWS::AccountId}/*`),
  };
}

/** Encrypted with a key of S3's: load balancers and server access logs can write to no other bucket. */
function newBucket(days: number): { readonly Type: string; readonly [key: string]: Authored } {
  return {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ Id: 'Expire', Status: 'Enabled', ExpirationInDays: days }] },
    },
  };
}
