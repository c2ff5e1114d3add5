import { SQSClient, GetQueueUrlCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({});

export const handler = async ({ patients }) => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'clinic-calls' }));
  const Entries = patients.map((patient, index) => ({ Id: `m${index}`, MessageBody: patient }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
};
