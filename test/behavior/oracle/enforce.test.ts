import { expect, test } from 'vitest';
import { appOf } from '../../../src/model/testing.ts';
import { enforced } from './enforce.ts';
import type { RecordedCall } from './needed.ts';
import type { Physical } from './physical.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1a2b';
const SCANS = 'arn:aws:s3:::scans';
const physical: Physical = {
  ReadScan: { '': 'read-scan', name: 'read-scan' },
  Reader: { '': 'reader', name: 'reader', Arn: 'arn:aws:iam::111122223333:role/reader' },
  Scans: { '': 'scans', name: 'scans', Arn: SCANS },
  ScanKey: { '': '1a2b', name: '1a2b', Arn: KEY },
};
const read: RecordedCall = { service: 's3', operation: 'GetObject', input: { Bucket: 'scans', Key: 'knee.dcm' } };
const getObject = { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Sub': '${Scans.Arn}/*' } };
const decrypt = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': ['ScanKey', 'Arn'] } };
const forAccount = {
  Effect: 'Allow',
  Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
  Action: 'kms:*',
  Resource: '*',
};

/** What is refused when a function reads a scan from a bucket under a key. */
function refused(role: object[], { bucket = [], key = [forAccount] }: { bucket?: object[]; key?: object[] } = {}): readonly string[] {
  const document = (Statement: object[]): object => ({ Version: '2012-10-17', Statement });
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const encryption = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['ScanKey', 'Arn'] } } };
  const policies = [{ PolicyName: 'Scans', PolicyDocument: document(role) }];
  const app = appOf(
    JSON.parse(
      JSON.stringify({
        ReadScan: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Reader', 'Arn'] } } },
        Reader: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document([trust]), Policies: policies } },
        Scans: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [encryption] } } },
        ScanKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(key) } },
        ...(bucket.length > 0 && {
          ScansPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Scans' }, PolicyDocument: document(bucket) } },
        }),
      }),
    ) as Parameters<typeof appOf>[0],
  );
  return enforced({ app, physical, id: 'ReadScan' })(read);
}

test('an object under a key is read with the right to the object and to the key', () => {
  expect(refused([getObject, decrypt])).toEqual([]);
  expect(refused([decrypt])).toEqual([`s3:GetObject on ${SCANS}/knee.dcm`]);
  expect(refused([getObject])).toEqual([`kms:Decrypt on ${KEY} via s3`]);
});

test('the right to a key through another service does not count', () => {
  const through = (service: string): object => ({
    ...decrypt,
    Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': `${service}.\${AWS::Region}.amazonaws.com` } } },
  });
  expect(refused([getObject, through('s3')])).toEqual([]);
  expect(refused([getObject, through('dynamodb')])).toEqual([`kms:Decrypt on ${KEY} via s3`]);
});

test('the policies of bucket and key have their say', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: { 'Fn::Sub': '${Scans.Arn}/*' } };
  const overPlainHttp = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(refused([getObject, decrypt], { bucket: [overPlainHttp] })).toEqual([]);
  expect(refused([getObject, decrypt], { bucket: [deny] })).toEqual([`s3:GetObject on ${SCANS}/knee.dcm`]);
  const forLogs = { ...forAccount, Principal: { Service: 'logs.amazonaws.com' } };
  expect(refused([getObject, decrypt], { key: [forLogs] })).toEqual([`kms:Decrypt on ${KEY} via s3`]);
});
