import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import secretsManager from '@middy/secrets-manager';
import ssm from '@middy/ssm';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient({});

const pay = async (event, context) => {
  const answer = await fetch(context.url, { method: 'POST', headers: { authorization: context.key }, body: JSON.stringify(event.body) });
  const { id } = await answer.json();
  await dynamodb.send(new PutItemCommand({ TableName: process.env.PAYMENTS, Item: { id: { S: id } } }));
  return { statusCode: 201, body: id };
};

export const handler = middy(pay)
  .use(httpJsonBodyParser())
  .use(ssm({ fetchData: { url: '/clinic/pay/url' }, setToContext: true }))
  .use(secretsManager({ fetchData: { key: 'clinic/pay/key' }, setToContext: true }));
