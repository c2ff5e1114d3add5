import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event) => {
  const order = JSON.parse(event.body);
  const id = randomUUID();
  await client.send(
    new PutItemCommand({
      TableName: process.env.ORDERS_TABLE,
      Item: { id: { S: id }, customer: { S: order.customer }, total: { N: String(order.total) } },
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
