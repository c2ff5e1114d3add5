import { describe, expect, test } from 'vitest';
import { accessLevel, expandAction, serviceActions, servicePrefixes, supportsResource } from './iam-actions.ts';

test('a service has its actions, in the spelling of the service authorization reference', () => {
  expect(serviceActions('dynamodb')).toEqual(
    expect.arrayContaining(['BatchGetItem', 'GetItem', 'PutItem', 'PartiQLSelect', 'TagResource']),
  );
  expect(serviceActions('DynamoDB')).toEqual(serviceActions('dynamodb'));
  expect(serviceActions('execute-api')).toEqual(expect.arrayContaining(['Invoke', 'InvalidateCache', 'ManageConnections']));
});

test('a prefix that IAM does not know has none', () => {
  expect(serviceActions('orders')).toBeUndefined();
  expect(serviceActions('')).toBeUndefined();
  expect(serviceActions('\n')).toBeUndefined();
});

test.each([
  ['dynamodb', 'PutItem', true, 'Write'],
  ['dynamodb', 'GetItem', true, 'Read'],
  ['dynamodb', 'ListTables', false, 'List'],
  ['s3', 'GetObject', true, 'Read'],
  ['s3', 'ListAllMyBuckets', false, 'List'],
  ['s3', 'PutBucketPolicy', true, 'Permissions management'],
  ['s3', 'PutObjectTagging', true, 'Tagging'],
  ['lambda', 'InvokeFunction', true, 'Write'],
  ['lambda', 'ListFunctions', false, 'List'],
  ['lambda', 'AddPermission', true, 'Permissions management'],
  ['sqs', 'SendMessage', true, 'Write'],
  ['sqs', 'ListQueues', false, 'Read'],
  ['kms', 'Decrypt', true, 'Write'],
  ['kms', 'CreateGrant', true, 'Permissions management'],
  ['kms', 'GenerateRandom', false, 'Write'],
  ['iam', 'PassRole', true, 'Write'],
  ['iam', 'AttachRolePolicy', true, 'Permissions management'],
  ['sts', 'AssumeRole', true, 'Write'],
  ['sts', 'GetCallerIdentity', false, 'Read'],
  ['ssm', 'GetParameter', true, 'Read'],
  ['secretsmanager', 'GetSecretValue', true, 'Read'],
  ['xray', 'PutTraceSegments', false, 'Write'],
  ['cloudwatch', 'PutMetricData', false, 'Write'],
  ['logs', 'PutLogEvents', true, 'Write'],
  ['events', 'PutEvents', true, 'Write'],
  ['states', 'StartExecution', true, 'Write'],
  ['ec2', 'CreateNetworkInterface', true, 'Write'],
  ['ec2', 'DescribeNetworkInterfaces', false, 'List'],
] as const)('%s:%s takes resources: %s; it is %s', (service, action, resource, level) => {
  expect(supportsResource(service, action)).toBe(resource);
  expect(accessLevel(service, action)).toBe(level);
});

test('a batch call of SQS is authorized as the single call, so it is no action', () => {
  expect(supportsResource('sqs', 'SendMessageBatch')).toBeUndefined();
});

test('of an unknown action nothing is said', () => {
  expect(supportsResource('s3', 'GetOrder')).toBeUndefined();
  expect(accessLevel('orders', 'GetOrder')).toBeUndefined();
});

describe('patterns', () => {
  test('case does not count, and the answer is in AWS spelling', () => {
    expect(expandAction('S3:getobject')).toEqual(['s3:GetObject']);
  });
  test('a star covers a run, a question mark one character', () => {
    expect(expandAction('s3:Get*')).toEqual(expect.arrayContaining(['s3:GetObject', 's3:GetBucketPolicy']));
    expect(expandAction('s3:Get*')).not.toContain('s3:PutObject');
    expect(expandAction('sqs:*Message')).toEqual(['sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:SendMessage']);
    expect(expandAction('s3:?etObject')).toEqual(['s3:GetObject']);
    expect(expandAction('dynamodb:*Item*')).toEqual(expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:BatchWriteItem']));
  });
  test('star alone covers every action of every service', () => {
    const all = expandAction('*');
    expect(all.length).toBeGreaterThan(18_000);
    expect(expandAction('*:*')).toHaveLength(all.length);
    expect(new Set(all).size).toBe(all.length);
  });
  test('what covers nothing gives nothing', () => {
    for (const pattern of ['', 'GetObject', 's3', 'orders:*', 's3:', ':']) expect(expandAction(pattern)).toEqual([]);
  });
  test('a hostile pattern ends at once', () => {
    const start = performance.now();
    expect(expandAction(`s3:${'*a'.repeat(5000)}*b`)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('every service can be read', () => {
  for (const prefix of servicePrefixes()) {
    expect(prefix).toMatch(/^[a-z0-9-]+$/);
    for (const name of serviceActions(prefix) ?? []) expect(name).toMatch(/^[A-Za-z0-9-]+$/);
  }
  expect(servicePrefixes().length).toBeGreaterThan(400);
});
