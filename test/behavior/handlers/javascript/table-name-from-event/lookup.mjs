import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event) => {
  const { Item } = await client.send(new GetItemCommand({ TableName: event.table, Key: { id: { S: event.id } } }));
  return Item ?? null;
};
