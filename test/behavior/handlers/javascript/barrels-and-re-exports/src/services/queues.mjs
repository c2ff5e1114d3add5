import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const client = new SQSClient({});

export default function confirm(message) {
  return client.send(new SendMessageCommand({ QueueUrl: process.env.CONFIRMATIONS, MessageBody: JSON.stringify(message) }));
}
