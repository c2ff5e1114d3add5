import { expect, test } from 'vitest';
import { calls, gaps } from '../testing.ts';

const S3 = `const AWS = require('aws-sdk');
const s3 = new AWS.S3();
`;

test('a request is sent by its promise', () => {
  expect(calls(`${S3}exports.handler = async () => s3.getObject({ Bucket: 'photos' }).promise();`)).toEqual([
    "s3 GetObject { Bucket: 'photos' }",
  ]);
});

test('a request that nothing sends is no call', () => {
  expect(calls(`${S3}exports.handler = async () => { s3.getObject({ Bucket: 'photos' }); };`)).toEqual([]);
});

test('a callback sends at once and gets the answer', () => {
  const source = `${S3}exports.handler = (event, context, callback) => {
      s3.getObject({ Bucket: 'photos' }, (error, data) => {
        if (error) callback(error);
        else s3.putObject({ Bucket: 'archive', Key: data.VersionId }, callback);
      });
    };`;
  expect(calls(source)).toEqual([
    "s3 GetObject { Bucket: 'photos' }",
    "s3 PutObject { Bucket: 'archive', Key: answer of s3 GetObject.VersionId }?",
  ]);
});

test('a stream reads what is requested', () => {
  expect(calls(`${S3}exports.handler = () => s3.getObject({ Bucket: 'photos' }).createReadStream().pipe(process.stdout);`)).toEqual([
    "s3 GetObject { Bucket: 'photos' }",
  ]);
});

test('pages are fetched for a callback', () => {
  const source = `${S3}exports.handler = () => s3.listObjectsV2({ Bucket: 'photos' }).eachPage((error, page) => { if (page) console.log(page.Contents); });`;
  expect(calls(source)).toEqual(["s3 ListObjectsV2 { Bucket: 'photos' }"]);
});

test('parameters that a client is bound to are members of every input', () => {
  const source = `const S3 = require('aws-sdk/clients/s3');
    const photos = new S3({ params: { Bucket: 'photos' } });
    exports.handler = (event) => photos.putObject({ Key: event.key }).promise();`;
  expect(calls(source)).toEqual(["s3 PutObject { Bucket: 'photos', Key: event.key }"]);
});

test('the global configuration holds for clients made after it', () => {
  const source = `const AWS = require('aws-sdk');
    const before = new AWS.SNS();
    AWS.config.update({ region: 'eu-west-1' });
    const after = new AWS.SNS();
    exports.handler = async () => {
      await before.publish({ TopicArn: 'orders' }).promise();
      await after.publish({ TopicArn: 'refunds' }).promise();
    };`;
  expect(calls(source)).toEqual(["sns Publish { TopicArn: 'orders' }", "sns Publish { TopicArn: 'refunds' } in 'eu-west-1'"]);
});

test('the document client has methods of its own', () => {
  const source = `import AWS from 'aws-sdk';
    const documents = new AWS.DynamoDB.DocumentClient();
    export const handler = async (event) => {
      await documents.put({ TableName: process.env.ORDERS, Item: event }).promise();
      await documents.batchGet({ RequestItems: {} }).promise();
    };`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: '${ORDERS}', Item: event }", 'dynamodb BatchGetItem { RequestItems: {} }']);
});

test('the document client may be imported from the file of its service', () => {
  const source = `import { DocumentClient } from 'aws-sdk/clients/dynamodb';
    const documents = new DocumentClient();
    export const handler = () => documents.scan({ TableName: 'orders' }).promise();`;
  expect(calls(source)).toEqual(["dynamodb Scan { TableName: 'orders' }"]);
});

test('classes of services are found by their names', () => {
  const source = `const { CognitoIdentityServiceProvider, StepFunctions } = require('aws-sdk');
    exports.handler = async () => {
      await new CognitoIdentityServiceProvider().adminGetUser({ UserPoolId: 'members' }).promise();
      await new StepFunctions().startExecution({ stateMachineArn: 'orders' }).promise();
    };`;
  expect(calls(source)).toEqual([
    "cognito-idp AdminGetUser { UserPoolId: 'members' }",
    "stepfunctions StartExecution { stateMachineArn: 'orders' }",
  ]);
});

test('waiting polls the operation that tells the state', () => {
  expect(calls(`${S3}exports.handler = () => s3.waitFor('objectExists', { Bucket: 'photos' }).promise();`)).toEqual([
    "s3 HeadObject { Bucket: 'photos' } (waiter)",
  ]);
});

test('an operation may be requested by its name', () => {
  expect(calls(`${S3}exports.handler = () => s3.makeRequest('getObject', { Bucket: 'photos' }).promise();`)).toEqual([
    "s3 GetObject { Bucket: 'photos' }",
  ]);
  expect(gaps(`${S3}exports.handler = (event) => s3.makeRequest(event.operation, { Bucket: 'photos' }).promise();`)).toEqual([
    'dynamic-operation: which operation the s3 client requests cannot be told',
  ]);
});

test('keys of an AssumeRole answer are that role', () => {
  const source = `const AWS = require('aws-sdk');
    exports.handler = async () => {
      const answer = await new AWS.STS().assumeRole({ RoleArn: 'auditor' }).promise();
      AWS.config.credentials = new AWS.Credentials(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey);
      return new AWS.S3().listBuckets().promise();
    };`;
  expect(calls(source)).toEqual(["sts AssumeRole { RoleArn: 'auditor' }", "s3 ListBuckets {} as 'auditor'"]);
});

test('chained temporary credentials assume their role', () => {
  const source = `const AWS = require('aws-sdk');
    const credentials = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: 'auditor' } });
    exports.handler = () => new AWS.S3({ credentials }).listBuckets().promise();`;
  expect(calls(source)).toEqual(["sts AssumeRole { RoleArn: 'auditor' } (temporary credentials)", "s3 ListBuckets {} as 'auditor'"]);
});

test('a request signed by hand is a call of what it goes to', () => {
  const source = `const AWS = require('aws-sdk');
    exports.handler = async () => {
      const request = new AWS.HttpRequest(new AWS.Endpoint('search.example.com'), 'eu-west-1');
      new AWS.Signers.V4(request, 'es').addAuthorization(AWS.config.credentials, new Date());
    };`;
  expect(calls(source)).toEqual(["es ESHttp { Url: 'search.example.com' } (signed request)"]);
  expect(gaps(source)).toEqual([]);
});

test('a service that the event picks is a gap', () => {
  const source = `const AWS = require('aws-sdk');
    exports.handler = (event) => new AWS[event.service]().describe().promise();`;
  expect(gaps(source)).toEqual(['dynamic-operation: which class of aws-sdk is used cannot be told']);
});

test('a promisified method sends, since it gets a callback', () => {
  const source = `const { promisify } = require('util');
    const AWS = require('aws-sdk');
    const documents = new AWS.DynamoDB.DocumentClient();
    const get = promisify(documents.get.bind(documents));
    const put = promisify(documents.put).bind(documents);
    exports.handler = async () => {
      const { Item } = await get({ TableName: 'orders' });
      await put({ TableName: 'archive', Item });
    };`;
  expect(calls(source)).toEqual([
    "dynamodb GetItem { TableName: 'orders' }",
    "dynamodb PutItem { TableName: 'archive', Item: answer of dynamodb GetItem.Item }",
  ]);
});
