import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

const uploadsIn = ({ body }) => JSON.parse(body).Records.map(({ s3: { bucket, object } }) => ({ Bucket: bucket.name, Key: object.key }));

export const handler = async ({ Records }) => {
  for (const upload of Records.flatMap(uploadsIn)) {
    const { Body } = await s3.send(new GetObjectCommand(upload));
    const bytes = await Body.transformToByteArray();
    await s3.send(new PutObjectCommand({ Bucket: process.env.THUMBNAILS, Key: `small/${upload.Key}`, Body: bytes.slice(0, 64) }));
  }
};
