import { expect, test } from 'vitest';
import { isAdministrative, isFullAccess, isPlatformPolicy, managedPolicyArn, managedPolicyName } from './managed-policies.ts';

test.each([
  ['AWSLambdaBasicExecutionRole', 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  ['AWSXrayWriteOnlyAccess', 'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess'],
  ['AmazonDynamoDBFullAccess', 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess'],
  ['CloudWatchLambdaInsightsExecutionRolePolicy', 'arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy'],
  ['SystemAdministrator', 'arn:aws:iam::aws:policy/job-function/SystemAdministrator'],
  ['APIGatewayServiceRolePolicy', 'arn:aws:iam::aws:policy/aws-service-role/APIGatewayServiceRolePolicy'],
])('%s stands at its path', (name, arn) => {
  expect(managedPolicyArn(name)).toBe(arn);
  expect(managedPolicyName(arn)).toBe(name);
});

test('the partition is the one asked for', () => {
  expect(managedPolicyArn('ReadOnlyAccess', 'aws-us-gov')).toBe('arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess');
  expect(managedPolicyName('arn:aws-cn:iam::aws:policy/ReadOnlyAccess')).toBe('ReadOnlyAccess');
});

test('a name that AWS does not have, or in another case, has no ARN', () => {
  for (const name of ['OrdersTableAccess', 'administratoraccess', 'administrative', '', 'full access'])
    expect(managedPolicyArn(name)).toBeUndefined();
  expect(managedPolicyName('arn:aws:iam::111122223333:policy/AdministratorAccess')).toBeUndefined();
  expect(managedPolicyName('arn:aws:iam::aws:policy/OrdersTableAccess')).toBeUndefined();
});

test.each(['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess', 'SystemAdministrator', 'AdministratorAccess-Amplify'])(
  '%s is administrative',
  (name) => {
    expect(isAdministrative(name)).toBe(true);
  },
);

test.each([
  'AmazonS3FullAccess',
  'AmazonDynamoDBFullAccess',
  'AWSLambda_FullAccess',
  'AmazonSQSFullAccess',
  'CloudWatchLogsFullAccess',
  'AWSAppSyncAdministrator',
])('%s allows a whole service, and is not administrative', (name) => {
  expect(isFullAccess(name)).toBe(true);
  expect(isAdministrative(name)).toBe(false);
});

test('the document decides, not the name', () => {
  expect(isFullAccess('AmazonAPIGatewayInvokeFullAccess')).toBe(false);
  expect(isFullAccess('AWSAppSyncInvokeFullAccess')).toBe(false);
  expect(isFullAccess('DatabaseAdministrator')).toBe(true);
});

test.each([
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AmazonAPIGatewayPushToCloudWatchLogs',
])('%s is for the platform, exists, and is neither administrative nor full access', (name) => {
  expect(isPlatformPolicy(name)).toBe(true);
  expect(managedPolicyArn(name)).toBeDefined();
  expect(isAdministrative(name) || isFullAccess(name)).toBe(false);
});

test('invoking every function is not what the platform does with an execution role', () => {
  expect(isPlatformPolicy('AWSLambdaRole')).toBe(false);
});
