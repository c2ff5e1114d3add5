import { S3 } from '@aws-sdk/client-s3';

const s3 = new S3({});

export const handler = async ({ year, number }) => {
  const Key = `${year}/${number}.pdf`;
  await s3.copyObject({
    Bucket: process.env.ARCHIVE,
    Key: `invoices/${Key}`,
    CopySource: `farm-shop-invoices/${Key}`,
  });
  await s3.deleteObject({ Bucket: 'farm-shop-invoices', Key });
};
