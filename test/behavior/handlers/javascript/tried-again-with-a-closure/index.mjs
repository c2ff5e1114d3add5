import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function withRetry(action, times = 3) {
  try {
    return await action();
  } catch (error) {
    if (times <= 1) throw error;
    await sleep(10);
    return withRetry(action, times - 1);
  }
}

const once = (make) => {
  let made;
  return () => (made ??= make());
};
const slots = once(() => ({ TableName: process.env.SLOTS }));

export const handler = ({ slot }) =>
  withRetry(() =>
    client.send(
      new UpdateItemCommand({
        ...slots(),
        Key: { id: { S: slot } },
        UpdateExpression: 'ADD taken :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    ),
  );
