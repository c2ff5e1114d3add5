import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';

async function listAll(client, Bucket, Prefix = 'scans/', ContinuationToken) {
  const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
  const keys = (page.Contents ?? []).map((object) => object.Key);
  if (!page.IsTruncated) return keys;
  return [...keys, ...(await listAll(client, Bucket, Prefix, page.NextContinuationToken))];
}

export const handler = async () => {
  const keys = await listAll(new S3Client({}), process.env.SCANS);
  return keys.length;
};
