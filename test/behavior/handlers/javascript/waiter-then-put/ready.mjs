import { S3Client, waitUntilObjectExists, CopyObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';

const client = new S3Client({});
const Bucket = process.env.UPLOADS;

export const handler = async ({ name }) => {
  const Key = `incoming/${name}`;
  await waitUntilObjectExists({ client, maxWaitTime: 20 }, { Bucket, Key });
  await client.send(new DeleteObjectCommand({ Bucket, Key }));
};
