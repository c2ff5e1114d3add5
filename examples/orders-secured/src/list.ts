import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda';
import { json } from './http.ts';
import { getOrder, ordersOf } from './store.ts';

export async function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyResultV2> {
  const customer = String(event.requestContext.authorizer.jwt.claims.sub);
  const id = event.pathParameters?.id;
  if (!id) return json(200, await ordersOf(customer));
  const order = await getOrder(id);
  // Another customer's order is answered like one that does not exist.
  return order?.customer === customer ? json(200, order) : json(404, { message: 'no such order' });
}
