import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async ({ id, text }) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.RECORDS, Key: `${id}.txt`, Body: text }));
};
