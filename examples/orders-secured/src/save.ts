import { randomUUID } from 'node:crypto';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda';
import { json, parsed } from './http.ts';
import { isBasket, priced, totalOf } from './order.ts';
import type { Order } from './order.ts';
import { putOrder } from './store.ts';

const sqs = new SQSClient({});

export async function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyResultV2> {
  const { sub, email } = event.requestContext.authorizer.jwt.claims;
  const basket = parsed(event.body);
  if (!isBasket(basket)) return json(400, { message: 'lines and cardToken are needed' });
  const lines = priced(basket.lines);
  const order: Order = {
    id: randomUUID(),
    customer: String(sub),
    email: String(email),
    lines,
    totalCents: totalOf(lines),
    status: 'placed',
    placedAt: new Date().toISOString(),
  };
  await putOrder(order);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.QUEUE_URL,
      MessageBody: JSON.stringify({ id: order.id, totalCents: order.totalCents, cardToken: basket.cardToken }),
    }),
  );
  console.info({ message: 'order placed', id: order.id });
  return json(201, { id: order.id, totalCents: order.totalCents });
}
