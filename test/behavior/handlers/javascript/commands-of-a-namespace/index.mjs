import * as dynamodb from '@aws-sdk/client-dynamodb';

const { DynamoDBClient, ...commands } = dynamodb;
const client = new DynamoDBClient({});

const run = (operation, input) => client.send(new commands[`${operation}Command`]({ TableName: process.env.TOOLS, ...input }));

export const handler = async ({ id }) => {
  const item = { id: { S: id } };
  await run('PutItem', { Item: item });
  await run('DeleteItem', { Key: item });
};
