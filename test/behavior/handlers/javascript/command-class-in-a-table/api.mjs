import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.NOTES;

const ROUTES = {
  'GET /notes': () => [ScanCommand, {}],
  'GET /notes/{id}': ({ pathParameters: { id } }) => [GetCommand, { Key: { id } }],
  'POST /notes': ({ body }) => [PutCommand, { Item: JSON.parse(body) }],
  'DELETE /notes/{id}': ({ pathParameters: { id } }) => [DeleteCommand, { Key: { id } }],
};

export const handler = async (event) => {
  const route = ROUTES[event.routeKey];
  if (!route) return { statusCode: 404 };
  const [Command, input] = route(event);
  const answer = await client.send(new Command({ TableName, ...input }));
  return { statusCode: 200, body: JSON.stringify(answer.Item ?? answer.Items ?? {}) };
};
