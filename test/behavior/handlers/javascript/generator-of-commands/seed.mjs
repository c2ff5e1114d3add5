import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

function* commandsFor(plants) {
  for (const plant of plants) {
    yield new PutItemCommand({ TableName: process.env.PLANTS, Item: { id: { S: plant } } });
    yield new UpdateItemCommand({
      TableName: process.env.GROWTH,
      Key: { id: { S: plant } },
      UpdateExpression: 'SET days = :zero',
      ExpressionAttributeValues: { ':zero': { N: '0' } },
    });
  }
}

export const handler = async ({ plants }) => {
  for (const command of commandsFor(plants)) await client.send(command);
};
