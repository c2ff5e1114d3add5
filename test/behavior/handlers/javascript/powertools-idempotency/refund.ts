import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY! });
const sqs = new SQSClient({});

const refund = async (event: { payment: string; cents: number }) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.REFUNDS, MessageBody: JSON.stringify(event) }));
  return { refunded: event.cents };
};

export const handler = makeIdempotent(refund, { persistenceStore });
