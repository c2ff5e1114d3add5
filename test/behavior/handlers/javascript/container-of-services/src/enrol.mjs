import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Container } from './container.mjs';

const container = new Container()
  .register('dynamodb', () => new DynamoDBClient({}))
  .register('sqs', () => new SQSClient({}))
  .register('courses', (services) => ({
    enrol: (course, child) =>
      services.resolve('dynamodb').send(
        new PutItemCommand({ TableName: process.env.COURSES, Item: { id: { S: `${course}#${child}` } } }),
      ),
  }))
  .register('mail', (services) => ({
    welcome: (child) =>
      services.resolve('sqs').send(new SendMessageCommand({ QueueUrl: process.env.WELCOME, MessageBody: `Welcome, ${child}` })),
  }));

export const handler = async ({ course, child }) => {
  await container.resolve('courses').enrol(course, child);
  await container.resolve('mail').welcome(child);
};
