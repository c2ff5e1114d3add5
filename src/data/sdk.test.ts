import { expect, test } from 'vitest';
import { servicePrefixes } from './iam-actions.ts';
import {
  iamPrefix,
  isService,
  operationOf,
  operationsOf,
  sdkServices,
  serviceOfV2Class,
  serviceOfV3Package,
  v3ClientClass,
  waiterOperation,
} from './sdk.ts';

test.each([
  ['dynamodb', 'dynamodb'],
  ['sfn', 'stepfunctions'],
  ['eventbridge', 'events'],
  ['cloudwatch-events', 'events'],
  ['cloudwatch-logs', 'logs'],
  ['cognito-identity-provider', 'cognito-idp'],
  ['iot-data-plane', 'iot-data'],
  ['apigatewaymanagementapi', 'apigatewaymanagementapi'],
  ['secrets-manager', 'secretsmanager'],
  ['bedrock-runtime', 'bedrock-runtime'],
  ['elastic-load-balancing-v2', 'elbv2'],
  ['transcribe-streaming', 'transcribe-streaming'],
  ['s3-request-presigner', undefined],
  ['constructor', undefined],
])('@aws-sdk/client-%s calls %s', (suffix, service) => {
  expect(serviceOfV3Package(suffix)).toBe(service);
});

test.each([
  ['StepFunctions', 'stepfunctions'],
  ['DynamoDB', 'dynamodb'],
  ['CognitoIdentityServiceProvider', 'cognito-idp'],
  ['IotData', 'iot-data'],
  ['CloudWatchEvents', 'events'],
  ['EventBridge', 'events'],
  ['RDSDataService', 'rds-data'],
  ['SES', 'ses'],
  ['DynamoDB.DocumentClient', undefined],
  ['Orders', undefined],
])('AWS.%s of v2 calls %s', (name, service) => {
  expect(serviceOfV2Class(name)).toBe(service);
});

test.each([
  ['dynamodb', ['DynamoDBClient', 'DynamoDB']],
  ['stepfunctions', ['SFNClient', 'SFN']],
  ['s3control', ['S3ControlClient', 'S3Control']],
  ['lexv2-runtime', ['LexRuntimeV2Client', 'LexRuntimeV2']],
  ['elbv2', ['ElasticLoadBalancingV2Client', 'ElasticLoadBalancingV2']],
  ['iot-data', ['IoTDataPlaneClient', 'IoTDataPlane']],
  ['orders', []],
])('the client classes of %s are %s', (service, classes) => {
  expect(v3ClientClass(service)).toEqual(classes);
});

test.each([
  ['dynamodb', 'put_item', 'PutItem'],
  ['dynamodb', 'putItem', 'PutItem'],
  ['dynamodb', 'PutItem', 'PutItem'],
  ['dynamodb', 'putitem', undefined],
  ['dynamodb', 'put', undefined],
  ['dynamodb', 'constructor', undefined],
  ['s3', 'list_objects_v2', 'ListObjectsV2'],
  ['rds', 'describe_db_instances', 'DescribeDBInstances'],
  ['kms', 're_encrypt', 'ReEncrypt'],
  ['kms', 'encrypt', 'Encrypt'],
  ['mturk', 'list_hits_for_qualification_type', 'ListHITsForQualificationType'],
  ['socialmessaging', 'send_whatsapp_message', 'SendWhatsAppMessage'],
  ['orders', 'put_item', undefined],
])('%s: %s is the operation %s', (service, spelled, operation) => {
  expect(operationOf(service, spelled)).toBe(operation);
});

test.each(['bucket_exists', 'bucketExists', 'BucketExists', 'waitUntilBucketExists', 'waitForBucketExists'])(
  'the waiter %s polls HeadBucket',
  (waiter) => {
    expect(waiterOperation('s3', waiter)).toBe('HeadBucket');
  },
);

test('a waiter that the service does not have polls nothing', () => {
  expect(waiterOperation('s3', 'table_exists')).toBeUndefined();
  expect(waiterOperation('sqs', 'bucket_exists')).toBeUndefined();
});

test.each([
  ['stepfunctions', 'states'],
  ['apigatewaymanagementapi', 'execute-api'],
  ['bedrock-runtime', 'bedrock'],
  ['bedrock-agent-runtime', 'bedrock'],
  ['sesv2', 'ses'],
  ['dynamodbstreams', 'dynamodb'],
  ['iot-data', 'iot'],
  ['appconfigdata', 'appconfig'],
  ['cognito-idp', 'cognito-idp'],
  ['events', 'events'],
  ['logs', 'logs'],
  ['opensearchserverless', 'aoss'],
  ['servicediscovery', 'servicediscovery'],
  ['cloudfront-keyvaluestore', 'cloudfront-keyvaluestore'],
])('the actions of %s begin with %s:', (service, prefix) => {
  expect(iamPrefix(service)).toBe(prefix);
  expect(servicePrefixes()).toContain(prefix);
});

test('every service has operations, and each is found by its three spellings', () => {
  let count = 0;
  for (const service of sdkServices()) {
    expect(isService(service)).toBe(true);
    expect(v3ClientClass(service)[0]).toMatch(/^[A-Z]\w*Client$/);
    expect(new Set(operationsOf(service)).size).toBe(operationsOf(service).length);
    expect(operationsOf(service).length).toBeGreaterThan(0);
    count += operationsOf(service).filter((name) => operationOf(service, name) === name).length;
  }
  expect(count).toBeGreaterThan(19_000);
  expect(isService('orders')).toBe(false);
});
