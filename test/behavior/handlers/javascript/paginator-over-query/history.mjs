import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ reader }) => {
  const loans = [];
  const pages = paginateQuery(
    { client, pageSize: 50 },
    {
      TableName: process.env.LOANS,
      KeyConditionExpression: 'reader = :reader',
      ExpressionAttributeValues: { ':reader': reader },
    },
  );
  for await (const page of pages) loans.push(...page.Items);
  return loans;
};
