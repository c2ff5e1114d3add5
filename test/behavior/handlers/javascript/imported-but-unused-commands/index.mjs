import { DynamoDBClient, GetItemCommand, PutItemCommand, DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({});

// Kept for the nightly clean-up that was moved elsewhere.
async function removePatient(id) {
  await dynamodb.send(new DeleteItemCommand({ TableName: process.env.TABLE_NAME, Key: { id: { S: id } } }));
}

export const handler = async (event) => {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: { id: { S: event.pathParameters.id } } }),
  );
  // const all = await dynamodb.send(new ScanCommand({ TableName: process.env.TABLE_NAME }));
  const backup = new PutObjectCommand({ Bucket: process.env.BUCKET_NAME, Key: 'backup.json', Body: '{}' });
  return Item ? { statusCode: 200, body: JSON.stringify(unmarshall(Item)) } : { statusCode: 404, body: '' };
};
