import { expect, test } from 'vitest';
import { behaviorOf, callsOf } from '../testing.ts';

const calls = async (code: string, environment: Record<string, string | null> = {}, more: Record<string, string> = {}): Promise<string[]> =>
  callsOf(await behaviorOf({ 'app.py': code, ...more }, { handler: 'app.handler', environment }));

test('a wrapper class keeps client and table in fields', async () => {
  expect(
    await calls(
      `
import os, boto3
class Orders:
    prefix = 'order#'
    def __init__(self, table=None):
        self.client = boto3.client('dynamodb')
        self.table = table or os.environ['TABLE']
    def get(self, key):
        return self._call(TableName=self.table, Key={'pk': {'S': self.prefix + key}})
    def _call(self, **kwargs):
        return self.client.get_item(**kwargs)
orders = Orders()
def handler(event, context):
    return orders.get(event['id'])
`,
      { TABLE: 'orders' },
    ),
  ).toEqual(["dynamodb GetItem { TableName: 'orders', Key: { pk: { S: 'order#${event.id}' } } }"]);
});

test('a client is imported by any form, made in another module, kept in a global', async () => {
  expect(
    await calls(
      `
from lib.clients import s3 as storage, lazy
def handler(event, context):
    storage.get_object(Bucket='menus', Key=event['key'])
    lazy().publish(TopicArn='arn:aws:sns:eu-west-1:111122223333:orders', Message='ready')
`,
      {},
      {
        'lib/__init__.py': '',
        'lib/clients.py': `
from boto3 import client
s3 = client('s3')
_sns = None
def lazy():
    global _sns
    if _sns is None:
        _sns = client('sns')
    return _sns
`,
      },
    ),
  ).toEqual([
    "s3 GetObject { Bucket: 'menus', Key: event.key }",
    "sns Publish { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders', Message: 'ready' }",
  ]);
});

test('names are put together by f-strings, %, format and join', async () => {
  expect(
    await calls(
      `
import os, boto3
s3 = boto3.client('s3')
stage = os.environ.get('STAGE', 'dev')
def handler(event, context):
    for name in [f'menus-{stage}', 'orders-%s' % stage, 'audit-{}'.format(stage), '-'.join(['logs', stage])]:
        s3.head_bucket(Bucket=name)
`,
      { STAGE: 'prod' },
    ),
  ).toEqual(['menus', 'orders', 'audit', 'logs'].map((name) => `s3 HeadBucket { Bucket: '${name}-prod' }`));
});

test('a decorated handler is called through its decorators', async () => {
  expect(
    await calls(`
import functools, boto3
s3 = boto3.client('s3')
def logged(level):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            print(level)
            return fn(*args, **kwargs)
        return wrapper
    return decorate
@logged('info')
@functools.lru_cache(maxsize=2)
def handler(event, context):
    s3.get_object(Bucket='menus', Key=event['key'])
`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: event.key }"]);
});

test('a method is chosen by a constant name, or by one that is not known', async () => {
  const code = (name: string): string => `
import boto3
s3 = boto3.client('s3')
def handler(event, context):
    getattr(s3, ${name})(Bucket='menus')
`;
  expect(await calls(code("'list_objects_v2'"))).toEqual(["s3 ListObjectsV2 { Bucket: 'menus' }"]);
  const run = await behaviorOf({ 'app.py': code("event['name']") }, { handler: 'app.handler' });
  expect(run.gaps.map((gap) => gap.code)).toEqual(['dynamic-operation']);
});

test('inheritance, properties, class methods and super', async () => {
  expect(
    await calls(`
import boto3
class Base:
    bucket = 'base'
    def __init__(self):
        self._client = None
    @property
    def client(self):
        if not self._client:
            self._client = boto3.client('s3')
        return self._client
    @classmethod
    def make(cls):
        return cls()
    def save(self, key):
        self.client.put_object(Bucket=self.bucket, Key=key)
class Menus(Base):
    bucket = 'menus'
    def __init__(self):
        super().__init__()
    def save(self, key):
        super().save('menus/' + key)
def handler(event, context):
    Menus.make().save(event['key'])
`),
  ).toEqual(["s3 PutObject { Bucket: 'menus', Key: 'menus/${event.key}' }"]);
});

test('threads, executors and asyncio run what they are given', async () => {
  expect(
    await calls(`
import asyncio, boto3, threading
from concurrent.futures import ThreadPoolExecutor
s3 = boto3.client('s3')
def read(bucket, key='a'):
    return s3.get_object(Bucket=bucket, Key=key)
async def write(bucket):
    s3.put_object(Bucket=bucket)
async def both():
    await asyncio.gather(write('menus'), write('orders'))
def handler(event, context):
    with ThreadPoolExecutor() as pool:
        pool.submit(read, 'menus', key='b')
        list(pool.map(read, ['orders', 'audit']))
    thread = threading.Thread(target=read, args=('logs',))
    thread.start()
    asyncio.run(both())
`),
  ).toEqual([
    "s3 GetObject { Bucket: 'menus', Key: 'b' }",
    "s3 GetObject { Bucket: 'orders', Key: 'a' }",
    "s3 GetObject { Bucket: 'audit', Key: 'a' }",
    "s3 GetObject { Bucket: 'logs', Key: 'a' }",
    "s3 PutObject { Bucket: 'menus' }",
    "s3 PutObject { Bucket: 'orders' }",
  ]);
});

test('a paginator is iterated, a comprehension and a generator hand on what they hold', async () => {
  expect(
    await calls(`
import boto3
s3 = boto3.client('s3')
def keys(bucket):
    for page in s3.get_paginator('list_objects_v2').paginate(Bucket=bucket):
        for item in page.get('Contents', []):
            yield item['Key']
def handler(event, context):
    found = [key for bucket in ('menus', 'orders') for key in keys(bucket) if key]
    for key in found:
        s3.delete_object(Bucket='menus', Key=key)
`),
  ).toEqual([
    "s3 ListObjectsV2 { Bucket: 'menus' }",
    "s3 ListObjectsV2 { Bucket: 'orders' }",
    expect.stringContaining("? s3 DeleteObject { Bucket: 'menus', Key: answer of s3 ListObjectsV2.Contents[].Key"),
  ]);
});

test('a variable that must be there is taken to be there', async () => {
  expect(
    await calls(`
import os, boto3
TABLE = os.environ['TABLE']
def handler(event, context):
    if TABLE is None:
        return
    boto3.resource('dynamodb').Table(TABLE).put_item(Item=event)
`),
  ).toEqual(["dynamodb PutItem { TableName: '${TABLE}', Item: event }"]);
});

test('a context manager of the code gives what it yields', async () => {
  expect(
    await calls(`
import boto3
from contextlib import contextmanager
@contextmanager
def storage():
    yield boto3.client('s3')
class Session:
    def __enter__(self):
        return boto3.client('sqs')
    def __exit__(self, *args):
        pass
def handler(event, context):
    with storage() as s3, Session() as sqs:
        s3.get_object(Bucket='menus', Key='today')
        sqs.send_message(QueueUrl='orders', MessageBody='x')
`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: 'today' }", "sqs SendMessage { QueueUrl: 'orders', MessageBody: 'x' }"]);
});

test('an Enum and a data class hold names', async () => {
  expect(
    await calls(`
import boto3
from dataclasses import dataclass, field
from enum import Enum
class Bucket(str, Enum):
    MENUS = 'menus'
@dataclass
class Target:
    bucket: str
    key: str = 'today'
s3 = boto3.client('s3')
def handler(event, context):
    target = Target(bucket=Bucket.MENUS.value)
    s3.get_object(Bucket=target.bucket, Key=target.key)
`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: 'today' }"]);
});

test('code of a program and of a text made at run time is a gap', async () => {
  const run = await behaviorOf(
    { 'app.py': "import subprocess\ndef handler(event, context):\n    subprocess.run(['aws', 's3', 'ls'])\n    exec(event['code'])\n" },
    { handler: 'app.handler' },
  );
  expect(run.gaps.map((gap) => gap.code)).toEqual(['untracked-library', 'eval']);
});

test('a module is imported by a constant name', async () => {
  expect(
    await calls(
      "import importlib\ndef handler(event, context):\n    importlib.import_module('orders').save(event)\n",
      {},
      { 'orders.py': "import boto3\ndef save(item):\n    boto3.resource('dynamodb').Table('orders').put_item(Item=item)\n" },
    ),
  ).toEqual(["dynamodb PutItem { TableName: 'orders', Item: event }"]);
});

test('a variable that is taken without a default has none, whatever is asked of it later', async () => {
  const code = `
import os
TABLE = os.environ['TABLE']
STAGE = os.environ.get('STAGE')

def handler(event, context):
    if TABLE is None or STAGE is None:
        return None
    return TABLE
`;
  const run = await behaviorOf({ 'app.py': code }, { handler: 'app.handler' });
  expect(run.reads.map((read) => [read.name, read.hasDefault])).toEqual([
    ['TABLE', false],
    ['STAGE', true],
  ]);
});
