import { DynamoDBClient, DescribeTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ id }) => {
  const { Item } = await documents.send(new GetItemCommand({ TableName: process.env.APPOINTMENTS, Key: marshall({ id }) }));
  return Item ? unmarshall(Item) : null;
};
