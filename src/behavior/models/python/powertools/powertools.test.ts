import { expect, test } from 'vitest';
import { calls, gaps, handler } from '../testing.ts';

test('parameters and secrets are read by the operation behind each function', async () => {
  const source = handler(
    `
parameters.get_parameter('/orders/table', decrypt=True)
get_parameters('/orders', recursive=True)
get_parameters_by_name({'/orders/a': {}, '/orders/b': {'max_age': 60}})
parameters.set_parameter('/orders/c', 'x')
get_secret('orders-key')
SSMProvider().get('/orders/d')
DynamoDBProvider(table_name=os.environ['TABLE']).get('e')
parameters.get_app_config(name='flags', environment='live', application='orders')`,
    `from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import get_parameters, get_parameters_by_name, get_secret, SSMProvider, DynamoDBProvider`,
  );
  expect((await calls(source)).map((call) => call.replace(' (Powertools parameters)', ''))).toEqual([
    "ssm GetParameter { Name: '/orders/table', WithDecryption: true }",
    "ssm GetParametersByPath { Path: '/orders', Recursive: true }",
    "ssm GetParameters { Names: ['/orders/a', '/orders/b'] }",
    "ssm PutParameter { Name: '/orders/c', Value: 'x' }",
    "secretsmanager GetSecretValue { SecretId: 'orders-key' }",
    "ssm GetParameter { Name: '/orders/d' }",
    "dynamodb GetItem { TableName: 'orders', Key: { id: 'e' } }",
    "appconfigdata StartConfigurationSession { ApplicationIdentifier: 'orders', EnvironmentIdentifier: 'live', ConfigurationProfileIdentifier: 'flags' }",
    'appconfigdata GetLatestConfiguration { ConfigurationToken: answer of appconfigdata StartConfigurationSession.InitialConfigurationToken }',
  ]);
});

test('an idempotent handler asks its table before and after', async () => {
  const source = `
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent
import boto3
store = DynamoDBPersistenceLayer(table_name='seen')
@idempotent(config=IdempotencyConfig(), persistence_store=store)
def handler(event, context):
    boto3.client('sns').publish(TopicArn=event['topic'])`;
  expect((await calls(source)).map((call) => call.replace(' (Powertools idempotency)', ''))).toEqual([
    "dynamodb PutItem { TableName: 'seen' }",
    "dynamodb GetItem { TableName: 'seen' }?",
    'sns Publish { TopicArn: event.topic }',
    "dynamodb UpdateItem { TableName: 'seen' }",
    "dynamodb DeleteItem { TableName: 'seen' }?",
  ]);
});

test('the handler of records runs for records of the event', async () => {
  const source = `
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
import boto3
processor = BatchProcessor(event_type=EventType.SQS)
tracer = Tracer()
@tracer.capture_method
def save(record):
    boto3.resource('dynamodb').Table('orders').put_item(Item={'id': record.body})
@Logger().inject_lambda_context(log_event=True)
@tracer.capture_lambda_handler
@Metrics().log_metrics
def handler(event, context):
    return process_partial_response(event=event, record_handler=save, processor=processor, context=context)`;
  expect(await calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders', Item: { id: event.Records[].body } }?"]);
  expect(await gaps(source)).toEqual([]);
});

test('routes of a resolver and of the routers in it may run, with their parameters from the path', async () => {
  const source = `
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Router
import boto3
app = APIGatewayRestResolver()
router = Router()
table = boto3.resource('dynamodb').Table('orders')
@router.get('/orders/<order>')
def get_order(order):
    return table.get_item(Key={'id': order})
@app.post('/orders')
def save_order():
    table.put_item(Item={'id': app.current_event.json_body['id']})
def nobody():
    table.scan()
app.include_router(router)
def handler(event, context):
    return app.resolve(event, context)`;
  expect((await calls(source)).toSorted()).toEqual([
    "dynamodb GetItem { TableName: 'orders', Key: { id: event.pathParameters.order } }?",
    "dynamodb PutItem { TableName: 'orders', Item: { id: event.body.id } }?",
  ]);
});

test('a resolver of GraphQL gives its functions the arguments of the query', async () => {
  const source = `
from aws_lambda_powertools.event_handler import AppSyncResolver
import boto3
app = AppSyncResolver()
@app.resolver(type_name='Query', field_name='order')
def order(id: str):
    return boto3.resource('dynamodb').Table('orders').get_item(Key={'id': id})
def handler(event, context):
    return app.resolve(event, context)`;
  expect(await calls(source)).toEqual(["dynamodb GetItem { TableName: 'orders', Key: { id: event.arguments.id } }?"]);
});

test('feature flags ask AppConfig when they are evaluated', async () => {
  const before = `
from aws_lambda_powertools.utilities.feature_flags import AppConfigStore, FeatureFlags
flags = FeatureFlags(store=AppConfigStore(environment='live', application='orders', name='flags'))`;
  expect((await calls(handler("flags.evaluate(name='discount', default=False)", before))).map((call) => call.split(' ')[1])).toEqual([
    'StartConfigurationSession',
    'GetLatestConfiguration',
  ]);
  expect(await calls(handler('pass', before))).toEqual([]);
});

test('attributes of data classes stand for the keys of the event', async () => {
  const source = `
from aws_lambda_powertools.utilities.data_classes import S3Event, SNSEvent, event_source
import boto3
@event_source(data_class=S3Event)
def handler(event: S3Event, context):
    for record in event.records:
        boto3.client('s3').get_object(Bucket=record.s3.bucket.name, Key=record.s3.get_object.key)
    boto3.client('s3').delete_object(Bucket=event.bucket_name, Key=event.object_key)
    boto3.client('sns').publish(TopicArn='orders', Message=SNSEvent(event.raw_event).sns_message)`;
  expect(await calls(source)).toEqual([
    's3 GetObject { Bucket: event.Records[].s3.bucket.name, Key: event.Records[].s3.object.key }?',
    's3 DeleteObject { Bucket: event.Records[].s3.bucket.name, Key: event.Records[].s3.object.key }',
    "sns Publish { TopicArn: 'orders', Message: event.Records[].Sns.Message }",
  ]);
});

test('masking data makes its data keys with KMS', async () => {
  const source = handler(
    `
keys = [os.environ['TABLE'], 'alias/second']
masking = DataMasking(provider=AWSEncryptionSDKProvider(keys=keys))
masking.decrypt(masking.encrypt(event, fields=['name']))
DataMasking().erase(event, fields=['name'])`,
    `from aws_lambda_powertools.utilities.data_masking import DataMasking
from aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk import AWSEncryptionSDKProvider`,
  );
  expect((await calls(source)).map((call) => call.replace(' (Powertools data masking)', ''))).toEqual([
    "kms GenerateDataKey { KeyId: 'orders' }",
    "kms Encrypt { KeyId: 'alias/second' }",
    "kms Decrypt { KeyId: 'orders' }",
    "kms Decrypt { KeyId: 'alias/second' }",
  ]);
});
