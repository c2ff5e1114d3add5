import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const client = new S3Client({});

export const handler = async ({ name, megabytes }) => {
  const Body = Buffer.alloc(megabytes * 1024 * 1024, '.');
  const upload = new Upload({ client, params: { Bucket: process.env.FILMS, Key: `films/${name}`, Body }, queueSize: 1 });
  upload.on('httpUploadProgress', ({ loaded }) => console.log(loaded));
  await upload.done();
};
