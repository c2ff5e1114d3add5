import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const firehose = new FirehoseClient({});

const summarise = async ({ dynamodb: { NewImage } }) => {
  const order = unmarshall(NewImage);
  await documents.send(
    new UpdateCommand({
      TableName: process.env.SUMMARY,
      Key: { id: order.customer },
      UpdateExpression: 'ADD orders :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
};

export const handler = async ({ Records }) => {
  await Promise.all(Records.filter((record) => record.eventName === 'INSERT').map(summarise));
  await firehose.send(
    new PutRecordBatchCommand({
      DeliveryStreamName: process.env.DELIVERY,
      Records: Records.map((record) => ({ Data: Buffer.from(JSON.stringify(record)) })),
    }),
  );
};
