import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const table = process.env.TABLE_NAME;
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function putOrder(order: Order): Promise<void> {
  await db.send(new PutCommand({ TableName: table, Item: order, ConditionExpression: 'attribute_not_exists(id)' }));
}

export async function getOrder(id: string): Promise<Order | undefined> {
  const { Item } = await db.send(new GetCommand({ TableName: table, Key: { id } }));
  return Item as Order | undefined;
}

export async function ordersOf(customer: string): Promise<Order[]> {
  const { Items } = await db.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'byCustomer',
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': customer },
      ScanIndexForward: false,
      Limit: 50,
    }),
  );
  return (Items ?? []) as Order[];
}

export async function setStatus(id: string, status: Order['status']): Promise<Order> {
  const { Attributes } = await db.send(
    new UpdateCommand({
      TableName: table,
      Key: { id },
      UpdateExpression: 'SET #status = :status',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes as Order;
}
