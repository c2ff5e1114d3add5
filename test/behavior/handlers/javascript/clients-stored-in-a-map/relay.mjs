import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const channels = new Map([
  ['letter', { client: new SQSClient({}), command: (text) => new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: text }) }],
  ['news', { client: new SNSClient({}), command: (text) => new PublishCommand({ TopicArn: process.env.TOPIC, Message: text }) }],
]);

export const handler = async ({ kind, text }) => {
  const channel = channels.get(kind);
  if (channel === undefined) throw new Error(`no channel ${kind}`);
  const { client, command } = channel;
  await client.send(command(text));
};
