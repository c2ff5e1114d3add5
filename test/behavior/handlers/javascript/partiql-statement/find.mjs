import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async ({ id }) => {
  const { Items } = await client.send(
    new ExecuteStatementCommand({
      Statement: `SELECT * FROM "${process.env.BATCHES}" WHERE id = ?`,
      Parameters: [{ S: id }],
    }),
  );
  return Items;
};
