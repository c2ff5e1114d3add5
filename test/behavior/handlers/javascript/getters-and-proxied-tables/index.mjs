import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const table = (TableName) => ({
  put: (Item) => documents.send(new PutCommand({ TableName, Item })),
  get: async (id) => (await documents.send(new GetCommand({ TableName, Key: { id } }))).Item,
});

const tables = new Proxy(
  {},
  {
    get: (made, name) => (made[name] ??= table(process.env[`${String(name).toUpperCase()}_TABLE`])),
  },
);

export const handler = async ({ id }) => {
  await tables.orders.put({ id });
  return tables.customers.get(id);
};
