import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, ScanCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient({});
const api = new ApiGatewayManagementApiClient({ endpoint: process.env.API_ENDPOINT });
const TableName = process.env.CONNECTIONS;

export const handler = async (event) => {
  const { Items } = await dynamodb.send(new ScanCommand({ TableName, ProjectionExpression: 'id' }));
  const posts = Items.map(async ({ id }) => {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: id.S, Data: event.body }));
    } catch (error) {
      if (error.name !== 'GoneException') throw error;
      await dynamodb.send(new DeleteItemCommand({ TableName, Key: { id } }));
    }
  });
  await Promise.all(posts);
  return { statusCode: 200 };
};
