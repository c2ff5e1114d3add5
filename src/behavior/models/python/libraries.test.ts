import { expect, test } from 'vitest';
import { calls, gaps, handler } from './testing.ts';

test('an adapter runs the routes of the application, with what they depend on', async () => {
  const source = `
from fastapi import Depends, FastAPI
from mangum import Mangum
import boto3
app = FastAPI()
def table():
    return boto3.resource('dynamodb').Table('orders')
@app.get('/orders/{order}')
async def get_order(order: str, orders=Depends(table)):
    return orders.get_item(Key={'id': order})
handler = Mangum(app, lifespan='off')`;
  expect(await calls(source)).toEqual(["dynamodb GetItem { TableName: 'orders', Key: { id: event.pathParameters.order } }?"]);
});

test('a custom resource calls the functions that it keeps, and to poll needs rules and permissions', async () => {
  const source = (decorator: string): string => `
from crhelper import CfnResource
import boto3
helper = CfnResource()
@helper.${decorator}
def create(event, context):
    boto3.client('iam').create_role(RoleName='orders')
def handler(event, context):
    helper(event, context)`;
  expect(await calls(source('create'))).toEqual(["iam CreateRole { RoleName: 'orders' }?"]);
  expect(await calls(source('poll_create'))).toContain('events PutRule {} (crhelper polling)?');
});

test('answering a custom resource is plain HTTP', async () => {
  const source = handler("cfnresponse.send(event, context, cfnresponse.SUCCESS, {'Id': 'x'})", 'import cfnresponse');
  expect(await calls(source)).toEqual([]);
  expect(await gaps(source)).toEqual([]);
});

test('tracing changes nothing', async () => {
  const source = handler(
    'publish()',
    `from aws_xray_sdk.core import patch_all, xray_recorder
patch_all()
@xray_recorder.capture('publish')
def publish():
    boto3.client('sns').publish(TopicArn='orders')`,
  );
  expect(await calls(source)).toEqual(["sns Publish { TopicArn: 'orders' }"]);
  expect(await gaps(source)).toEqual([]);
});

test('requests that are signed with IAM keys are calls of what they go to', async () => {
  const source = handler(
    `
request = AWSRequest(method='POST', url='https://orders.appsync-api.eu-west-1.amazonaws.com/graphql', data='{}')
SigV4Auth(boto3.Session().get_credentials(), 'appsync', 'eu-west-1').add_auth(request)
requests.get('https://search.example.com/orders', auth=AWS4Auth('a', 'b', 'eu-west-1', 'es'))
requests.get('https://example.com', headers={'x-api-key': 'a'})`,
    `import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from requests_aws4auth import AWS4Auth`,
  );
  expect(await calls(source)).toEqual([
    "appsync GraphQL { Url: 'https://orders.appsync-api.eu-west-1.amazonaws.com/graphql' } (signed request)",
    "es ESHttpGet { Url: 'https://search.example.com/orders' } (signed request)",
  ]);
  expect(await gaps(source)).toEqual([]);
});

test('a search client that signs calls the collection at its host', async () => {
  const source = handler(
    `
endpoint = os.environ['ENDPOINT'].replace('https://', '').rstrip('/')
signer = AWSV4SignerAuth(boto3.Session().get_credentials(), 'eu-west-1', 'aoss')
OpenSearch(hosts=[{'host': '07tjusf2h91cunochc.eu-west-1.aoss.amazonaws.com', 'port': 443}], http_auth=signer)
OpenSearch(hosts=[{'host': endpoint, 'port': 443}], http_auth=signer)`,
    'import os\nfrom opensearchpy import AWSV4SignerAuth, OpenSearch, RequestsHttpConnection',
  );
  expect(await calls(source)).toEqual([
    "opensearchserverless APIAccessAll { CollectionId: '07tjusf2h91cunochc.eu-west-1.aoss.amazonaws.com' } (signed request)?",
    "opensearchserverless APIAccessAll { CollectionId: '${ENDPOINT}' } (signed request)?",
  ]);
  expect(await gaps(source)).toEqual([]);
});

test('a signer that is given to other libraries is a gap', async () => {
  const source = handler(
    "transport.Client(AWS4Auth('a', 'b', 'eu-west-1', 'aoss'))",
    'from requests_aws4auth import AWS4Auth\nfrom search_transport import transport',
  );
  expect(await gaps(source)).toContain('signed-request: search_transport is given what signs requests with IAM credentials');
});

test('a library that makes AWS calls of its own is a gap where it is used, not where it is imported', async () => {
  expect(await gaps(handler('pass', 'import awswrangler as wr'))).toEqual([]);
  expect(await gaps(handler("wr.s3.read_csv('s3://orders/a')", 'import awswrangler as wr'))).toEqual([
    'untracked-library: awswrangler makes AWS calls that are not followed',
  ]);
});

test('a database engine that reads buckets by itself may call S3, whatever its query says', async () => {
  const source = handler("orders.execute(event['query'])", 'import duckdb\norders = duckdb.connect()');
  expect(await gaps(source)).toEqual(['untracked-library: duckdb makes AWS calls that are not followed']);
});

test('a decorator of a library that is not followed gives back what it decorates', async () => {
  const source = handler('save()', "@tenacity.retry(stop=3)\ndef save():\n    boto3.client('sns').publish(TopicArn='orders')").replace(
    'import boto3, os',
    'import boto3, os, tenacity',
  );
  expect(await calls(source)).toEqual(["sns Publish { TopicArn: 'orders' }"]);
});

test('a durable function keeps checkpoints, runs its steps and invokes other functions', async () => {
  const source = `
from aws_durable_execution_sdk_python import DurableContext, durable_execution, durable_step
import boto3
@durable_step
def save(step, order):
    boto3.resource('dynamodb').Table('orders').put_item(Item={'id': order})
@durable_execution
def handler(event, context: DurableContext):
    context.step(save(event['id']))
    context.step(lambda _: boto3.client('sns').publish(TopicArn='orders'), name='tell')
    context.invoke('bill', {'id': 1})`;
  expect((await calls(source)).map((call) => call.replace(' (durable execution)', ''))).toEqual([
    'lambda CheckpointDurableExecution { DurableExecutionArn: context.durable_execution_arn }',
    'lambda GetDurableExecutionState { DurableExecutionArn: context.durable_execution_arn }',
    "dynamodb PutItem { TableName: 'orders', Item: { id: event.id } }",
    "sns Publish { TopicArn: 'orders' }",
    "lambda Invoke { FunctionName: 'bill' }",
  ]);
});

test('a cache of secrets describes and reads them', async () => {
  const before = 'from aws_secretsmanager_caching import InjectKeywordedSecretString, SecretCache\ncache = SecretCache()';
  expect(await calls(handler("cache.get_secret_string('orders-key')", before))).toEqual([
    "secretsmanager DescribeSecret { SecretId: 'orders-key' } (secret cache)",
    "secretsmanager GetSecretValue { SecretId: 'orders-key' } (secret cache)",
  ]);
  const injected = `${before}\n@InjectKeywordedSecretString(secret_id='orders-key', cache=cache, key='key')\ndef bill(key):\n    boto3.client('sns').publish(TopicArn='bills')`;
  expect((await calls(handler('bill()', injected))).map((call) => call.split(' ')[1])).toEqual([
    'DescribeSecret',
    'GetSecretValue',
    'Publish',
  ]);
});

test('a connector of Aurora DSQL takes the right of its user', async () => {
  const before = 'import aurora_dsql_psycopg2 as dsql';
  expect(await calls(handler("dsql.connect(host='orders.example.com', user='clerk')", before))).toEqual([
    "dsql DbConnect { Hostname: 'orders.example.com' } (database token)",
  ]);
  expect(await calls(handler("dsql.connect(host='orders.example.com')", before))).toEqual([
    "dsql DbConnectAdmin { Hostname: 'orders.example.com' } (database token)",
  ]);
});

test('a request to a Lambda extension is a call of the service behind it, whichever library sends it', async () => {
  const source = handler(
    `
secret = requests.get('http://localhost:2773/secretsmanager/get', params={'secretId': os.environ['SECRET'], 'versionStage': 'AWSCURRENT'}).json()
port = os.environ.get('PARAMETERS_SECRETS_EXTENSION_HTTP_PORT', 2773)
name = urllib.parse.quote('/orders/table', safe='')
request = urllib.request.Request(f'http://localhost:{port}/systemsmanager/parameters/get/?name={name}&withDecryption=true')
request.add_header('X-Aws-Parameters-Secrets-Token', os.environ['AWS_SESSION_TOKEN'])
with urllib.request.urlopen(request) as response:
    table = json.loads(response.read().decode())['Parameter']['Value']
boto3.resource('dynamodb').Table(table).get_item(Key={'id': 'a'})
flags = urllib3.PoolManager().request('GET', 'http://localhost:2772/applications/orders/environments/test/configurations/flags')
connection = http.client.HTTPConnection('localhost', 2773)
connection.request('GET', '/systemsmanager/parameters/get?' + urllib.parse.urlencode({'name': '/orders/topic'}))
requests.get('https://example.com/secretsmanager/get?secretId=a')`,
    'import http.client, json, os, requests, urllib.parse, urllib.request, urllib3',
  );
  expect(await calls(source)).toEqual([
    "secretsmanager GetSecretValue { SecretId: '${SECRET}' } (Lambda extension)",
    "ssm GetParameter { Name: '/orders/table', WithDecryption: true } (Lambda extension)",
    "dynamodb GetItem { TableName: answer of ssm GetParameter.Parameter.Value, Key: { id: 'a' } }",
    "appconfigdata StartConfigurationSession { ApplicationIdentifier: 'orders', EnvironmentIdentifier: 'test', ConfigurationProfileIdentifier: 'flags' } (Lambda extension)",
    'appconfigdata GetLatestConfiguration { ConfigurationToken: answer of appconfigdata StartConfigurationSession.InitialConfigurationToken } (Lambda extension)',
    "ssm GetParameter { Name: '/orders/topic' } (Lambda extension)",
  ]);
});
