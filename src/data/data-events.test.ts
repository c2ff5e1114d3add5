import { expect, test } from 'vitest';
import { eventKind } from './data-events.ts';

test.each([
  ['dynamodb', 'GetItem', 'AWS::DynamoDB::Table'],
  ['dynamodb', 'TransactWriteItems', 'AWS::DynamoDB::Table'],
  ['s3', 'GetObject', 'AWS::S3::Object'],
  ['s3', 'ListObjectsV2', 'AWS::S3::Object'],
  ['s3', 'PutObjectTagging', 'AWS::S3::Object'],
  ['lambda', 'Invoke', 'AWS::Lambda::Function'],
  ['sns', 'Publish', 'AWS::SNS::Topic'],
  ['sqs', 'SendMessageBatch', 'AWS::SQS::Queue'],
  ['events', 'PutEvents', 'AWS::Events::EventBus'],
])('%s %s is a data event of %s', (service, operation, resourceType) => {
  expect(eventKind(service, operation)).toEqual({ kind: 'data', resourceType });
});

test.each([
  ['dynamodb', 'DescribeTable'],
  ['s3', 'PutBucketPolicy'],
  ['s3', 'CreateBucket'],
  ['lambda', 'UpdateFunctionCode'],
  ['secretsmanager', 'GetSecretValue'],
  ['ssm', 'GetParameter'],
  ['stepfunctions', 'StartExecution'],
  ['bedrock-runtime', 'InvokeModel'],
])('%s %s is a management event', (service, operation) => {
  expect(eventKind(service, operation)).toEqual({ kind: 'management' });
});

test('CloudTrail has no event of a synchronous execution', () => {
  expect(eventKind('stepfunctions', 'StartSyncExecution')).toEqual({ kind: 'none' });
});
