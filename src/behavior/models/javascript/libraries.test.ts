import { expect, test } from 'vitest';
import { calls, gaps } from './testing.ts';

const PUBLISH = `import { SNS } from '@aws-sdk/client-sns';
const publish = (topic) => new SNS().publish({ TopicArn: topic });
`;

test('X-Ray gives back the clients and SDKs that it traces', () => {
  const source = `const AWSXRay = require('aws-xray-sdk-core');
    const AWS = AWSXRay.captureAWS(require('aws-sdk'));
    const { SNS } = require('@aws-sdk/client-sns');
    const sns = AWSXRay.captureAWSv3Client(new SNS());
    exports.handler = async () => {
      await new AWS.S3().listBuckets().promise();
      return AWSXRay.captureAsyncFunc('publish', async (segment) => sns.publish({ TopicArn: 'orders' }));
    };`;
  expect(calls(source)).toEqual(['s3 ListBuckets {}', "sns Publish { TopicArn: 'orders' }"]);
});

test('a streaming handler gets event and context', () => {
  const source = `${PUBLISH}export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
      await publish(event.topic);
      responseStream.end();
    });`;
  expect(calls(source)).toEqual(['sns Publish { TopicArn: event.topic }']);
});

test('the streaming global may be asked for first', () => {
  const source = `${PUBLISH}const streamifyResponse = globalThis.awslambda?.streamifyResponse;
    if (!streamifyResponse) throw new Error('streaming is not available');
    export const handler = streamifyResponse(async (event) => publish(event.topic));`;
  expect(calls(source)).toEqual(['sns Publish { TopicArn: event.topic }']);
});

const CHECKPOINTS = [
  'lambda CheckpointDurableExecution { DurableExecutionArn: context.durableExecutionArn } (durable execution)',
  'lambda GetDurableExecutionState { DurableExecutionArn: context.durableExecutionArn } (durable execution)',
];

test('the closures of a durable execution run', () => {
  const source = `${PUBLISH}import { withDurableExecution } from '@aws/durable-execution-sdk-js';
    export const handler = withDurableExecution(async (event, context) => {
      const id = await context.step('publish', async () => (await publish('orders')).MessageId);
      await context.parallel([async () => publish('left'), { name: 'right', func: async () => publish('right') }]);
      await context.map(['north', 'south'], async (ctx, topic) => ctx.step(async () => publish(topic)));
      await context.waitForCallback('approval', async (callbackId) => publish('approvals'));
      await context.wait({ seconds: 5 });
      await context.runInChildContext('child', async (child) => child.invoke('ship', process.env.SHIP, { id }));
    });`;
  expect(calls(source)).toEqual([
    ...CHECKPOINTS,
    "sns Publish { TopicArn: 'orders' }",
    "sns Publish { TopicArn: 'left' }",
    "sns Publish { TopicArn: 'right' }",
    "sns Publish { TopicArn: 'north' }",
    "sns Publish { TopicArn: 'south' }",
    "sns Publish { TopicArn: 'approvals' }",
    "lambda Invoke { FunctionName: '${SHIP}', Payload: { id: answer of sns Publish.MessageId } } (durable execution)",
  ]);
});

test('a durable execution invokes a function with or without a name for the step', () => {
  const source = `import { withDurableExecution } from '@aws/durable-execution-sdk-js';
    export const handler = withDurableExecution(async (event, context) => context.invoke('ship', { id: event.id }));`;
  expect(calls(source)).toEqual([...CHECKPOINTS, "lambda Invoke { FunctionName: 'ship', Payload: { id: event.id } } (durable execution)"]);
});

test('a request that is signed by hand is a call of what it goes to', () => {
  const source = `import { SignatureV4 } from '@smithy/signature-v4';
    import { HttpRequest } from '@smithy/protocol-http';
    import { defaultProvider } from '@aws-sdk/credential-provider-node';
    const signer = new SignatureV4({ credentials: defaultProvider(), region: 'eu-west-1', service: 'appsync' });
    export const handler = async () => {
      const request = new HttpRequest({ hostname: 'orders.example.com', path: '/graphql' });
      return fetch('https://orders.example.com/graphql', await signer.sign(request));
    };`;
  expect(calls(source)).toEqual(["appsync GraphQL { Url: 'orders.example.com/graphql' } (signed request)"]);
  expect(gaps(source)).toEqual([]);
});

test('aws4 signs requests too', () => {
  const source = `import aws4 from 'aws4';
    export const handler = () => [
      aws4.sign({ service: 'execute-api', host: 'api.example.com' }),
      aws4.sign({ service: 'iotdevicegateway', host: 'iot.example.com' }),
    ];`;
  expect(calls(source)).toEqual(["execute-api Invoke { Url: 'api.example.com' } (signed request)"]);
  expect(gaps(source)).toEqual(['signed-request: a request is signed with IAM credentials for iotdevicegateway to iot.example.com']);
});

test('a library that makes calls of its own is a gap where it is used', () => {
  const source = `import { Entity } from 'electrodb';
    import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    const orders = new Entity({ model: {} }, { table: 'orders', client: new DynamoDBClient() });
    export const handler = () => orders.scan.go();`;
  expect(gaps(source)[0]).toBe('untracked-library: electrodb makes AWS calls that are not followed');
});

test('a library that makes calls of its own is none where it is only imported', () => {
  expect(gaps("import { Entity } from 'electrodb';\nexport const handler = () => typeof Entity;")).toEqual([]);
});

test('the Encryption SDK asks KMS for data keys', () => {
  const source = `import { KmsKeyringNode, buildClient, CommitmentPolicy } from '@aws-crypto/client-node';
    const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    const keyring = new KmsKeyringNode({ generatorKeyId: process.env.KEY, keyIds: ['backup'] });
    export const handler = async (event) => {
      const { result } = await encrypt(keyring, event.card);
      return decrypt(keyring, result);
    };`;
  expect(calls(source)).toEqual([
    "kms GenerateDataKey { KeyId: '${KEY}' } (AWS Encryption SDK)",
    "kms Encrypt { KeyId: 'backup' } (AWS Encryption SDK)",
    "kms Decrypt { KeyId: '${KEY}' } (AWS Encryption SDK)",
    "kms Decrypt { KeyId: 'backup' } (AWS Encryption SDK)",
  ]);
});

test('the Encryption SDK may be put together from its parts', () => {
  const source = `import { KmsKeyringNode } from '@aws-crypto/kms-keyring-node';
    import { buildEncrypt } from '@aws-crypto/encrypt-node';
    import { buildDecrypt } from '@aws-crypto/decrypt-node';
    export const handler = async (event) => {
      const keyring = new KmsKeyringNode({ generatorKeyId: process.env.KEY });
      const { result } = await buildEncrypt().encrypt(keyring, event.card);
      return buildDecrypt().decrypt(keyring, result);
    };`;
  expect(calls(source)).toEqual([
    "kms GenerateDataKey { KeyId: '${KEY}' } (AWS Encryption SDK)",
    "kms Decrypt { KeyId: '${KEY}' } (AWS Encryption SDK)",
  ]);
});

test('a request to a Lambda extension is a call of the service behind it', () => {
  const source = `import axios from 'axios';
    export const handler = async () => {
      await axios.get('http://localhost:2773/secretsmanager/get?secretId=' + process.env.SECRET);
      await axios({ url: \`http://localhost:2773/systemsmanager/parameters/get?name=\${process.env.NAME}&withDecryption=true\` });
      await axios.get(\`http://localhost:2772/applications/orders/environments/\${process.env.STAGE}/configurations/flags?flag=a\`);
      await axios.get('https://example.com/applications/orders');
    };`;
  expect(calls(source)).toEqual([
    "secretsmanager GetSecretValue { SecretId: '${SECRET}' } (Lambda extension)",
    "ssm GetParameter { Name: '${NAME}', WithDecryption: true } (Lambda extension)",
    "appconfigdata StartConfigurationSession { ApplicationIdentifier: 'orders', EnvironmentIdentifier: '${STAGE}', ConfigurationProfileIdentifier: 'flags' } (Lambda extension)",
    'appconfigdata GetLatestConfiguration { ConfigurationToken: answer of appconfigdata StartConfigurationSession.InitialConfigurationToken } (Lambda extension)',
  ]);
});

test('a container that makes objects by their types is a gap', () => {
  const source = `import { NestFactory } from '@nestjs/core';
    export const handler = async () => (await NestFactory.create(class {})).init();`;
  expect(gaps(source)[0]).toBe('reflection: @nestjs/core makes objects by their declared types, which is not followed');
});

test('a request to a Lambda extension may be sent with what Node.js brings', () => {
  const source = `import http from 'node:http';
    export const handler = async () => {
      await fetch(\`http://localhost:2773/secretsmanager/get?secretId=\${process.env.SECRET}\`);
      http.get({ hostname: 'localhost', port: 2773, path: '/systemsmanager/parameters/get?name=' + encodeURIComponent('/orders/table') }, (response) => response.on('data', () => {}));
    };`;
  expect(calls(source)).toEqual([
    "secretsmanager GetSecretValue { SecretId: '${SECRET}' } (Lambda extension)",
    "ssm GetParameter { Name: '/orders/table' } (Lambda extension)",
  ]);
});

test('metrics in the log leave the handler as it is', () => {
  const source = `${PUBLISH}import { metricScope } from 'aws-embedded-metrics';
    export const handler = metricScope((metrics) => async (event) => { metrics.putMetric('orders', 1); await publish(event.topic); });`;
  expect(calls(source)).toEqual(['sns Publish { TopicArn: event.topic }']);
});

test('routes of a web framework may run', () => {
  const source = `${PUBLISH}import { Hono } from 'hono';
    import { handle } from 'hono/aws-lambda';
    const app = new Hono();
    app.get('/orders', async (context) => { await publish('orders'); return context.json({}); });
    export const handler = handle(app);`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders' }?"]);
  expect(gaps(source)).toEqual([]);
});
