import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

export enum Kind {
  Herd = 'HERDS',
  Field = 'FIELDS',
}

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function put(kind: Kind, Item: Record<string, unknown>): Promise<void> {
  const TableName = process.env[kind];
  await documents.send(new PutCommand({ TableName, Item }));
}
