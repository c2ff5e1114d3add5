import { expect, test } from 'vitest';
import { calls, gaps } from '../testing.ts';

const S3 = `const AWS = require('aws-sdk');
const s3 = new AWS.S3();
`;

test('an upload puts the object, whole or in parts, and may abort its parts', () => {
  expect(calls(`${S3}exports.handler = () => s3.upload({ Bucket: 'photos' }).promise();`)).toEqual([
    "s3 PutObject { Bucket: 'photos' }",
    "s3 CreateMultipartUpload { Bucket: 'photos' } (multipart upload)?",
    "s3 UploadPart { Bucket: 'photos' } (multipart upload)?",
    "s3 CompleteMultipartUpload { Bucket: 'photos' } (multipart upload)?",
    "s3 AbortMultipartUpload { Bucket: 'photos' } (multipart upload)?",
  ]);
});

test('an upload with a callback starts at once', () => {
  expect(calls(`${S3}exports.handler = () => { s3.upload({ Bucket: 'photos' }, (error, data) => console.log(data)); };`)).toEqual([
    "s3 PutObject { Bucket: 'photos' }",
    "s3 CreateMultipartUpload { Bucket: 'photos' } (multipart upload)?",
    "s3 UploadPart { Bucket: 'photos' } (multipart upload)?",
    "s3 CompleteMultipartUpload { Bucket: 'photos' } (multipart upload)?",
    "s3 AbortMultipartUpload { Bucket: 'photos' } (multipart upload)?",
  ]);
});

test('a signed URL is the operation that it is signed for', () => {
  const source = `${S3}exports.handler = async () => [
      s3.getSignedUrl('putObject', { Bucket: 'inbox' }),
      await s3.getSignedUrlPromise('getObject', { Bucket: 'photos' }),
    ];`;
  expect(calls(source)).toEqual(["s3 PutObject { Bucket: 'inbox' } (presigned URL)", "s3 GetObject { Bucket: 'photos' } (presigned URL)"]);
});

test('a URL that is signed for what the event says is a gap', () => {
  expect(gaps(`${S3}exports.handler = (event) => s3.getSignedUrl(event.operation, { Bucket: 'photos' });`)).toEqual([
    'dynamic-operation: which operation the URL is signed for cannot be told',
  ]);
});

test('a presigned post lets its holder put the object', () => {
  expect(calls(`${S3}exports.handler = () => s3.createPresignedPost({ Bucket: 'photos', Fields: { key: 'inbox' } });`)).toEqual([
    "s3 PutObject { Bucket: 'photos', Key: 'inbox' } (presigned URL)",
  ]);
});
