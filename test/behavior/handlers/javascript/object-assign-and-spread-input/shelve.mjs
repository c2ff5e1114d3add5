import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const defaults = { TableName: process.env.SHELVES, ReturnConsumedCapacity: 'TOTAL' };

const withTable = (input) => Object.assign({}, defaults, input);

export const handler = async ({ isbn, shelf }) => {
  await client.send(new PutItemCommand({ ...defaults, Item: { isbn: { S: isbn } } }));
  await client.send(
    new UpdateItemCommand(
      withTable({
        Key: { isbn: { S: isbn } },
        UpdateExpression: 'SET shelf = :shelf',
        ExpressionAttributeValues: { ':shelf': { S: shelf } },
      }),
    ),
  );
};
