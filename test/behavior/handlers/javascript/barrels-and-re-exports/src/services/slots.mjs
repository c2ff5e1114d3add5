import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const reserve = (slot, patient) =>
  client.send(
    new PutItemCommand({
      TableName: process.env.SLOTS,
      Item: { id: { S: slot }, patient: { S: patient } },
      ConditionExpression: 'attribute_not_exists(id)',
    }),
  );
