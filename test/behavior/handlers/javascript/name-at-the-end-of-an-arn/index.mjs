import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const TableName = process.env.BELLS_ARN.split('/').pop();
const Bucket = process.env.RECORDINGS_ARN.replace('arn:aws:s3:::', '');

export const handler = async ({ bell }) => {
  await new DynamoDBClient({}).send(new PutItemCommand({ TableName, Item: { id: { S: bell } } }));
  await new S3Client({}).send(new PutObjectCommand({ Bucket, Key: `${bell}.wav`, Body: 'dong' }));
};
