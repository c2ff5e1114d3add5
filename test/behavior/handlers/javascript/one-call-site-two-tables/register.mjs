import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { OWNERS_TABLE, PETS_TABLE } = process.env;

const save = async (TableName, Item) => {
  await db.send(new PutCommand({ TableName, Item }));
  return Item.id;
};

export const handler = async ({ owner, pets }) => {
  const ownerId = await save(OWNERS_TABLE, owner);
  await Promise.all(pets.map((pet) => save(PETS_TABLE, { ...pet, ownerId })));
  return { ownerId, pets: pets.length };
};
