import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { logBucket } from './log-bucket.ts';
import type { LogBucket, LogWriter } from './log-bucket.ts';

function bucketFor(writer: LogWriter, resources: string): LogBucket {
  const app = templateApp(`Resources:\n${resources}`);
  return logBucket(app, app.files[0]!, writer);
}

function places({ changes }: LogBucket): string[] {
  return changes.map((change) => `${change.kind} ${'path' in change ? change.path.slice(1).join('.') : ''}`);
}

const LOGS = '  AccessLogs: { Type: AWS::S3::Bucket }\n';
const LOGGED = '  Photos: { Type: AWS::S3::Bucket, Properties: { LoggingConfiguration: { DestinationBucketName: !Ref AccessLogs } } }\n';
const POLICY =
  '  AccessLogsPolicy: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref AccessLogs, PolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: logging.s3.amazonaws.com }, Action: s3:PutObject, Resource: !Sub "${AccessLogs.Arn}/*" }] } } }\n';

test('without a bucket for logs there is a new one with a policy of its own', () => {
  const bucket = bucketFor('load balancer', '  Photos: { Type: AWS::S3::Bucket }\n');
  expect(bucket).toMatchObject({ logicalId: 'LogBucket', policyId: 'LogBucketPolicy' });
  expect(places(bucket)).toEqual(['set LogBucket', 'set LogBucketPolicy', 'append LogBucketPolicy.Properties.PolicyDocument.Statement']);
});

test('CloudFront writes by an access control list, not by the policy', () => {
  expect(places(bucketFor('distribution', '  Photos: { Type: AWS::S3::Bucket }\n')).at(-1)).toBe(
    'set LogBucket.Properties.OwnershipControls',
  );
});

test('a bucket that takes such logs is used as it is', () => {
  expect(bucketFor('bucket', LOGS + LOGGED)).toEqual({ logicalId: 'AccessLogs', policyId: null, changes: [] });
});

test('one that takes others grows by a statement, where it has a policy to grow', () => {
  expect(places(bucketFor('load balancer', LOGS + LOGGED + POLICY))).toEqual([
    'append AccessLogsPolicy.Properties.PolicyDocument.Statement',
  ]);
  expect(bucketFor('load balancer', LOGS + LOGGED).logicalId).toBe('LogBucket');
});
