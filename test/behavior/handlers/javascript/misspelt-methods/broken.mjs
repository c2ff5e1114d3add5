import { DynamoDB } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDB({});

export const handler = async ({ id }) => {
  const { Item } = await dynamodb.getItem({ TableName: process.env.ITEMS, Key: { id: { S: id } } });
  if (!Item) await dynamodb.putitem({ TableName: process.env.ITEMS, Item: { id: { S: id } } });
  return Item;
};
