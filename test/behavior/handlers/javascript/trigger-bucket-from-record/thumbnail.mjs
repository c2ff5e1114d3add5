import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export const handler = async (event) => {
  for (const record of event.Records) {
    const bucket = record.s3.bucket.name;
    const key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
    const photo = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = await photo.Body.transformToByteArray();
    await s3.send(new PutObjectCommand({ Bucket: process.env.THUMBNAILS, Key: `small/${key}`, Body: bytes.slice(0, 64) }));
  }
};
