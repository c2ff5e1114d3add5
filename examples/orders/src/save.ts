import { randomUUID } from 'node:crypto';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { priced, totalOf } from './order.ts';
import type { Order } from './order.ts';
import { putOrder } from './store.ts';

const sqs = new SQSClient({});

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  console.log('event', JSON.stringify(event));
  const { customer, email, lines: wanted, cardToken } = JSON.parse(event.body ?? '{}');
  if (!customer || !email || !cardToken || !Array.isArray(wanted) || wanted.length === 0) {
    return { statusCode: 400, body: JSON.stringify({ message: 'customer, email, cardToken and lines are needed' }) };
  }
  const lines = priced(wanted);
  const order: Order = {
    id: randomUUID(),
    customer,
    email,
    lines,
    totalCents: totalOf(lines),
    status: 'placed',
    placedAt: new Date().toISOString(),
  };
  await putOrder(order);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.QUEUE_URL,
      MessageBody: JSON.stringify({ id: order.id, totalCents: order.totalCents, cardToken }),
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ id: order.id, totalCents: order.totalCents }) };
}
