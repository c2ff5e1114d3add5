import { EventEmitter, once } from 'node:events';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const shop = new EventEmitter();
const sns = new SNSClient({});
const sqs = new SQSClient({});

shop.on('sold', async (item) => {
  await sns.send(new PublishCommand({ TopicArn: process.env.SALES, Message: item }));
  shop.emit('told', item);
});
shop.once('told', async (item) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.PACKING, MessageBody: item }));
  shop.emit('done');
});

export const handler = async ({ item }) => {
  const done = once(shop, 'done');
  shop.emit('sold', item);
  await done;
};
