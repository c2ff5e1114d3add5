import { DynamoDBClient, DescribeTableCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const TABLES = [process.env.SESSIONS, process.env.CARTS];

export const handler = async () => {
  const sizes = {};
  for (const TableName of TABLES) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    sizes[TableName] = Table.ItemCount;
  }
  return sizes;
};
