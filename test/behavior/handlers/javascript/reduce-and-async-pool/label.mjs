import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

async function pool(size, items, work) {
  const waiting = [...items];
  const workers = Array.from({ length: size }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  });
  await Promise.all(workers);
}

const read = async (Key) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.SCANS, Key }));
  return Body.transformToString();
};

export const handler = async () => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: process.env.SCANS }));
  const labels = Contents.reduce((all, { Key }) => ({ ...all, [Key]: `label of ${Key}` }), {});
  await pool(3, Object.entries(labels), async ([key, label]) => {
    const text = await read(key);
    await s3.send(new PutObjectCommand({ Bucket: process.env.LABELS, Key: `${key}.label`, Body: `${label}\n${text.length}` }));
  });
};
