import { describe, expect, test } from 'vitest';
import { calls, gaps, handler } from '../testing.ts';

describe('a client of boto3', () => {
  test.each([
    ['import boto3', "boto3.client('s3')"],
    ['import boto3 as aws', "aws.client(service_name='s3')"],
    ['from boto3 import client', "client('s3')"],
    ['from boto3 import client as make', "make('s3')"],
    ['from boto3 import Session', "Session().client('s3')"],
    ['import boto3.session', "boto3.session.Session().client('s3')"],
    ['from boto3.session import Session', "Session().client('s3')"],
    ['import botocore.session', "botocore.session.get_session().create_client('s3')"],
    ['import boto3', "boto3.resource('s3').meta.client"],
  ])('is made with %s and %s', async (before, client) => {
    expect(await calls(handler(`${client}.put_object(Bucket='orders', Key='a')`, before))).toEqual([
      "s3 PutObject { Bucket: 'orders', Key: 'a' }",
    ]);
  });

  test('takes its Region from an argument, its configuration or its session', async () => {
    const source = `
boto3.client('sns', 'eu-west-1').publish(TopicArn='a')
boto3.client('sns', config=Config(region_name='eu-west-2')).publish(TopicArn='b')
boto3.Session(region_name='eu-west-3').client('sns').publish(TopicArn='c')
boto3.setup_default_session(region_name='eu-north-1')
boto3.client('sns').publish(TopicArn='d')`;
    expect(await calls(handler(source, 'from botocore.config import Config'))).toEqual([
      "sns Publish { TopicArn: 'a' } in 'eu-west-1'",
      "sns Publish { TopicArn: 'b' } in 'eu-west-2'",
      "sns Publish { TopicArn: 'c' } in 'eu-west-3'",
      "sns Publish { TopicArn: 'd' } in 'eu-north-1'",
    ]);
  });

  test('with the keys of an assumed role acts as that role', async () => {
    const source = `
role = 'arn:aws:iam::111122223333:role/orders'
keys = boto3.client('sts').assume_role(RoleArn=role, RoleSessionName='x')['Credentials']
boto3.client('s3', aws_access_key_id=keys['AccessKeyId'], aws_secret_access_key=keys['SecretAccessKey']).list_buckets()
boto3.Session(aws_access_key_id=keys['AccessKeyId']).resource('dynamodb').Table('t').scan()
boto3.client('s3', aws_access_key_id=os.environ['AWS_ACCESS_KEY_ID']).list_buckets()`;
    expect(await calls(handler(source))).toEqual([
      "sts AssumeRole { RoleArn: 'arn:aws:iam::111122223333:role/orders', RoleSessionName: 'x' }",
      "s3 ListBuckets {} as 'arn:aws:iam::111122223333:role/orders'",
      "dynamodb Scan { TableName: 't' } as 'arn:aws:iam::111122223333:role/orders'",
      's3 ListBuckets {}',
    ]);
  });

  test('paginates, waits and signs by the name of an operation', async () => {
    const source = `
s3 = boto3.client('s3')
for page in s3.get_paginator('list_objects_v2').paginate(Bucket='orders', PaginationConfig={'PageSize': 5}):
    for each in page['Contents']:
        s3.delete_object(Bucket='orders', Key=each['Key'])
s3.get_waiter('object_exists').wait(Bucket='orders', Key='a', WaiterConfig={'Delay': 1})
s3.generate_presigned_url('get_object', Params={'Bucket': 'orders', 'Key': 'b'}, ExpiresIn=60)
s3.generate_presigned_post('orders', 'c')
s3.can_paginate('list_objects')
s3.close()`;
    expect(await calls(handler(source))).toEqual([
      "s3 ListObjectsV2 { Bucket: 'orders' }",
      "s3 DeleteObject { Bucket: 'orders', Key: answer of s3 ListObjectsV2.Contents[].Key }?",
      "s3 HeadObject { Bucket: 'orders', Key: 'a' } (waiter)",
      "s3 GetObject { Bucket: 'orders', Key: 'b' } (presigned URL)",
      "s3 PutObject { Bucket: 'orders', Key: 'c' } (presigned POST)",
    ]);
  });

  test('moves files by the operations that the transfer needs', async () => {
    const source = `
s3 = boto3.client('s3')
s3.upload_file('/tmp/a', os.environ['BUCKET'], f"audit/{event['id']}", ExtraArgs={'ACL': 'private'})
s3.upload_fileobj(body, Bucket='orders', Key='b')
s3.download_file('orders', 'c', '/tmp/c')
s3.download_fileobj(Bucket='orders', Key='d', Fileobj=body)
s3.copy({'Bucket': 'orders', 'Key': 'e'}, 'archive', 'e')`;
    const made = (await calls(handler(source, 'body = None'))).filter((call) => !call.endsWith('?'));
    expect(made).toEqual([
      "s3 PutObject { Bucket: '${BUCKET}', Key: 'audit/${event.id}', ACL: 'private' } (upload_file)",
      "s3 PutObject { Bucket: 'orders', Key: 'b' } (upload_fileobj)",
      "s3 HeadObject { Bucket: 'orders', Key: 'c' } (download_file)",
      "s3 GetObject { Bucket: 'orders', Key: 'c' } (download_file)",
      "s3 HeadObject { Bucket: 'orders', Key: 'd' } (download_fileobj)",
      "s3 GetObject { Bucket: 'orders', Key: 'd' } (download_fileobj)",
      "s3 HeadObject { Bucket: 'orders', Key: 'e' } (copy)",
      "s3 CopyObject { CopySource: 'orders/e', Bucket: 'archive', Key: 'e' } (copy)",
    ]);
  });

  test('sends large files in parts, and removes them when that fails', async () => {
    const made = await calls(handler("boto3.client('s3').upload_file('/tmp/a', 'orders', 'a')"));
    expect(made.map((call) => call.split(' ')[1])).toEqual([
      'PutObject',
      'CreateMultipartUpload',
      'UploadPart',
      'CompleteMultipartUpload',
      'AbortMultipartUpload',
    ]);
  });

  test('signs tokens for databases', async () => {
    expect(
      await calls(
        handler(`
boto3.client('rds').generate_db_auth_token('db.example.com', 3306, 'clerk')
boto3.client('dsql').generate_db_connect_admin_auth_token(Hostname='dsql.example.com')`),
      ),
    ).toEqual([
      "rds-db connect { DBHostname: 'db.example.com', Port: 3306, DBUsername: 'clerk' } (database token)",
      "dsql DbConnectAdmin { Hostname: 'dsql.example.com' } (database token)",
    ]);
  });

  test('in a wrapper, a container or a global made when it is first needed is the same client', async () => {
    const before = `
_sqs = None
def sqs():
    global _sqs
    if _sqs is None:
        _sqs = boto3.client('sqs')
    return _sqs
class Queue:
    url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders'
    def __init__(self, client):
        self._client = client
    def send(self, **message):
        self._client.send_message(QueueUrl=self.url, **message)
clients = {'queue': Queue(sqs())}`;
    expect(await calls(handler("clients['queue'].send(MessageBody='x')", before))).toEqual([
      "sqs SendMessage { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders', MessageBody: 'x' }",
    ]);
  });

  test('asynchronous clients are clients', async () => {
    const source = `
import aioboto3, asyncio
async def main():
    session = aioboto3.Session()
    async with session.client('s3') as s3:
        await s3.put_object(Bucket='orders', Key='a')
    async with session.resource('dynamodb') as dynamodb:
        table = await dynamodb.Table('orders')
        await table.put_item(Item={})
def handler(event, context):
    asyncio.run(main())`;
    expect(await calls(source)).toEqual([
      "s3 PutObject { Bucket: 'orders', Key: 'a' }",
      "dynamodb PutItem { TableName: 'orders', Item: {} }",
    ]);
  });
});

describe('what cannot be told of a client', () => {
  test('a method that it has not is said, and no call', async () => {
    const source = handler("boto3.client('s3').put_objects(Bucket='orders')");
    expect(await calls(source)).toEqual([]);
    expect(await gaps(source)).toEqual(["unknown-operation: boto3's client of s3 has no method put_objects"]);
  });

  test('an operation or a service whose name comes from the event is a gap', async () => {
    expect(await gaps(handler("boto3.client('s3').get_paginator(event['what']).paginate()"))).toEqual([
      'dynamic-operation: an operation of s3 is called whose name the code computes',
    ]);
    expect(await gaps(handler("boto3.client(event['service']).list()"))).toEqual([
      'dynamic-operation: the service of a client is a name that the code computes',
    ]);
  });

  test('fields of the event that are called like operations are no calls', async () => {
    const source = handler("event['s3'].get_object()\nevent.dynamodb.put_item(Item={})");
    expect(await calls(source)).toEqual([]);
  });

  test('exceptions and metadata of a client call nothing', async () => {
    const source = handler(`
s3 = boto3.client('s3')
try:
    print(s3.meta.region_name, s3.exceptions.NoSuchKey)
except s3.exceptions.NoSuchKey as error:
    raise`);
    expect(await calls(source)).toEqual([]);
    expect(await gaps(source)).toEqual([]);
  });
});
