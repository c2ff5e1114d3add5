import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({});

const pipe =
  (...steps) =>
  (input) =>
    steps.reduce((value, step) => value.then(step), Promise.resolve(input));

const parse = (event) => (typeof event.body === 'string' ? JSON.parse(event.body) : event.body);
const keep = async (reading) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.RAW, Key: `raw/${reading.id}.json`, Body: JSON.stringify(reading) }));
  return reading;
};
const store = async ({ id, celsius }) => {
  await dynamodb.send(new PutItemCommand({ TableName: process.env.READINGS, Item: { id: { S: id }, celsius: { N: `${celsius}` } } }));
  return { statusCode: 202 };
};

export const handler = pipe(parse, keep, store);
