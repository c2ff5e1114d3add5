import { CreateMultipartUploadCommand, S3, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3({});
const Bucket = process.env.FILMS;
const sign = (Command, input) => getSignedUrl(s3, new Command(input), { expiresIn: 900 });

export const handler = async ({ name, parts }) => {
  const Key = `films/${name}.mp4`;
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const numbers = [...Array(parts).keys()];
  const urls = await Promise.all(numbers.map((n) => sign(UploadPartCommand, { Bucket, Key, UploadId, PartNumber: n + 1 })));
  return { UploadId, urls };
};
