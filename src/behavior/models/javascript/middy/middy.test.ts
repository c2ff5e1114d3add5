import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

const MIDDY = `import middy from '@middy/core';
import { SNS } from '@aws-sdk/client-sns';
const sns = new SNS();
const publish = async (event, context) => sns.publish({ TopicArn: 'orders', Message: event.id });
`;
const PUBLISHED = "sns Publish { TopicArn: 'orders', Message: event.id }";

test('a handler runs within its middlewares', () => {
  const source = `${MIDDY}import httpJsonBodyParser from '@middy/http-json-body-parser';
    export const handler = middy(publish).use(httpJsonBodyParser()).use({
      before: async ({ event }) => { await sns.publish({ TopicArn: 'audit', Message: event.id }); },
      after: async ({ response }) => { await sns.publish({ TopicArn: 'done', Message: response.MessageId }); },
      onError: async () => { await sns.publish({ TopicArn: 'alarms' }); },
    });`;
  expect(calls(source)).toEqual([
    "sns Publish { TopicArn: 'audit', Message: event.id }",
    PUBLISHED,
    "sns Publish { TopicArn: 'done', Message: answer of sns Publish.MessageId }",
    "sns Publish { TopicArn: 'alarms' }?",
  ]);
});

test('a handler may be given last', () => {
  expect(calls(`${MIDDY}export const handler = middy().before(async () => {}).handler(publish);`)).toEqual([PUBLISHED]);
});

test('middlewares fetch what their option names', () => {
  const source = `${MIDDY}import ssm from '@middy/ssm';
    import secretsManager from '@middy/secrets-manager';
    export const handler = middy(publish)
      .use(ssm({ fetchData: { table: '/orders/table', all: '/orders/' } }))
      .use(secretsManager({ fetchData: { key: 'orders-key' }, setToContext: true }));`;
  expect(calls(source)).toEqual([
    "ssm GetParameters { Names: ['/orders/table'], WithDecryption: true } (Middy ssm)",
    "ssm GetParametersByPath { Path: '/orders/', WithDecryption: true } (Middy ssm)",
    "secretsmanager GetSecretValue { SecretId: 'orders-key' } (Middy secrets-manager)",
    PUBLISHED,
  ]);
});

test('a middleware assumes a role or reads an item as its option says', () => {
  const source = `${MIDDY}import sts from '@middy/sts';
    import dynamodb from '@middy/dynamodb';
    export const handler = middy(publish).use([
      sts({ fetchData: { auditor: { RoleArn: 'auditor' } } }),
      dynamodb({ fetchData: { settings: { TableName: 'settings', Key: { pk: '1' } } } }),
    ]);`;
  expect(calls(source)).toEqual([
    "sts AssumeRole { RoleArn: 'auditor' } (Middy sts)",
    "dynamodb GetItem { TableName: 'settings', Key: { pk: '1' } } (Middy dynamodb)",
    PUBLISHED,
  ]);
});

test('what a response middleware sends is a call', () => {
  const source = `${MIDDY}import wsResponse from '@middy/ws-response';
    export const handler = middy(async () => 'hello').use(wsResponse());`;
  expect(calls(source)).toEqual(["apigatewaymanagementapi PostToConnection { Body: 'hello' } (Middy ws-response)"]);
});
