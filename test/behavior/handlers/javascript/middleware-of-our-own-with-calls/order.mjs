import middy from '@middy/core';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const audited = (source) => {
  const events = new EventBridgeClient({});
  const tell = (DetailType, detail) =>
    events.send(
      new PutEventsCommand({
        Entries: [{ EventBusName: process.env.AUDIT_BUS, Source: source, DetailType, Detail: JSON.stringify(detail) }],
      }),
    );
  return {
    after: async (request) => {
      await tell('Done', { response: request.response });
    },
    onError: async (request) => {
      await tell('Failed', { message: request.error.message });
    },
  };
};

const dynamodb = new DynamoDBClient({});

const order = async ({ id }) => {
  await dynamodb.send(new PutItemCommand({ TableName: process.env.ORDERS, Item: { id: { S: id } } }));
  return { id };
};

export const handler = middy().use(audited('orders')).handler(order);
