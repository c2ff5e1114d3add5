import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { withErrors, withJson } from './with-errors.mjs';

const client = new DynamoDBClient({});

const subscribe = async ({ body }) => {
  await client.send(new PutItemCommand({ TableName: process.env.SUBSCRIBERS, Item: { email: { S: body.email } } }));
  return { body: { subscribed: true } };
};

const handler = withErrors(withJson(subscribe));
export { handler as main };
