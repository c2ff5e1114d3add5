import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const client = new S3Client();

export const handler = async (event) => {
  const getCommand = new PutObjectCommand({
    Bucket: process.env.LABELS,
    Key: `labels/${event.sku}.txt`,
    Body: event.text,
  });
  const response = await client.send(getCommand);
  return response.ETag;
};
