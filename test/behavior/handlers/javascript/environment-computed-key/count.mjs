import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const tableOf = (thing) => process.env[`${thing.toUpperCase()}_TABLE`];

const count = async (thing) => {
  const { Count } = await client.send(new ScanCommand({ TableName: tableOf(thing), Select: 'COUNT' }));
  return Count;
};

export const handler = async () => ({ books: await count('books'), readers: await count('readers') });
