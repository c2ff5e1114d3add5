import { expect, test } from 'vitest';
import { calls, gaps } from '../testing.ts';

const ORDERS = `import { DynamoDBClient, PutItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
`;

test('a command that is sent is the operation of its name', () => {
  expect(calls(`${ORDERS}export const handler = () => client.send(new PutItemCommand({ TableName: 'orders' }));`)).toEqual([
    "dynamodb PutItem { TableName: 'orders' }",
  ]);
});

test('a command that is made and never sent is no call', () => {
  expect(calls(`${ORDERS}export const handler = () => { new PutItemCommand({ TableName: 'orders' }); };`)).toEqual([]);
});

test('a command may be chosen, stored and passed before it is sent', () => {
  const source = `${ORDERS}const commands = { get: GetItemCommand, put: PutItemCommand };
    const send = (command) => client.send(command);
    export const handler = (event) => send(event.save ? new commands.put({ TableName: 'orders' }) : new commands.get({ TableName: 'archive' }));`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders' }?", "dynamodb GetItem { TableName: 'archive' }?"]);
});

test('an input that changes between making and sending is sent as it then is', () => {
  const source = `${ORDERS}export const handler = () => {
      const command = new PutItemCommand({ TableName: 'orders' });
      command.input.ReturnValues = 'ALL_OLD';
      return client.send(command);
    };`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders', ReturnValues: 'ALL_OLD' }"]);
});

test('send is a function like another', () => {
  const source = `${ORDERS}const send = client.send.bind(client);
    export const handler = () => send(new PutItemCommand({ TableName: 'orders' }));`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders' }"]);
});

test('a callback gets the answer', () => {
  const source = `${ORDERS}export const handler = () => client.send(new GetItemCommand({ TableName: 'orders' }), (error, data) => {
      if (data) client.send(new PutItemCommand({ TableName: data.Item.table.S }));
    });`;
  expect(calls(source)).toEqual([
    "dynamodb GetItem { TableName: 'orders' }",
    'dynamodb PutItem { TableName: answer of dynamodb GetItem.Item.table.S }?',
  ]);
});

test('the methods of an aggregated client are operations', () => {
  const source = `import { S3 } from '@aws-sdk/client-s3';
    const s3 = new S3({ region: 'eu-west-1' });
    export const handler = async () => { await s3.getObject({ Bucket: 'photos', Key: 'a.jpg' }); };`;
  expect(calls(source)).toEqual(["s3 GetObject { Bucket: 'photos', Key: 'a.jpg' } in 'eu-west-1'"]);
});

test('a modular client has no methods but send', () => {
  expect(calls(`${ORDERS}export const handler = () => client.putItem({ TableName: 'orders' });`)).toEqual([]);
});

test('a command of no operation is a gap when it is sent', () => {
  const source = `import { DynamoDBClient, PutRowCommand } from '@aws-sdk/client-dynamodb';
    export const handler = () => new DynamoDBClient().send(new PutRowCommand({}));`;
  expect(gaps(source)).toEqual(['unknown-operation: PutRowCommand is no command of that package']);
});

test('a command that cannot be told is a gap', () => {
  expect(gaps(`${ORDERS}export const handler = (event) => client.send(event.command);`)).toEqual([
    'dynamic-operation: which command is sent cannot be told',
  ]);
});

test('a client that the code derives a class from sends too', () => {
  const source = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
    class Orders extends DynamoDBClient {
      constructor() { super({ region: 'eu-west-1' }); this.table = 'orders'; }
      save(item) { return this.send(new PutItemCommand({ TableName: this.table, Item: item })); }
    }
    export const handler = (event) => new Orders().save(event.detail);`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders', Item: event.detail } in 'eu-west-1'"]);
});

test('a command that the code derives a class from keeps its operation', () => {
  const source = `${ORDERS}class SaveOrder extends PutItemCommand {
      constructor(item) { super({ TableName: 'orders', Item: item }); }
    }
    export const handler = (event) => client.send(new SaveOrder(event.detail));`;
  expect(calls(source)).toEqual(["dynamodb PutItem { TableName: 'orders', Item: event.detail }"]);
});

test('packages of the SDK are found by the names of their services', () => {
  const source = `import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
    import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
    import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
    export const handler = async () => {
      await new SFNClient().send(new StartExecutionCommand({ stateMachineArn: 'orders' }));
      await new EventBridgeClient().send(new PutEventsCommand({ Entries: [] }));
      await new ApiGatewayManagementApiClient({ endpoint: 'https://chat' }).send(new PostToConnectionCommand({ ConnectionId: '1' }));
    };`;
  expect(calls(source)).toEqual([
    "stepfunctions StartExecution { stateMachineArn: 'orders' }",
    'events PutEvents { Entries: [] }',
    "apigatewaymanagementapi PostToConnection { ConnectionId: '1' } at 'https://chat'",
  ]);
});

test('an endpoint that only exists on a laptop is none', () => {
  const source = `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
    const s3 = new S3Client({ endpoint: process.env.LOCALSTACK });
    export const handler = () => s3.send(new ListBucketsCommand());`;
  expect(calls(source)).toEqual(['s3 ListBuckets {}']);
});

test('importing from deep inside a package is importing from it', () => {
  const source = `import { S3Client } from '@aws-sdk/client-s3/dist-cjs/S3Client';
    import { GetObjectCommand } from '@aws-sdk/client-s3/dist-cjs/commands/GetObjectCommand.js';
    export const handler = () => new S3Client().send(new GetObjectCommand({ Bucket: 'photos' }));`;
  expect(calls(source)).toEqual(["s3 GetObject { Bucket: 'photos' }"]);
});

test('exceptions and enumerations of a package are no calls', () => {
  const source = `import { S3Client, GetObjectCommand, NoSuchKey, StorageClass } from '@aws-sdk/client-s3';
    const s3 = new S3Client();
    export const handler = async () => {
      try { return await s3.send(new GetObjectCommand({ Bucket: 'photos' })); }
      catch (error) { if (error instanceof NoSuchKey) return StorageClass.STANDARD; throw error; }
    };`;
  expect(calls(source)).toEqual(["s3 GetObject { Bucket: 'photos' }"]);
  expect(gaps(source)).toEqual([]);
});

test('a class of the package that the event picks is a gap when it is made', () => {
  const source = `import * as dynamodb from '@aws-sdk/client-dynamodb';
    const client = new dynamodb.DynamoDBClient();
    export const handler = (event) => client.send(new dynamodb[event.command]({ TableName: 'orders' }));`;
  expect(gaps(source)[0]).toBe('dynamic-operation: which class of @aws-sdk/client-dynamodb is used cannot be told');
});
