import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const client = new S3Client({});

export const handler = async ({ customer, number }) => {
  const command = new GetObjectCommand({ Bucket: process.env.INVOICES, Key: `${customer}/${number}.pdf` });
  return { url: await getSignedUrl(client, command, { expiresIn: 300 }) };
};
