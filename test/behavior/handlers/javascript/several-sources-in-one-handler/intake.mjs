import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({});

const readers = {
  'aws:s3': async ({ s3: { bucket, object } }) => {
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: object.key }));
    return { id: object.key, size: ContentLength };
  },
  'aws:sqs': async ({ messageId, body }) => ({ id: messageId, size: body.length }),
};

export const handler = async ({ Records }) => {
  for (const record of Records) {
    const read = readers[record.eventSource];
    const { id, size } = await read(record);
    await dynamodb.send(new PutItemCommand({ TableName: process.env.RESULTS, Item: { id: { S: id }, size: { N: `${size}` } } }));
  }
};
