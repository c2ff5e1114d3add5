import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { randomUUID } from 'crypto';

const s3 = new S3Client({});

export const handler = async () =>
  createPresignedPost(s3, {
    Bucket: process.env.PHOTOS,
    Key: `pets/${randomUUID()}.jpg`,
    Conditions: [['content-length-range', 0, 5_000_000]],
    Expires: 600,
  });
