import { CopyObjectCommand, DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const { INBOX, ARCHIVE } = process.env;

export const handler = async () => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: INBOX, Prefix: 'letters/' }));
  for (const { Key } of Contents) {
    await s3.send(new CopyObjectCommand({ Bucket: ARCHIVE, Key, CopySource: encodeURI(`${INBOX}/${Key}`) }));
    await s3.send(new DeleteObjectCommand({ Bucket: INBOX, Key }));
  }
};
