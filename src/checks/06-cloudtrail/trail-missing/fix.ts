import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { writtenTree } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { customerKey } from '../../fixing/customer-key.ts';
import { freeId, getAtt, newResourceIn, noFix, ref, sub } from '../../fixing/owner.ts';
import { bucketAndObjects, newPolicy, plainHttpDenied, policyIdOf } from '../../fixing/tls.ts';
import { advancedSelectors } from '../../fixing/trail-selectors.ts';
import { newWatch } from '../../fixing/trail-watch.ts';
import { dataWishes } from '../data-events-missing/fix.ts';

/**
 * A trail of every region with its bucket, key and somebody who is told when it is stopped. An account of its own for the bucket is
 * better still, but nothing that this template could make.
 */
export const fix: CheckFix = {
  safety: 'review',
  // Roles that could tamper with it are narrowed before.
  after: ['role-too-wide'],
  plan(_, app) {
    const file = app.files[0]!;
    if (at(writtenTree(file) ?? undefined, 'Resources')?.kind !== 'map') return noFix(`${file.path} cannot be read as a template`);
    const trail = freeId(app, file, 'Trail');
    const watch = newWatch(app, file, { trail, condition: {} });
    return {
      safety: 'review',
      title: 'Record the calls in every region of the account in a trail',
      changes: [...trailAndBucket(app, file, trail), ...watch.changes],
      todo: [
        'Set account.trail in casemate.config.json instead if the account or its organization turns out to have a trail: a second one costs',
        ...watch.todo,
      ],
    };
  },
};

function trailAndBucket(app: App, file: SourceFile, trail: string): Change[] {
  const bucket = freeId(app, file, `${trail}Bucket`);
  const policy = policyIdOf(bucket);
  const key = customerKey(app, file, 'cloudtrail');
  const data = dataWishes(app, null).map(({ type, arns }) => ({ type, arns }));
  const body = {
    Type: 'AWS::CloudTrail::Trail',
    DependsOn: policy,
    Properties: {
      S3BucketName: ref(bucket),
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      KMSKeyId: key.arn,
      ...(data.length > 0 && { AdvancedEventSelectors: advancedSelectors({ management: true, data }) }),
    },
  };
  const statements = [...takingLogFiles(bucket), plainHttpDenied('AWS::S3::Bucket', bucketAndObjects(bucket))];
  return [
    newResourceIn(file, trail, body),
    newResourceIn(file, bucket, TRAIL_BUCKET),
    newResourceIn(file, policy, newPolicy('AWS::S3::Bucket', bucket, { condition: {}, statements })),
    ...key.changes,
  ];
}

const TRAIL_BUCKET: { readonly Type: string; readonly [key: string]: Authored } = {
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
    VersioningConfiguration: { Status: 'Enabled' },
  },
};

/** Trails of this stack write their log files and no others. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function takingLogFiles(bucket: string): Authored[] {
  // CloudFormation begins the names that it makes with the stack's.
  const fromTrail = { 'aws:SourceArn': sub('arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${AWS::StackName}-*') };
  const shared = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } } as const;
  return [
    { Sid: 'TrailReadsAcl', ...shared, Action: 's3:GetBucketAcl', Resource: getAtt(bucket, 'Arn'), Condition: { ArnLike: fromTrail } },
    {
      Sid: 'TrailWrites',
      ...shared,
      Action: 's3:PutObject',
      Resource: sub(`\${${bucket}.Arn}/AWSLogs/\${AWS::AccountId}/*`),
      Condition: { ArnLike: fromTrail, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}
