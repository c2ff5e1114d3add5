import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';

const db = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.STOCK;

export const handler = async (event) => {
  const method = event.requestContext.http.method;
  const sku = event.pathParameters?.sku;
  let command;
  switch (method) {
    case 'GET':
      command = new GetCommand({ TableName, Key: { sku } });
      break;
    case 'PUT':
      command = new PutCommand({ TableName, Item: { sku, ...JSON.parse(event.body) } });
      break;
    case 'PATCH':
      command = new UpdateCommand({
        TableName,
        Key: { sku },
        UpdateExpression: 'ADD amount :n',
        ExpressionAttributeValues: { ':n': JSON.parse(event.body).amount },
      });
      break;
    default:
      return { statusCode: 405 };
  }
  const { Item } = await db.send(command);
  return { statusCode: 200, body: JSON.stringify(Item ?? {}) };
};
