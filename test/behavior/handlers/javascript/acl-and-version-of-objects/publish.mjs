import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const Bucket = process.env.SITE;

export const handler = async ({ page, version }) => {
  const old = await s3.send(new GetObjectCommand({ Bucket, Key: `drafts/${page}.html`, VersionId: version }));
  const Body = await old.Body.transformToString();
  await s3.send(new PutObjectCommand({ Bucket, Key: `pages/${page}.html`, Body, ACL: 'public-read', ContentType: 'text/html' }));
};
