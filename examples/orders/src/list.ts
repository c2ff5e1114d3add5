import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { getOrder, ordersOf } from './store.ts';

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  const id = event.pathParameters?.id;
  if (id) {
    const order = await getOrder(id);
    return order ? { statusCode: 200, body: JSON.stringify(order) } : { statusCode: 404, body: JSON.stringify({ message: 'no such order' }) };
  }
  const customer = event.queryStringParameters?.customer;
  if (!customer) return { statusCode: 400, body: JSON.stringify({ message: 'customer is needed' }) };
  return { statusCode: 200, body: JSON.stringify(await ordersOf(customer)) };
}
