import { expect, test } from 'vitest';
import { kindsOf, resourceKind } from './resource-kinds.ts';
import { servicePrefixes } from './iam-actions.ts';

test.each([
  [
    'dynamodb:table',
    'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
    'TableName',
    ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  ],
  ['sqs:queue', 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}', 'QueueName', ['AWS::SQS::Queue']],
  ['s3:bucket', 'arn:${Partition}:s3:::${BucketName}', 'BucketName', ['AWS::S3::Bucket']],
  [
    'secretsmanager:Secret',
    'arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}-??????',
    'SecretId',
    ['AWS::SecretsManager::Secret'],
  ],
  ['logs:log-group', 'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:*', 'LogGroupName', ['AWS::Logs::LogGroup']],
  ['events:event-bus', 'arn:${Partition}:events:${Region}:${Account}:event-bus/${EventBusName}', 'EventBusName', ['AWS::Events::EventBus']],
])('%s has the ARN %s, and %s names it', (name, arn, part, types) => {
  expect(resourceKind(name)).toMatchObject({ arn, part, types });
});

test.each([
  ['dynamodb:index', 'TableName', 'dynamodb:table', 'AWS::DynamoDB::Table'],
  ['dynamodb:stream', 'TableName', 'dynamodb:table', 'AWS::DynamoDB::Table'],
  ['s3:object', 'BucketName', 's3:bucket', 'AWS::S3::Bucket'],
  ['logs:log-stream', 'LogGroupName', 'logs:log-group', 'AWS::Logs::LogGroup'],
  ['lambda:function-alias', 'FunctionName', 'lambda:function', 'AWS::Lambda::Function'],
  ['states:execution', 'StateMachineName', 'states:statemachine', 'AWS::StepFunctions::StateMachine'],
])('%s is named by the %s of a %s', (name, part, within, type) => {
  expect(resourceKind(name)).toMatchObject({ part, within });
  expect(resourceKind(name)?.types).toContain(type);
});

test.each([
  ['lambda:function', ['name', 'arn', 'partial-arn', 'qualified']],
  ['kms:key', ['id', 'arn', 'alias']],
  ['sqs:queue', ['url']],
  ['dynamodb:index', ['name', 'arn']],
  ['iam:role', ['arn']],
])('an SDK names a %s by its %s', (name, forms) => {
  expect(resourceKind(name)?.forms).toEqual(forms);
});

test('a resource that only its ARN tells is of no service', () => {
  expect(resourceKind('arn')).toMatchObject({ arn: '${Arn}', part: 'Arn', types: [] });
});

test('IAM has no other kinds', () => {
  for (const name of ['dynamodb:order', 'orders:order', 'dynamodb', '', 'constructor']) expect(resourceKind(name)).toBeUndefined();
});

test('every kind of every prefix can be read', () => {
  const kinds = servicePrefixes().flatMap(kindsOf);
  expect(kinds.length).toBeGreaterThan(2_000);
  const wrong = kinds.filter((name) => {
    const kind = resourceKind(name);
    const isArn = /^arn:\$\{Partition\}:(?:[a-z0-9-]+|\$\{Vendor\}|\*):/.test(kind?.arn ?? '');
    const isNamed = kind?.part === null || kind?.parts.includes(kind.part);
    return !isArn || !isNamed || !kind?.types.every((type) => /^AWS::\w+::\w+$/.test(type));
  });
  expect(wrong).toEqual([]);
});
