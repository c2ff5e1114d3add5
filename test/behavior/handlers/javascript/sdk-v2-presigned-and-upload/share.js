const { S3 } = require('aws-sdk');

const s3 = new S3({ signatureVersion: 'v4' });
const Bucket = process.env.PHOTOS;

module.exports.handler = async ({ name, bytes }) => {
  const Key = `shared/${name}`;
  await s3.upload({ Bucket, Key, Body: Buffer.from(bytes, 'base64') }).promise();
  return s3.getSignedUrl('getObject', { Bucket, Key, Expires: 3600 });
};
