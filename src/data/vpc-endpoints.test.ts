import { expect, test } from 'vitest';
import { serviceEndpoint } from './vpc-endpoints.ts';

test('services with another name in their endpoint are found by the name that code knows', () => {
  expect(serviceEndpoint('stepfunctions')?.name).toBe('states');
  expect(serviceEndpoint('cloudwatch')?.name).toBe('monitoring');
  expect(serviceEndpoint('kinesis')?.name).toBe('kinesis-streams');
  expect(serviceEndpoint('secretsmanager')?.name).toBe('secretsmanager');
});

test('gateway endpoints exist for S3 and DynamoDB alone', () => {
  expect(['s3', 'dynamodb', 'sqs'].map((service) => serviceEndpoint(service)?.hasGateway)).toEqual([true, true, false]);
});

test('a service without an endpoint of its own has none', () => {
  expect(serviceEndpoint('apigatewaymanagementapi')).toBeNull();
});
