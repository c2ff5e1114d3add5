import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const here = dirname(fileURLToPath(import.meta.url));
const names = JSON.parse(readFileSync(join(here, 'names.json'), 'utf8'));
const again = JSON.parse(readFileSync(new URL('./names.json', import.meta.url), 'utf8'));

const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});

export const handler = async ({ parcel, isReturn }) => {
  await dynamodb.send(new PutItemCommand({ TableName: names.tables.parcels, Item: { id: { S: parcel } } }));
  if (!isReturn) return;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: again.queues[0] }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: parcel }));
};
