import { DynamoDBClient, ScanCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const list = async () => (await client.send(new ScanCommand({ TableName: process.env.TASKS }))).Items;

export const drop = () => client.send(new DeleteTableCommand({ TableName: process.env.TASKS }));
