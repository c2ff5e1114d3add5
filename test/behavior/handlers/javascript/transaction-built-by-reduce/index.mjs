import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { STOCK, ORDERS } = process.env;

const take = (sku, count) => ({
  Update: {
    TableName: STOCK,
    Key: { id: sku },
    UpdateExpression: 'ADD amount :n',
    ExpressionAttributeValues: { ':n': -count },
  },
});

export const handler = async ({ id, lines }) => {
  const TransactItems = Object.entries(lines).reduce((items, [sku, count]) => [...items, take(sku, count)], [
    { Put: { TableName: ORDERS, Item: { id, lines } } },
  ]);
  await documents.send(new TransactWriteCommand({ TransactItems }));
};
