import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const s3 = new S3Client({});
const dynamodb = new DynamoDBClient({});

export const handler = (event) => note({ ...event, seen: Date.now() });

async function note(scan) {
  const { bucket, object } = scan.Records[0].s3;
  const { ContentLength: size } = await s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: object.key }));
  const Item = { scan: { S: object.key }, size: { N: `${size}` } };
  await dynamodb.send(new PutItemCommand({ TableName: process.env.SCANS, Item }));
}
