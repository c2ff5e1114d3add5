import { expect, test } from 'vitest';
import type { LoggedData } from '../../../model/behavior.ts';
import { sensitivityOf } from './sensitive-flow.ts';

const event = (...path: string[]): LoggedData => ({ from: 'event', path });
const answer = (service: string, operation: string, ...path: string[]): LoggedData => ({ from: 'answer', service, operation, path });
const variable = (name: string): LoggedData => ({ from: 'environment', name });

test.each<[LoggedData, string]>([
  [event(), 'the whole event'],
  [event('Records', '[]'), 'the whole event'],
  [event('{}'), 'the whole event'],
  [event('headers'), 'the request headers'],
  [event('headers', 'Authorization'), "the caller's authorization"],
  [event('body', 'password'), "the event's password"],
  [answer('secretsmanager', 'GetSecretValue', 'SecretString'), 'the secret that GetSecretValue answers'],
  [answer('secretsmanager', 'GetSecretValue', 'SecretString', 'BOT_TOKEN'), 'the secret that GetSecretValue answers'],
  [answer('secretsmanager', 'GetSecretValue'), 'the secret that GetSecretValue answers'],
  [answer('ssm', 'GetParameter', 'Parameter', 'Value'), 'the decrypted parameter that GetParameter answers'],
  [answer('sts', 'AssumeRole', 'Credentials', 'SecretAccessKey'), 'the credentials that AssumeRole answers'],
  [answer('kms', 'Decrypt', 'Plaintext'), 'the plaintext that Decrypt answers'],
  [variable('GATEWAY_API_KEY'), 'the variable GATEWAY_API_KEY'],
  [variable('AWS_SESSION_TOKEN'), 'AWS_SESSION_TOKEN, the key of its role,'],
  [variable('*'), "all environment variables, the role's own keys among them,"],
])('%j is sensitive', (what, words) => {
  expect(sensitivityOf(what)?.words).toBe(words);
});

test.each<LoggedData>([
  event('pathParameters', 'id'),
  event('Records', '[]', 's3', 'object', 'key'),
  event('Records', 'length'),
  event('queryStringParameters', 'nextPage'),
  { from: 'context', path: [] },
  answer('secretsmanager', 'GetSecretValue', 'ARN'),
  answer('secretsmanager', 'GetSecretValue', 'SecretString', 'username'),
  answer('secretsmanager', 'GetSecretValue', 'SecretString', 'APPLICATION_ID'),
  answer('secretsmanager', 'GetSecretValue', 'SecretString', 'errorMessage'),
  answer('sts', 'GetCallerIdentity'),
  answer('dynamodb', 'GetItem', 'Item'),
  answer('kms', 'Decrypt', 'KeyId'),
  variable('TABLE_NAME'),
  variable('DB_SECRET_ARN'),
])('%j is not', (what) => {
  expect(sensitivityOf(what)).toBeNull();
});
