import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cached } from 'table-cache';

const client = new DynamoDBClient({});
const lookUp = cached({ client, table: process.env.CACHE, seconds: 60 });

export const handler = async ({ word }) => lookUp(word, async () => word.length);
