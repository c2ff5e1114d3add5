import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

const { orders, customers } = JSON.parse(process.env.TABLES);
const documents = DynamoDBDocument.from(new DynamoDBClient({}));

export const handler = async ({ id, customer }) => {
  await documents.put({ TableName: orders, Item: { id } });
  const { Item } = await documents.get({ TableName: customers, Key: { id: customer } });
  return Item;
};
