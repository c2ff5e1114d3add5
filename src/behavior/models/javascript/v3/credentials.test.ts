import { expect, test } from 'vitest';
import { calls } from '../testing.ts';

const PHOTOS = `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
`;

test('a client with the keys of an AssumeRole answer calls as that role', () => {
  const source = `${PHOTOS}import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
    export const handler = async () => {
      const { Credentials } = await new STSClient().send(new AssumeRoleCommand({ RoleArn: process.env.AUDITOR }));
      const s3 = new S3Client({ credentials: { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey } });
      return s3.send(new ListBucketsCommand());
    };`;
  expect(calls(source)).toEqual(["sts AssumeRole { RoleArn: '${AUDITOR}' }", "s3 ListBuckets {} as '${AUDITOR}'"]);
});

test('temporary credentials assume their role with the own one', () => {
  const source = `${PHOTOS}import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
    const s3 = new S3Client({ credentials: fromTemporaryCredentials({ params: { RoleArn: 'auditor' } }) });
    export const handler = () => s3.send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(["sts AssumeRole { RoleArn: 'auditor' } (temporary credentials)", "s3 ListBuckets {} as 'auditor'"]);
});

test("the default chain of providers finds the function's role", () => {
  const source = `${PHOTOS}import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
    const s3 = new S3Client({ credentials: fromNodeProviderChain() });
    export const handler = () => s3.send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {}']);
});

test("the keys that Lambda puts into the environment are the function's role", () => {
  const source = `${PHOTOS}const s3 = new S3Client({ credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY } });
    export const handler = () => s3.send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {}']);
});

test("other keys are not the function's role", () => {
  const source = `${PHOTOS}const s3 = new S3Client({ credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } });
    export const handler = () => s3.send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {} as (an access key that the code gives)']);
});

test('a function of the code may provide the credentials', () => {
  const source = `${PHOTOS}import { STS } from '@aws-sdk/client-sts';
    const auditor = async () => {
      const answer = await new STS().assumeRole({ RoleArn: 'auditor' });
      return { accessKeyId: answer.Credentials.AccessKeyId };
    };
    export const handler = () => new S3Client({ credentials: auditor }).send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(["sts AssumeRole { RoleArn: 'auditor' }", "s3 ListBuckets {} as 'auditor'"]);
});

test("credentials that may be the function's own are", () => {
  const source = `${PHOTOS}import { fromIni } from '@aws-sdk/credential-providers';
    export const handler = (event) => new S3Client({ credentials: event.local ? fromIni() : undefined }).send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {}']);
});

test("options that come from elsewhere leave a client the function's role", () => {
  const source = `${PHOTOS}export const handler = (event) => new S3Client(event.options).send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {} in event.options.region at event.options.endpoint']);
});
