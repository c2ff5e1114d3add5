import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event) => {
  const run = new Function('client', 'input', event.script);
  return run(client, event.input);
};
