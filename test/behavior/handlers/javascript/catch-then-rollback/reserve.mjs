import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
const TableName = process.env.ROOMS;

export const handler = async ({ room, doctor }) => {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { id: { S: room }, doctor: { S: doctor } },
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { reserved: false };
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: room } } }));
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.FAILURES, MessageBody: `${room}: ${error.message}` }));
    throw error;
  } finally {
    console.log('asked for', room);
  }
  return { reserved: true };
};
