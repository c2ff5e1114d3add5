import { expect, test } from 'vitest';
import { refKind } from './resource-types.ts';
import { dimensionOwners, existsUnder, metricOf, serviceNamespaces } from './service-namespaces.ts';

test('the namespaces of serverless services', () => {
  expect(serviceNamespaces).toEqual([
    'AWS/Lambda',
    'AWS/ApiGateway',
    'AWS/SQS',
    'AWS/DynamoDB',
    'AWS/Kinesis',
    'AWS/States',
    'AWS/Events',
    'AWS/SNS',
  ]);
});

test.each([
  ['AWS/Lambda', 'Errors', ['FunctionName']],
  ['AWS/Lambda', 'Errors', ['Resource', 'FunctionName']],
  ['AWS/Lambda', 'Throttles', []],
  ['AWS/ApiGateway', '5XXError', ['ApiName', 'Stage']],
  ['AWS/ApiGateway', '5xx', ['ApiId']],
  ['AWS/ApiGateway', 'Latency', ['ApiId', 'Stage']],
  ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', ['QueueName']],
  ['AWS/DynamoDB', 'WriteThrottleEvents', ['TableName', 'GlobalSecondaryIndexName']],
  ['AWS/DynamoDB', 'SystemErrors', ['TableName', 'Operation']],
  ['AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', ['StreamName']],
  ['AWS/States', 'ExecutionsFailed', ['StateMachineArn']],
  ['AWS/Events', 'FailedInvocations', ['EventBusName', 'RuleName']],
  ['AWS/SNS', 'NumberOfNotificationsFailed', ['TopicName']],
])('%s %s has data under %j', (namespace, name, dimensions) => {
  const metric = metricOf(namespace, name);
  expect(metric && existsUnder(metric, dimensions)).toBe(true);
});

test.each([
  ['AWS/ApiGateway', '5XXError', ['ApiId', 'Stage']],
  ['AWS/ApiGateway', '5xx', ['ApiName']],
  ['AWS/Lambda', 'Errors', ['Function']],
  ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', []],
  ['AWS/DynamoDB', 'SystemErrors', ['TableName']],
  ['AWS/States', 'ExecutionsFailed', ['StateMachineName']],
])('%s %s has no data under %j', (namespace, name, dimensions) => {
  const metric = metricOf(namespace, name);
  expect(metric && existsUnder(metric, dimensions)).toBe(false);
});

test('a metric nobody sends is unknown', () => {
  expect(metricOf('AWS/Lambda', 'Error')).toBeUndefined();
  expect(metricOf('AWS/ApiGateway', '5XXerror')).toBeUndefined();
  expect(metricOf('Orders', 'Errors')).toBeUndefined();
});

test('what is sent when nothing happens', () => {
  expect(metricOf('AWS/Lambda', 'Errors')?.whenQuiet).toBe('zero');
  expect(metricOf('AWS/DynamoDB', 'ThrottledRequests')?.whenQuiet).toBe('nothing');
  expect(metricOf('AWS/Events', 'FailedInvocations')?.whenQuiet).toBe('nothing');
});

test('a dimension names a resource that Ref or an attribute gives', () => {
  expect(dimensionOwners('AWS/Lambda', 'FunctionName')).toEqual([{ type: 'AWS::Lambda::Function', from: 'Ref' }]);
  expect(dimensionOwners('AWS/SQS', 'QueueName')).toEqual([{ type: 'AWS::SQS::Queue', from: 'QueueName' }]);
  expect(dimensionOwners('AWS/DynamoDB', 'Operation')).toEqual([]);
  expect(refKind('AWS::StepFunctions::StateMachine')).toBe('arn');
});
