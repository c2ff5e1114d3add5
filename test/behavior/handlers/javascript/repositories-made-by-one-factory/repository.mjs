import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const repository = (TableName) => ({
  find: async (id) => (await client.send(new GetCommand({ TableName, Key: { id } }))).Item,
  save: async (Item) => {
    await client.send(new PutCommand({ TableName, Item }));
  },
  remove: async (id) => {
    await client.send(new DeleteCommand({ TableName, Key: { id } }));
  },
});
