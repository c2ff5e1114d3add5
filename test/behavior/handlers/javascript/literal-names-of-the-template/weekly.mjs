import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, PutObjectCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';

const SALES = 'farm-sales';
const REPORTS = ['farm', 'reports', '111122223333'].join('-');

export async function handler(event) {
  const { Items } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: SALES }));
  const object = { Bucket: REPORTS, Key: 'weekly/' + event.week + '.json' };
  await new S3Client({}).send(new PutObjectCommand({ ...object, Body: JSON.stringify(Items), Tagging: 'kind=weekly' }));
}
