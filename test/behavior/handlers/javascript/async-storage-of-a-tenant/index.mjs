import { AsyncLocalStorage } from 'node:async_hooks';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const current = new AsyncLocalStorage();
const s3 = new S3Client({});
const buckets = { north: process.env.NORTH, south: process.env.SOUTH };

const read = async (Key) => {
  const { bucket } = current.getStore();
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Body.transformToString();
};

export const handler = ({ farm, key }) => current.run({ bucket: buckets[farm] }, () => read(key));
