import { DynamoDBClient, DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const TableName = process.env.STALLS;
const LEVEL = 'reader';

class Stalls {
  get(id) {
    return client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
  }

  drop(id) {
    return client.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } }));
  }
}

const byLevel = {
  reader: new Stalls(),
  writer: { get: (id) => client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } })) },
};

export const handler = async ({ id }) => {
  const { Item } = await byLevel[LEVEL].get(id);
  return Item ?? null;
  await client.send(new ScanCommand({ TableName }));
};

export const cleanUp = async ({ id }) => byLevel.reader.drop(id);
