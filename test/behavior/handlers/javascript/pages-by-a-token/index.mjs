import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const dynamodb = new DynamoDBClient({});
const events = new EventBridgeClient({});

export const handler = async () => {
  let from;
  let total = 0;
  do {
    const page = await dynamodb.send(new ScanCommand({ TableName: process.env.TILL, ExclusiveStartKey: from }));
    total += page.Items.reduce((sum, { cents }) => sum + Number(cents.N), 0);
    from = page.LastEvaluatedKey;
  } while (from);
  const Detail = JSON.stringify({ total });
  await events.send(new PutEventsCommand({ Entries: [{ Source: 'shop.till', DetailType: 'Day closed', Detail }] }));
};
