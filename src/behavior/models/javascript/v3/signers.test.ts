import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

const PHOTOS = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const client = new S3Client();
`;

test('signing a URL needs the permission for what is signed', () => {
  const source = `${PHOTOS}import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
    export const handler = (event) => getSignedUrl(client, new GetObjectCommand({ Bucket: 'photos', Key: event.key }), { expiresIn: 60 });`;
  expect(calls(source)).toEqual(["s3 GetObject { Bucket: 'photos', Key: event.key } (presigned URL)"]);
});

test('a presigned post lets its holder put the object', () => {
  const source = `${PHOTOS}import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
    export const handler = () => createPresignedPost(client, { Bucket: 'photos', Key: 'inbox', Fields: { acl: 'public-read' } });`;
  expect(calls(source)).toEqual(["s3 PutObject { Bucket: 'photos', Key: 'inbox', ACL: 'public-read' } (presigned URL)"]);
});

test('an upload puts the object, whole or in parts, and may abort its parts', () => {
  const source = `${PHOTOS}import { Upload } from '@aws-sdk/lib-storage';
    export const handler = (event) => new Upload({ client, params: { Bucket: 'photos', Key: 'a', Body: event.body } }).done();`;
  expect(calls(source)).toEqual([
    "s3 PutObject { Bucket: 'photos', Key: 'a', Body: event.body }",
    "s3 CreateMultipartUpload { Bucket: 'photos', Key: 'a', Body: event.body } (multipart upload)?",
    "s3 UploadPart { Bucket: 'photos', Key: 'a', Body: event.body } (multipart upload)?",
    "s3 CompleteMultipartUpload { Bucket: 'photos', Key: 'a', Body: event.body } (multipart upload)?",
    "s3 AbortMultipartUpload { Bucket: 'photos', Key: 'a', Body: event.body } (multipart upload)?",
  ]);
});

test('an upload that keeps its parts aborts nothing', () => {
  const source = `${PHOTOS}import { Upload } from '@aws-sdk/lib-storage';
    export const handler = () => new Upload({ client, leavePartsOnError: true, params: { Bucket: 'photos' } }).done();`;
  expect(calls(source).filter((call) => call.includes('Abort'))).toEqual([]);
});

test('a token for a database is the right to connect', () => {
  const source = `import { Signer } from '@aws-sdk/rds-signer';
    const signer = new Signer({ hostname: 'orders.example.com', port: 5432, username: 'app' });
    export const handler = () => signer.getAuthToken();`;
  expect(calls(source)).toEqual(["rds-db connect { hostname: 'orders.example.com', port: 5432, username: 'app' } (database token)"]);
});

test('a token for Aurora DSQL is one of two rights', () => {
  const source = `import { DsqlSigner } from '@aws-sdk/dsql-signer';
    export const handler = () => new DsqlSigner({ hostname: 'orders' }).getDbConnectAdminAuthToken();`;
  expect(calls(source)).toEqual(["dsql DbConnectAdmin { hostname: 'orders' } (database token)"]);
});

test('a URL for speech is signed for its synthesis', () => {
  const source = `import { Polly } from '@aws-sdk/client-polly';
    import { getSynthesizeSpeechUrl } from '@aws-sdk/polly-request-presigner';
    export const handler = (event) => getSynthesizeSpeechUrl({ client: new Polly(), params: { Text: event.text } });`;
  expect(calls(source)).toEqual(['polly SynthesizeSpeech { Text: event.text } (presigned URL)']);
});
