import { DynamoDBClient, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const TableName = process.env.LOCKS;
const RELEASE = Symbol('release');

async function lock(name) {
  const id = { S: name };
  await client.send(new PutItemCommand({ TableName, Item: { id }, ConditionExpression: 'attribute_not_exists(id)' }));
  return { name, [RELEASE]: () => client.send(new DeleteItemCommand({ TableName, Key: { id } })) };
}

export const handler = async ({ day }) => {
  const held = await lock(day);
  try {
    return held.name;
  } finally {
    await held[RELEASE]();
  }
};
