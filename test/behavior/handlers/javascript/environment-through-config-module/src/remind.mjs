import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { config } from './config.mjs';

const { region, tables, topics } = config;
const dynamodb = new DynamoDBClient({ region });
const sns = new SNSClient({ region });

export async function handler() {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: tables.visits }));
  await Promise.all(Items.map((item) => sns.send(new PublishCommand({ TopicArn: topics.reminders, Message: `Visit ${item.id.S}` }))));
}
