import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const take = (sku, amount) => ({
  Update: {
    TableName: process.env.STOCK,
    Key: { id: sku },
    UpdateExpression: 'SET amount = amount - :n',
    ConditionExpression: 'amount >= :n',
    ExpressionAttributeValues: { ':n': amount },
  },
});

export const handler = async ({ id, customer, lines }) => {
  const TransactItems = [
    ...lines.map(({ sku, amount }) => take(sku, amount)),
    { Put: { TableName: process.env.SALES, Item: { id, customer, lines } } },
    { ConditionCheck: { TableName: process.env.CUSTOMERS, Key: { id: customer }, ConditionExpression: 'attribute_exists(id)' } },
  ];
  await client.send(new TransactWriteCommand({ TransactItems }));
};
