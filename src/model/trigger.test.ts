import { expect, test } from 'vitest';
import { failureTarget } from './trigger.ts';
import { appOf } from './testing.ts';

const app = appOf({
  Resize: { Type: 'AWS::Lambda::Function', Properties: {} },
  Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Resize' }, Name: 'live' } },
  Photos: { Type: 'AWS::S3::Bucket' },
  Work: { Type: 'AWS::SQS::Queue' },
  FromBucket: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Live' }, Principal: 's3.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Photos', 'Arn'] } },
  },
  FromApi: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { 'Fn::GetAtt': ['Resize', 'Arn'] }, Principal: 'apigateway.amazonaws.com' },
  },
  FromQueue: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Resize' }, EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] } },
  },
  Public: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Resize' }, AuthType: 'NONE' } },
  Nightly: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: { 'Fn::GetAtt': ['Resize', 'Arn'] } } } },
});

test('every way to invoke a function is a trigger, through its alias too', () => {
  expect(app.functions[0]!.triggers.map(({ source, invocation, sourceId }) => [source, invocation, sourceId])).toEqual([
    ['s3', 'asynchronous', 'Photos'],
    ['apigateway', 'synchronous', null],
    ['sqs', 'poll', 'Work'],
    ['url', 'synchronous', 'Public'],
    ['scheduler', 'asynchronous', 'Nightly'],
  ]);
});

test('a permission for an account or for anyone tells nothing of how they invoke', () => {
  const permission = (principal: string) => ({
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Resize' }, Action: 'lambda:InvokeFunction', Principal: principal },
  });
  const shared = appOf({
    Resize: { Type: 'AWS::Lambda::Function', Properties: {} },
    Anyone: permission('*'),
    Partner: permission('111122223333'),
    Skill: permission('alexa-appkit.amazon.com'),
  });
  expect(shared.functions[0]!.triggers.map(({ source }) => source)).toEqual(['alexa-appkit']);
});

test('failed events of a function go nowhere unless the template says where', () => {
  expect(failureTarget(app, 'Resize')).toBeNull();
  const withDestination = appOf({
    Resize: { Type: 'AWS::Lambda::Function', Properties: {} },
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Resize' }, DestinationConfig: { OnFailure: { Destination: { Ref: 'Failed' } } } },
    },
    Failed: { Type: 'AWS::SNS::Topic' },
  });
  expect(failureTarget(withDestination, 'Resize')).toMatchObject({ kind: 'text' });
});

test('a bucket that notifies a function triggers it, though the permission names the account alone', () => {
  const bucket = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Resize', 'Arn'] } }] },
    },
  };
  const permission = {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Resize' }, Principal: 's3.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } },
  };
  const sourceOf = (resources: Record<string, object>): (string | null)[] =>
    appOf({ Resize: { Type: 'AWS::Lambda::Function', Properties: {} }, MayResize: permission, ...resources }).functions[0]!.triggers.map(
      ({ sourceId }) => sourceId,
    );
  expect(sourceOf({ Photos: bucket })).toEqual(['Photos']);
  expect(sourceOf({ Photos: bucket, Scans: bucket })).toEqual([null]);
});

test('a source that asks for no starting position, topics or queues is a queue, wherever it is', () => {
  const orders = appOf({
    Charge: { Type: 'AWS::Lambda::Function' },
    Charges: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: 'Charge' }, EventSourceArn: { 'Fn::ImportValue': 'charges-queue-arn' } },
    },
  });
  expect(orders.functions[0]!.triggers.map(({ source, sourceId }) => [source, sourceId])).toEqual([['sqs', null]]);
});
