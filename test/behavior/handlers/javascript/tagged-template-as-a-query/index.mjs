import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

const client = new DynamoDBClient({});
const sql = (strings, ...values) =>
  client.send(
    new ExecuteStatementCommand({
      Statement: strings.join('?'),
      Parameters: values.map((value) => marshall({ value }).value),
    }),
  );

export const handler = async ({ id }) => {
  const { Items } = await sql`SELECT * FROM "seeds" WHERE id = ${id}`;
  return Items;
};
