import { expect, test } from 'vitest';
import { calls, gaps, handler } from '../testing.ts';

test('a table is named by what it was made with, and its name is read without a call', async () => {
  const source = handler(
    `
table.put_item(Item={'id': event['id']})
table.get_item(Key={'id': '1'})
print(table.name, table.table_name)`,
    "table = boto3.resource('dynamodb').Table(os.environ['TABLE'])",
  );
  expect(await calls(source)).toEqual([
    "dynamodb PutItem { TableName: 'orders', Item: { id: event.id } }",
    "dynamodb GetItem { TableName: 'orders', Key: { id: '1' } }",
  ]);
});

test('reading an attribute that boto3 loads is a call', async () => {
  expect(await calls(handler("print(boto3.resource('dynamodb').Table('orders').item_count)"))).toEqual([
    "dynamodb DescribeTable { TableName: 'orders' }",
  ]);
  expect(await calls(handler("print(boto3.resource('s3').Object('orders', 'a').content_length)"))).toEqual([
    "s3 HeadObject { Bucket: 'orders', Key: 'a' }",
  ]);
});

test('a batch writer sends BatchWriteItem, and nothing when nothing is put into it', async () => {
  const source = (lines: string): string =>
    handler(`with boto3.resource('dynamodb').Table('orders').batch_writer(overwrite_by_pkeys=['id']) as batch:\n${lines}`);
  expect(await calls(source("    batch.put_item(Item={'id': 1})"))).toEqual([
    "dynamodb BatchWriteItem { RequestItems: { ['orders']: [{…}] } } (batch_writer)",
  ]);
  expect(await calls(source('    pass'))).toEqual([]);
});

test('the objects of a bucket are listed, read without a further call, and deleted one by one or together', async () => {
  const source = handler(
    `
for each in bucket.objects.filter(Prefix='audit/').limit(count=5):
    print(each.key, each.size)
    each.delete()
bucket.objects.all().delete()`,
    "bucket = boto3.resource('s3').Bucket('orders')",
  );
  expect(await calls(source)).toEqual([
    "s3 ListObjects { Bucket: 'orders', Prefix: 'audit/' }",
    "s3 DeleteObject { Bucket: 'orders', Key: answer of s3 ListObjects.Contents[].Key }?",
    "s3 ListObjects { Bucket: 'orders' }",
    "s3 DeleteObjects { Bucket: 'orders', Delete: { Objects: [{…}] } }",
  ]);
});

test('buckets and objects move files under their own names', async () => {
  const source = handler(`
s3 = boto3.resource('s3')
s3.Bucket('orders').upload_file('/tmp/a', 'a')
s3.Bucket('orders').put_object(Key='b', Body=b'')
s3.Object('orders', 'c').upload_fileobj(None, ExtraArgs={'ServerSideEncryption': 'aws:kms'})
s3.Bucket('orders').Object('d').get()['Body'].read()
s3.ObjectSummary('orders', 'e').Object().copy_from(CopySource='archive/e')
s3.BucketPolicy('orders').put(Policy='{}')
s3.Bucket('orders').wait_until_exists()`);
  expect((await calls(source)).filter((call) => !call.endsWith('?'))).toEqual([
    "s3 PutObject { Bucket: 'orders', Key: 'a' } (upload_file)",
    "s3 PutObject { Bucket: 'orders', Key: 'b', Body: '' }",
    "s3 PutObject { Bucket: 'orders', Key: 'c', ServerSideEncryption: 'aws:kms' } (upload_fileobj)",
    "s3 GetObject { Bucket: 'orders', Key: 'd' }",
    "s3 CopyObject { Bucket: 'orders', Key: 'e', CopySource: 'archive/e' }",
    "s3 PutBucketPolicy { Bucket: 'orders', Policy: '{}' }",
    "s3 HeadBucket { Bucket: 'orders' } (waiter)",
  ]);
});

test('a queue found by its name gives messages that know their queue', async () => {
  const source = handler(`
queue = boto3.resource('sqs').get_queue_by_name(QueueName='orders')
for message in queue.receive_messages(MaxNumberOfMessages=10):
    print(message.body)
    message.delete()
boto3.resource('sns').Topic('arn:aws:sns:eu-west-1:111122223333:orders').publish(Message='x')`);
  expect(await calls(source)).toEqual([
    "sqs GetQueueUrl { QueueName: 'orders' }",
    'sqs ReceiveMessage { QueueUrl: answer of sqs GetQueueUrl.QueueUrl, MaxNumberOfMessages: 10 }',
    'sqs DeleteMessage { QueueUrl: answer of sqs GetQueueUrl.QueueUrl, ReceiptHandle: answer of sqs ReceiveMessage.Messages[].ReceiptHandle }?',
    "sns Publish { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders', Message: 'x' }",
  ]);
});

test('instances are found by filters and stopped together', async () => {
  const source = handler("boto3.resource('ec2').instances.filter(InstanceIds=['i-1']).stop()");
  expect(await calls(source)).toEqual([
    "ec2 DescribeInstances { InstanceIds: ['i-1'] }",
    'ec2 StopInstances { InstanceIds: [answer of ec2 DescribeInstances.Reservations[].Instances[].InstanceId] }',
  ]);
});

test('a service without resources, and a method that a resource has not, are said', async () => {
  expect(await gaps(handler("boto3.resource('lambda')"))).toEqual(['unknown-operation: boto3 has no resource of lambda']);
  expect(await gaps(handler("boto3.resource('sns').publish()"))).toEqual([
    "unknown-operation: boto3's resource sns has no attribute publish",
  ]);
});
