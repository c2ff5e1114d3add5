import { CopyObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import _ from 'lodash';
import pMap from 'p-map';

const s3 = new S3Client({});
const Bucket = process.env.PHOTOS;

export const handler = async () => {
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'new/' }));
  const small = _.filter(Contents, ({ Size }) => Size < 100_000);
  await pMap(
    _.map(small, 'Key'),
    async (key) => {
      await s3.send(new CopyObjectCommand({ Bucket, Key: `small/${key}`, CopySource: `${Bucket}/${key}`, TaggingDirective: 'REPLACE' }));
    },
    { concurrency: 4 },
  );
};
