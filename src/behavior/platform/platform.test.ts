import { expect, test } from 'vitest';
import { showHoles } from '../../iam/policy.ts';
import { appOf } from '../../model/testing.ts';
import type { Json } from '../../util/node.ts';
import { platformGrants } from './platform.ts';

/** What the platform needs for `Save`, a line each. */
function grants(properties: Json, more: Record<string, Json> = {}): string[] {
  const app = appOf({ Save: { Type: 'AWS::Lambda::Function', Properties: properties }, ...more });
  return platformGrants(
    app,
    app.functions.find((fn) => fn.id === 'Save')!,
  )
    .filter((grant) => grant.because !== 'logs')
    .map((grant) => {
      const via = grant.viaService === null ? '' : ` via ${showHoles(grant.viaService)}`;
      return `${grant.because}: ${grant.actions.join(' ')} on ${grant.targets.map((target) => target.logicalId ?? showHoles(target.arn)).join(' ')}${via}`;
    });
}

const MAPPING = (source: Json): Json => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { FunctionName: { Ref: 'Save' }, EventSourceArn: source },
});

test('a function without anything else writes its log', () => {
  const app = appOf({ Save: { Type: 'AWS::Lambda::Function', Properties: {} } });
  const [logs] = platformGrants(app, app.functions[0]!);
  expect(logs).toMatchObject({
    because: 'logs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    needed: false,
  });
  expect(showHoles(logs!.targets[0]!.arn)).toBe(
    'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/${Save}:*',
  );
});

test('a log group that the template declares need not be made', () => {
  const app = appOf({
    Save: { Type: 'AWS::Lambda::Function', Properties: {} },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Save}' } } },
  });
  expect(platformGrants(app, app.functions[0]!)[0]).toMatchObject({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'] });
});

test('polling a queue takes three actions on that queue, and its customer key through SQS', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Key' } } };
  const more = { Charges: queue, Key: { Type: 'AWS::KMS::Key', Properties: {} }, Mapping: MAPPING({ 'Fn::GetAtt': ['Charges', 'Arn'] }) };
  expect(grants({}, more)).toEqual([
    'event source mapping Mapping: sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes on Charges',
    'event source mapping Mapping: kms:Decrypt on Key via sqs.${AWS::Region}.amazonaws.com',
  ]);
});

test('a table’s stream is read on the stream', () => {
  const more = { Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} }, Mapping: MAPPING({ 'Fn::GetAtt': ['Orders', 'StreamArn'] }) };
  expect(grants({}, more)[0]).toBe(
    'event source mapping Mapping: dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator on Orders',
  );
});

test('failed events go where the template says, AWS’s own key asks for nothing', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: 'alias/aws/sqs' } };
  expect(grants({ DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] } } }, { Failed: queue })).toEqual([
    'dead-letter queue: sqs:SendMessage on Failed',
  ]);
});

test('destinations, a VPC, traces and durable execution each need their own', () => {
  const config = {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Save' }, DestinationConfig: { OnFailure: { Destination: { Ref: 'Alarms' } } } },
  };
  const found = grants(
    { VpcConfig: { SubnetIds: ['subnet-1'] }, TracingConfig: { Mode: 'Active' }, DurableConfig: { ExecutionTimeout: 60 } },
    { Alarms: { Type: 'AWS::SNS::Topic', Properties: {} }, Config: config },
  );
  expect(found.map((line) => line.split(' on ')[0]!.split(': ')[0])).toEqual([
    'OnFailure destination',
    'network interfaces in the VPC',
    'network interfaces in the VPC',
    'traces',
    'durable execution',
  ]);
  expect(found[0]).toBe('OnFailure destination: sns:Publish on Alarms');
});

test('a file system on S3 has mounts of its own, and reads from the bucket', () => {
  const found = grants(
    { FileSystemConfigs: [{ Arn: { 'Fn::GetAtt': ['Shelf', 'AccessPointArn'] }, LocalMountPath: '/mnt/shelf' }] },
    {
      Shelf: { Type: 'AWS::S3Files::AccessPoint', Properties: { FileSystemId: { 'Fn::GetAtt': ['Library', 'FileSystemId'] } } },
      Library: { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: { 'Fn::GetAtt': ['Books', 'Arn'] } } },
      Books: { Type: 'AWS::S3::Bucket', Properties: {} },
    },
  );
  expect(found.map((line) => line.split(' on ')[0])).toEqual([
    'file system: s3files:ClientMount s3files:ClientWrite',
    'file system: s3:GetObject s3:GetObjectVersion',
  ]);
});

test('a function in a VPC cannot do without making, seeing and deleting its interfaces', () => {
  const app = appOf({ Save: { Type: 'AWS::Lambda::Function', Properties: { VpcConfig: { SubnetIds: ['subnet-1'] } } } });
  const needed = platformGrants(app, app.functions[0]!).filter((one) => one.needed);
  expect(needed.flatMap(({ actions }) => actions)).toEqual([
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DeleteNetworkInterface',
  ]);
});

test('the key of the environment variables may be decrypted with, though the function runs without', () => {
  const found = { KmsKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } };
  expect(grants(found, { Key: { Type: 'AWS::KMS::Key', Properties: {} } })).toEqual(['environment variables: kms:Decrypt on Key']);
});

test('a function that may be in a VPC may need them', () => {
  const vpc = { 'Fn::ImportValue': 'shop-network' };
  const app = appOf({ Save: { Type: 'AWS::Lambda::Function', Properties: { VpcConfig: { 'Fn::Transform': vpc } } } });
  expect(platformGrants(app, app.functions[0]!).filter((one) => one.needed)).toEqual([]);
});
