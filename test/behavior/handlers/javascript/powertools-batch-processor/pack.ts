import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSHandler, SQSRecord } from 'aws-lambda';

const processor = new BatchProcessor(EventType.SQS);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const recordHandler = async (record: SQSRecord): Promise<void> => {
  const order = JSON.parse(record.body);
  await documents.send(new PutCommand({ TableName: process.env.PARCELS, Item: { id: order.id, lines: order.lines } }));
};

export const handler: SQSHandler = async (event, context) => processPartialResponse(event, recordHandler, processor, { context });
