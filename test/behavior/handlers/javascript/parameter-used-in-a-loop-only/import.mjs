import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

async function save(shipments, table) {
  for (const { parcels } of shipments) {
    await Promise.all(parcels.map((id) => client.send(new PutItemCommand({ TableName: table, Item: { id: { S: id } } }))));
  }
}

export const handler = async ({ shipments }) => {
  await save(shipments, process.env.PARCELS);
};
