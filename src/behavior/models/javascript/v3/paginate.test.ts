import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

test('pages of a paginator are answers of its operation', () => {
  const source = `import { DynamoDBClient, paginateQuery, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
    const client = new DynamoDBClient();
    export const handler = async () => {
      for await (const page of paginateQuery({ client }, { TableName: 'orders' }))
        for (const item of page.Items) await client.send(new DeleteItemCommand({ TableName: 'orders', Key: item.id }));
    };`;
  expect(calls(source)).toEqual([
    "dynamodb Query { TableName: 'orders' }",
    "dynamodb DeleteItem { TableName: 'orders', Key: answer of dynamodb Query.Items[].id }?",
  ]);
});

test('a waiter polls the operation that tells the state', () => {
  const source = `import { S3Client, waitUntilBucketExists } from '@aws-sdk/client-s3';
    export const handler = () => waitUntilBucketExists({ client: new S3Client(), maxWaitTime: 60 }, { Bucket: 'photos' });`;
  expect(calls(source)).toEqual(["s3 HeadBucket { Bucket: 'photos' } (waiter)"]);
});

test('a paginator of documents goes through their client', () => {
  const source = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
    export const handler = async () => {
      const items = [];
      for await (const page of paginateScan({ client: documents }, { TableName: 'orders' })) items.push(...page.Items);
      return items;
    };`;
  expect(calls(source)).toEqual(["dynamodb Scan { TableName: 'orders' } in 'eu-west-1'"]);
});
