import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

test('the functions of parameters are operations of Systems Manager and Secrets Manager', () => {
  const source = `import { getParameter, getParameters, getParametersByName } from '@aws-lambda-powertools/parameters/ssm';
    import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
    export const handler = async () => {
      await getParameter('/orders/table', { decrypt: true });
      await getParameters('/orders');
      await getParametersByName({ '/orders/a': {}, '/orders/b': { maxAge: 5 } });
      await getSecret('orders-key');
    };`;
  expect(calls(source)).toEqual([
    "ssm GetParameter { Name: '/orders/table', WithDecryption: true } (Powertools parameters)",
    "ssm GetParametersByPath { Path: '/orders' } (Powertools parameters)",
    "ssm GetParameters { Names: ['/orders/a', '/orders/b'] } (Powertools parameters)",
    "secretsmanager GetSecretValue { SecretId: 'orders-key' } (Powertools parameters)",
  ]);
});

test.each([
  ['getAppConfig', 'appconfig'],
  ['getConfig', 'appconfig-agent'],
])('a configuration is a session and its latest state: %s', (name, file) => {
  const source = `import { ${name} } from '@aws-lambda-powertools/parameters/${file}';
    export const handler = () => ${name}('flags', { application: 'orders', environment: 'prod' });`;
  expect(calls(source)).toEqual([
    "appconfigdata StartConfigurationSession { ApplicationIdentifier: 'orders', EnvironmentIdentifier: 'prod', ConfigurationProfileIdentifier: 'flags' } (Powertools parameters)",
    'appconfigdata GetLatestConfiguration { ConfigurationToken: answer of appconfigdata StartConfigurationSession.InitialConfigurationToken } (Powertools parameters)',
  ]);
});

test('a provider of parameters reads its table', () => {
  const source = `import { DynamoDBProvider } from '@aws-lambda-powertools/parameters/dynamodb';
    const provider = new DynamoDBProvider({ tableName: 'settings' });
    export const handler = () => provider.get('limit');`;
  expect(calls(source)).toEqual(["dynamodb GetItem { TableName: 'settings', Key: { id: 'limit' } } (Powertools parameters)"]);
});

const IDEMPOTENCY = [
  "dynamodb PutItem { TableName: 'idempotency' } (Powertools idempotency)",
  "dynamodb GetItem { TableName: 'idempotency' } (Powertools idempotency)?",
];
const IDEMPOTENCY_AFTER = [
  "dynamodb UpdateItem { TableName: 'idempotency' } (Powertools idempotency)",
  "dynamodb DeleteItem { TableName: 'idempotency' } (Powertools idempotency)?",
];

const ORDERS = `import { makeIdempotent, idempotent } from '@aws-lambda-powertools/idempotency';
import { makeHandlerIdempotent } from '@aws-lambda-powertools/idempotency/middleware';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { SNS } from '@aws-sdk/client-sns';
import middy from '@middy/core';
const sns = new SNS();
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'idempotency' });
`;
const PUBLISHED = "sns Publish { TopicArn: 'orders', Message: event.id }";

test('an idempotent function keeps its records in a table', () => {
  const source = `${ORDERS}export const handler = makeIdempotent(
      async (event) => sns.publish({ TopicArn: 'orders', Message: event.id }), { persistenceStore });`;
  expect(calls(source)).toEqual([...IDEMPOTENCY, PUBLISHED, ...IDEMPOTENCY_AFTER]);
});

test('an idempotent method keeps its records in a table', () => {
  const source = `${ORDERS}class Orders {
      @idempotent({ persistenceStore })
      async handler(event, context) { return this.publish(event); }
      publish(event) { return sns.publish({ TopicArn: 'orders', Message: event.id }); }
    }
    const orders = new Orders();
    export const handler = orders.handler.bind(orders);`;
  expect(calls(source)).toEqual([...IDEMPOTENCY, PUBLISHED, ...IDEMPOTENCY_AFTER]);
});

test('a middleware makes the handler idempotent', () => {
  const source = `${ORDERS}export const handler = middy(async (event) => sns.publish({ TopicArn: 'orders', Message: event.id }))
      .use(makeHandlerIdempotent({ persistenceStore }));`;
  expect(calls(source)).toEqual([...IDEMPOTENCY, PUBLISHED, ...IDEMPOTENCY_AFTER]);
});

test('a batch is handled record by record', () => {
  const source = `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
    import { SNS } from '@aws-sdk/client-sns';
    const sns = new SNS();
    const processor = new BatchProcessor(EventType.SQS);
    const publish = async (record) => { await sns.publish({ TopicArn: 'orders', Message: record.body }); };
    export const handler = async (event, context) => processPartialResponse(event, publish, processor, { context });`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders', Message: event.Records[].body }?"]);
});

test('logs, metrics and traces change neither handlers nor clients', () => {
  const source = `import { Logger } from '@aws-lambda-powertools/logger';
    import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
    import { Tracer } from '@aws-lambda-powertools/tracer';
    import { SNS } from '@aws-sdk/client-sns';
    const logger = new Logger({ serviceName: 'orders' });
    const metrics = new Metrics();
    const tracer = new Tracer();
    const sns = tracer.captureAWSv3Client(new SNS());
    class Orders {
      @tracer.captureLambdaHandler()
      @logger.injectLambdaContext()
      @metrics.logMetrics()
      async handler(event) {
        metrics.addMetric('orders', MetricUnit.Count, 1);
        logger.info('publishing', { event });
        return sns.publish({ TopicArn: 'orders', Message: event.id });
      }
    }
    const orders = new Orders();
    export const handler = orders.handler.bind(orders);`;
  expect(calls(source)).toEqual([PUBLISHED]);
});

test('routes run when the event is resolved', () => {
  const source = `import { Router } from '@aws-lambda-powertools/event-handler/experimental-rest';
    import { SNS } from '@aws-sdk/client-sns';
    const sns = new SNS();
    const app = new Router();
    app.get('/orders/:id', async ({ params }) => sns.publish({ TopicArn: 'orders', Message: params.id }));
    export const handler = (event, context) => app.resolve(event, context);`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders', Message: event.pathParameters.id }?"]);
});

test('methods that resolve fields run with their object', () => {
  const source = `import { AppSyncGraphQLResolver } from '@aws-lambda-powertools/event-handler/appsync-graphql';
    import { SNS } from '@aws-sdk/client-sns';
    const app = new AppSyncGraphQLResolver();
    class Orders {
      sns = new SNS();
      @app.onMutation('createOrder')
      async create({ id }) { return this.sns.publish({ TopicArn: 'orders', Message: id }); }
      async handler(event, context) { return app.resolve(event, context, { scope: this }); }
    }
    const orders = new Orders();
    export const handler = async (event, context) => orders.handler(event, context);`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders', Message: event.arguments.id }?"]);
});

test('a persistence layer of the code is asked for its records', () => {
  const source = `import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
    import { BasePersistenceLayer } from '@aws-lambda-powertools/idempotency/persistence';
    import { S3 } from '@aws-sdk/client-s3';
    const s3 = new S3();
    class Records extends BasePersistenceLayer {
      async _getRecord() { return s3.getObject({ Bucket: 'records' }); }
      async _putRecord() { await s3.putObject({ Bucket: 'records' }); }
      async _updateRecord() { await s3.putObject({ Bucket: 'updated' }); }
      async _deleteRecord() { await s3.deleteObject({ Bucket: 'records' }); }
    }
    export const handler = makeIdempotent(async () => 'done', { persistenceStore: new Records() });`;
  expect(calls(source)).toEqual([
    "s3 PutObject { Bucket: 'records' }",
    "s3 GetObject { Bucket: 'records' }?",
    "s3 PutObject { Bucket: 'updated' }",
    "s3 DeleteObject { Bucket: 'records' }?",
  ]);
});

test('a processor of the code may handle records its own way', () => {
  const source = `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
    import { SNS } from '@aws-sdk/client-sns';
    const sns = new SNS();
    class Orders extends BatchProcessor {
      async processRecord(record) { return sns.publish({ TopicArn: 'orders', Message: record.body }); }
    }
    export const handler = (event, context) => processPartialResponse(event, async () => {}, new Orders(EventType.SQS), { context });`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders', Message: event.Records[].body }?"]);
});

test('what checks the event leaves the handler as it is', () => {
  const source = `import { parser } from '@aws-lambda-powertools/parser';
    import { validator } from '@aws-lambda-powertools/validation/decorator';
    import { SNS } from '@aws-sdk/client-sns';
    const sns = new SNS();
    class Orders {
      @parser({ schema: {} })
      @validator({ inboundSchema: {} })
      async handler(event) { return sns.publish({ TopicArn: 'orders', Message: event.id }); }
    }
    const orders = new Orders();
    export const handler = orders.handler.bind(orders);`;
  expect(calls(source)).toEqual([PUBLISHED]);
});
