import { expect, test } from 'vitest';
import { expandAction } from '../../data/iam-actions.ts';
import { operationsOf, sdkServices } from '../../data/sdk.ts';
import { customerKeyActions } from './customer-keys.ts';

test.each([
  ['s3', 'PutObject', ['kms:GenerateDataKey'], 's3'],
  ['s3', 'GetObject', ['kms:Decrypt'], 's3'],
  ['s3', 'UploadPart', ['kms:Decrypt', 'kms:GenerateDataKey'], 's3'],
  ['sqs', 'SendMessageBatch', ['kms:Decrypt', 'kms:GenerateDataKey'], 'sqs'],
  ['sqs', 'ReceiveMessage', ['kms:Decrypt'], 'sqs'],
  ['dynamodb', 'PutItem', ['kms:Decrypt'], 'dynamodb'],
  ['dynamodbstreams', 'GetRecords', ['kms:Decrypt'], 'dynamodb'],
  ['stepfunctions', 'GetExecutionHistory', ['kms:Decrypt'], 'states'],
])('%s %s of an encrypted resource needs %s by way of %s', (service, operation, actions, via) => {
  expect(customerKeyActions(service, operation)).toEqual({ actions, via });
});

test('an operation that touches no data, or whose service uses the key as itself, needs no key', () => {
  for (const [service, operation] of [
    ['s3', 'DeleteObject'],
    ['sqs', 'DeleteMessage'],
    ['lambda', 'Invoke'],
    ['events', 'PutEvents'],
    ['orders', 'GetOrder'],
    ['constructor', 'name'],
  ] as const)
    expect(customerKeyActions(service, operation)).toBeNull();
});

test('every action that is asked for is an action of KMS', () => {
  for (const service of sdkServices())
    for (const operation of operationsOf(service))
      for (const action of customerKeyActions(service, operation)?.actions ?? []) expect(expandAction(action)).toEqual([action]);
});
