import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

const DOCUMENTS = `import { DynamoDBClient, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument, DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
`;

test('document commands are the operations without their last word', () => {
  const source = `${DOCUMENTS}export const handler = async () => {
      await documents.send(new GetCommand({ TableName: process.env.ORDERS }));
      await documents.send(new TransactWriteCommand({ TransactItems: [] }));
    };`;
  expect(calls(source)).toEqual(["dynamodb GetItem { TableName: '${ORDERS}' }", 'dynamodb TransactWriteItems { TransactItems: [] }']);
});

test('a low-level command goes through a document client as it is', () => {
  expect(calls(`${DOCUMENTS}export const handler = () => documents.send(new DeleteItemCommand({ TableName: 'orders' }));`)).toEqual([
    "dynamodb DeleteItem { TableName: 'orders' }",
  ]);
});

test('DynamoDBDocument has methods for documents', () => {
  const source = `${DOCUMENTS}const orders = DynamoDBDocument.from(new DynamoDBClient());
    export const handler = async () => {
      await orders.batchWrite({ RequestItems: { orders: [] } });
      return orders.query({ TableName: 'orders' });
    };`;
  expect(calls(source)).toEqual(['dynamodb BatchWriteItem { RequestItems: { orders: [] } }', "dynamodb Query { TableName: 'orders' }"]);
});

test('marshalling keeps what a value is', () => {
  const source = `${DOCUMENTS}import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
    export const handler = (event) => documents.send(new PutCommand({ TableName: 'orders', Item: marshall(unmarshall(event.Records[0].dynamodb.NewImage)) }));`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders', Item: event.Records.0.dynamodb.NewImage }"]);
});
