import { expect, test } from 'vitest';
import { appOf } from '../../model/testing.ts';
import { forwardedBucket } from './forwarded.ts';

const arnOf = (id: string): { 'Fn::GetAtt': string[] } => ({ 'Fn::GetAtt': [id, 'Arn'] });
const app = appOf({
  Resize: { Type: 'AWS::Lambda::Function', Properties: {} },
  Count: { Type: 'AWS::Lambda::Function', Properties: {} },
  Uploads: { Type: 'AWS::SQS::Queue', Properties: {} },
  Reports: { Type: 'AWS::SNS::Topic', Properties: {} },
  Both: { Type: 'AWS::SQS::Queue', Properties: {} },
  Photos: {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arnOf('Uploads') }] } },
  },
  Figures: {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: { Ref: 'Reports' } }] } },
  },
  Subscribed: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'sqs', TopicArn: { Ref: 'Reports' }, Endpoint: arnOf('Both') } },
  PollUploads: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Resize' }, EventSourceArn: arnOf('Uploads') },
  },
  PollBoth: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Count' }, EventSourceArn: arnOf('Both') } },
  MayCount: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Count' }, Principal: 'sns.amazonaws.com', SourceArn: { Ref: 'Reports' } },
  },
});

function bucketOf(id: string, path: string): string | undefined {
  const found = forwardedBucket(path.split('.'), { app, fn: app.functions.find((fn) => fn.id === id)! });
  return found && `${found.bucket.id} through ${found.through.id}`;
}

test('a notification in a message of a queue is of the bucket that notifies the queue', () => {
  expect(bucketOf('Resize', 'Records.[].body.Records.[].s3.bucket.name')).toBe('Photos through Uploads');
});

test('one in a message of a topic is of the bucket that notifies the topic, also where a queue brings the message', () => {
  expect(bucketOf('Count', 'Records.[].Sns.Message.Records.[].s3.bucket.name')).toBe('Figures through Reports');
  expect(bucketOf('Count', 'Records.[].body.Message.Records.[].s3.bucket.arn')).toBe('Figures through Reports');
});

test('other fields of a message tell no bucket', () => {
  expect(bucketOf('Resize', 'Records.[].body.bucket.name')).toBeUndefined();
  expect(bucketOf('Count', 'Records.[].body.Records.[].s3.bucket.name')).toBeUndefined();
});
