import { container } from '../container';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { animal, owner } = JSON.parse(event.body ?? '{}') as { animal: string; owner: string };
  await container.shelter.adopt(animal, owner);
  return { statusCode: 204 };
};
