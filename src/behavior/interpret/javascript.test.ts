import { expect, test } from 'vitest';
import { behaviorOf, callsOf, operationsOf } from '../testing.ts';

const SDK = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, GetObjectCommand, PutObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});
`;

const calls = async (code: string, environment: Record<string, string | null> = {}, more: Record<string, string> = {}): Promise<string[]> =>
  callsOf(await behaviorOf({ 'app.mjs': `${SDK}${code}`, ...more }, { handler: 'app.handler', environment }));

test('a wrapper class keeps client and table in fields', async () => {
  expect(
    await calls(
      `
      class Orders {
        #client; table = process.env.TABLE;
        constructor(client) { this.#client = client; }
        async save(order) { return this.#send(new PutCommand({ TableName: this.table, Item: order })); }
        #send(command) { return this.#client.send(command); }
      }
      const orders = new Orders(client);
      export const handler = async (event) => orders.save({ id: event.id });`,
      { TABLE: 'orders' },
    ),
  ).toEqual(["dynamodb PutItem { TableName: 'orders', Item: { id: event.id } }"]);
});

test('a client comes from a factory or a container', async () => {
  expect(
    await calls(`
      const makeClient = (region) => new S3Client({ region });
      const container = { get clients() { return { s3: makeClient('eu-west-1') }; } };
      export const handler = async () => container.clients.s3.send(new GetObjectCommand({ Bucket: 'menus', Key: 'today' }));`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: 'today' }"]);
});

test('a command is built in one file and sent in a third', async () => {
  expect(
    await calls(
      "import { build } from './build.mjs'; import { send } from './send.mjs'; export const handler = (event) => send(build(event.key));",
      {},
      {
        'build.mjs':
          "import { GetObjectCommand as Get } from '@aws-sdk/client-s3'; export const build = (Key) => new Get({ Bucket: 'menus', Key });",
        'send.mjs':
          "import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3(); export function send(command) { return s3.send(command); }",
      },
    ),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: event.key }"]);
});

test('one call site serves two resources through a parameter', async () => {
  expect(
    await calls(`
      const save = (table, item) => client.send(new PutCommand({ TableName: table, Item: item }));
      export const handler = async (event) => { await save('orders', event.order); await save('audit', event.entry); };`),
  ).toEqual(["dynamodb PutItem { TableName: 'orders', Item: event.order }", "dynamodb PutItem { TableName: 'audit', Item: event.entry }"]);
});

test('the operation is chosen by a literal switch', async () => {
  const code = (method: string): string => `
    const act = (method) => {
      switch (method) {
        case 'read': return s3.send(new GetObjectCommand({ Bucket: 'menus' }));
        case 'write': return s3.send(new PutObjectCommand({ Bucket: 'menus' }));
        default: throw new Error('no');
      }
    };
    export const handler = (event) => act(${method});`;
  expect(await calls(code("'read'"))).toEqual(["s3 GetObject { Bucket: 'menus' }"]);
  expect(await calls(code('event.method'))).toEqual(["? s3 GetObject { Bucket: 'menus' }", "? s3 PutObject { Bucket: 'menus' }"]);
});

test('a table of functions is called by a name from the event', async () => {
  expect(
    await calls(`
      const routes = {
        'GET /menu': () => s3.send(new GetObjectCommand({ Bucket: 'menus' })),
        'PUT /menu': () => s3.send(new PutObjectCommand({ Bucket: 'menus' })),
      };
      export const handler = (event) => routes[event.routeKey](event);`),
  ).toEqual(["? s3 GetObject { Bucket: 'menus' }", "? s3 PutObject { Bucket: 'menus' }"]);
});

test('a table name is a computed key', async () => {
  expect(
    await calls(
      `
      import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
      const table = process.env.TABLE;
      export const handler = (event) => client.send(new BatchWriteCommand({ RequestItems: { [table]: event.requests } }));`,
      { TABLE: 'orders' },
    ),
  ).toEqual(['dynamodb BatchWriteItem { RequestItems: { orders: event.requests } }']);
});

test('names in a constant list are looped over', async () => {
  expect(
    await calls(`
      const buckets = ['menus', 'orders'];
      export const handler = async () => {
        for (const Bucket of buckets) await s3.send(new GetObjectCommand({ Bucket }));
        for (let i = 0; i < buckets.length; i++) await s3.send(new DeleteObjectCommand({ Bucket: buckets[i] }));
        await Promise.all(buckets.map((Bucket) => s3.send(new PutObjectCommand({ Bucket }))));
      };`),
  ).toEqual([
    "s3 GetObject { Bucket: 'menus' }",
    "s3 GetObject { Bucket: 'orders' }",
    "s3 DeleteObject { Bucket: 'menus' }",
    "s3 DeleteObject { Bucket: 'orders' }",
    "s3 PutObject { Bucket: 'menus' }",
    "s3 PutObject { Bucket: 'orders' }",
  ]);
});

test('a recursive helper takes client and bucket as parameters, one with a default', async () => {
  expect(
    await calls(
      `
      async function copyAll(client, keys, bucket = process.env.BUCKET) {
        const [first, ...others] = keys;
        if (!first) return;
        await client.send(new GetObjectCommand({ Bucket: bucket, Key: first }));
        return copyAll(client, others, bucket);
      }
      export const handler = (event) => copyAll(s3, event.keys);`,
      { BUCKET: 'menus' },
    ),
  ).toContain("? s3 GetObject { Bucket: 'menus', Key: event.keys[] }");
});

test('the name of a variable says nothing about the command in it', async () => {
  expect(
    await calls(`
      export const handler = async () => { const getCommand = new PutObjectCommand({ Bucket: 'menus' }); await s3.send(getCommand); };`),
  ).toEqual(["s3 PutObject { Bucket: 'menus' }"]);
});

test('a low-level command is sent through the document client', async () => {
  expect(await calls("export const handler = () => client.send(new GetItemCommand({ TableName: 'orders' }));")).toEqual([
    "dynamodb GetItem { TableName: 'orders' }",
  ]);
});

test('a client is made at the first call and kept in a global', async () => {
  expect(
    await calls(`
      let cached;
      const get = () => { if (!cached) cached = new S3Client({}); return cached; };
      export const handler = async () => { await get().send(new GetObjectCommand({ Bucket: 'menus' })); };`),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }"]);
});

test('what only a warm start does is seen', async () => {
  expect(
    await calls(`
      let started = false;
      export const handler = async () => {
        if (started) await s3.send(new GetObjectCommand({ Bucket: 'menus' }));
        started = true;
      };`),
  ).toEqual(["? s3 GetObject { Bucket: 'menus' }"]);
});

test('params are reused and changed before each call', async () => {
  expect(
    await calls(`
      export const handler = async (event) => {
        const params = { Bucket: 'menus' };
        await s3.send(new GetObjectCommand(params));
        params.Bucket = 'orders';
        params.Key = event.key;
        await s3.send(new PutObjectCommand(params));
      };`),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }", "s3 PutObject { Bucket: 'orders', Key: event.key }"]);
});

test('branches keep their own values of one variable', async () => {
  expect(
    await calls(`
      export const handler = async (event) => {
        let params = { Bucket: 'menus' };
        if (event.isOrder) {
          params.Bucket = 'orders';
          params.Tagging = 'a=b';
          return s3.send(new PutObjectCommand(params));
        }
        await s3.send(new GetObjectCommand(params));
      };`),
  ).toEqual(["? s3 PutObject { Bucket: 'orders', Tagging: 'a=b' }", "? s3 GetObject { Bucket: 'menus' }"]);
});

test('a handler is wrapped twice and exported under another name', async () => {
  expect(
    await calls(`
      const logged = (next) => async (event, context) => { console.log(event); return next(event, context); };
      const checked = (next) => { return function (event, context) { return next.call(this, event, context); }; };
      const main = async (event) => s3.send(new GetObjectCommand({ Bucket: 'menus', Key: event.key }));
      const wrapped = logged(checked(main));
      export { wrapped as handler };`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: event.key }"]);
});

test('the environment is read by destructuring, through a config module, by computed keys', async () => {
  expect(
    await calls(
      `import config, { bucketOf } from './config.mjs';
       export const handler = async () => {
         await s3.send(new GetObjectCommand({ Bucket: config.bucket }));
         await s3.send(new PutObjectCommand({ Bucket: bucketOf('AUDIT') }));
       };`,
      { BUCKET: 'menus', AUDIT_BUCKET: 'audit' },
      {
        'config.mjs':
          'const { BUCKET: bucket } = process.env; export default { bucket }; export const bucketOf = (kind) => process.env[`${kind}_BUCKET`];',
      },
    ),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }", "s3 PutObject { Bucket: 'audit' }"]);
});

test('a default stands only where the template does not set the variable', async () => {
  const code = "export const handler = () => s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET ?? 'menus' }));";
  expect(await calls(code, { BUCKET: 'orders' })).toEqual(["s3 GetObject { Bucket: 'orders' }"]);
  expect(await calls(code)).toEqual(["s3 GetObject { Bucket: 'menus' }"]);
  expect(await calls(code, { BUCKET: null })).toEqual(["s3 GetObject { Bucket: '${BUCKET}' | 'menus' }"]);
});

test('dead branches by a constant or by the environment are no behaviour', async () => {
  expect(
    await calls(
      `
      const DEBUG = false;
      export const handler = async () => {
        if (DEBUG) await s3.send(new DeleteObjectCommand({ Bucket: 'menus' }));
        if (process.env.STAGE === 'test') await s3.send(new PutObjectCommand({ Bucket: 'menus' }));
        if (process.env.STAGE === 'prod') await s3.send(new GetObjectCommand({ Bucket: 'menus' }));
      };`,
      { STAGE: 'prod' },
    ),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }"]);
});

test('what is imported and never called, and what other handlers do, is no behaviour', async () => {
  expect(
    await calls(`
      const unused = () => s3.send(new DeleteObjectCommand({ Bucket: 'menus' }));
      export const remove = async () => unused();
      const command = new PutObjectCommand({ Bucket: 'menus' });
      export const handler = async () => ({ statusCode: 200 });`),
  ).toEqual([]);
});

test('functions given to a library are called', async () => {
  expect(
    await calls(`
      import express from 'express';
      const app = express();
      app.get('/menu', async (request, response) => { response.json(await read(request.params.id)); });
      const read = (Key) => s3.send(new GetObjectCommand({ Bucket, Key }));
      const Bucket = 'menus';
      export const handler = app;`),
  ).toEqual([expect.stringContaining("? s3 GetObject { Bucket: 'menus'")]);
});

test('a client given to a library that is not followed leaves the behaviour incomplete', async () => {
  const run = await behaviorOf(
    {
      'app.mjs': `${SDK} import { Store } from 'session-store'; const store = new Store({ client: s3 }); export const handler = () => store.read();`,
      'package.json': '{"dependencies":{"session-store":"1.0.0"}}',
    },
    { handler: 'app.handler' },
  );
  expect(run.gaps.map((gap) => gap.code)).toEqual(['untracked-library']);
});

test('a class that extends a client is that client', async () => {
  expect(
    await calls(`
      class Menus extends S3Client {
        bucket = 'menus';
        constructor() { super({ region: 'eu-west-1' }); }
        read(Key) { return this.send(new GetObjectCommand({ Bucket: this.bucket, Key })); }
      }
      export const handler = (event) => new Menus().read(event.key);`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: event.key }"]);
});

test('methods are inherited, overridden and called by super', async () => {
  expect(
    await calls(`
      class Store { constructor(bucket) { this.bucket = bucket; } save(Key) { return s3.send(new PutObjectCommand({ Bucket: this.bucket, Key })); } }
      class Menus extends Store {
        constructor() { super('menus'); }
        async save(key) { await s3.send(new GetObjectCommand({ Bucket: this.bucket })); return super.save('menus/' + key); }
      }
      export const handler = (event) => new Menus().save(event.key);`),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }", "s3 PutObject { Bucket: 'menus', Key: 'menus/${event.key}' }"]);
});

test('promises run what is given to them', async () => {
  expect(
    await calls(`
      const wait = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 10));
      export const handler = (event) => wait('menus').then((Bucket) => s3.send(new GetObjectCommand({ Bucket }))).catch(() => s3.send(new DeleteObjectCommand({ Bucket: 'errors' })));`),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }", "? s3 DeleteObject { Bucket: 'errors' }"]);
});

test('calls in an error handler may not happen, those in finally do', async () => {
  expect(
    await calls(`
      export const handler = async () => {
        try { await s3.send(new GetObjectCommand({ Bucket: 'menus' })); return 1; }
        catch { await s3.send(new PutObjectCommand({ Bucket: 'errors' })); return 2; }
        finally { await s3.send(new DeleteObjectCommand({ Bucket: 'locks' })); }
      };`),
  ).toEqual(["s3 GetObject { Bucket: 'menus' }", "? s3 PutObject { Bucket: 'errors' }", "s3 DeleteObject { Bucket: 'locks' }"]);
});

test('CommonJS, JSON and live bindings across modules', async () => {
  const run = await behaviorOf(
    {
      'app.js':
        "const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3'); const config = require('./config'); const s3 = new S3Client(); exports.handler = async () => s3.send(new GetObjectCommand({ Bucket: config.bucket() }));",
      'config.js': "const data = require('./data.json'); module.exports = { bucket: () => data.buckets[0] };",
      'data.json': '{"buckets":["menus"]}',
    },
    { handler: 'app.handler' },
  );
  expect(callsOf(run)).toEqual(["s3 GetObject { Bucket: 'menus' }"]);
});

test('modules that a setting names are not known while the setting is empty', async () => {
  const source = "const steps = process.env.STEPS.split(',').map((name) => require(`./${name}`)); exports.handler = async () => steps;";
  const run = await behaviorOf({ 'app.js': source }, { handler: 'app.handler', environment: { STEPS: '' } });
  expect(run.gaps.map((gap) => gap.code)).toEqual(['dynamic-import']);
});

test('code made at run time, unknown modules and operations are gaps', async () => {
  const run = await behaviorOf(
    {
      'app.mjs': `${SDK}
        import { S3 } from '@aws-sdk/client-s3'; import { missing } from './not-there.mjs';
        export const handler = async (event) => { eval(event.code); await import(event.module); await new S3({})[event.operation]({}); missing(); };`,
    },
    { handler: 'app.handler' },
  );
  expect(run.gaps.map((gap) => gap.code).toSorted()).toEqual(['dynamic-import', 'dynamic-operation', 'eval', 'module-not-found']);
});

test('what comes from the event is no AWS call, whatever it is named', async () => {
  expect(await calls('export const handler = (event) => { event.s3.getObject({}); event.client.send(event.command); };')).toEqual([]);
});

test('generators, maps and sets hand on what they hold', async () => {
  expect(
    operationsOf(
      await behaviorOf(
        {
          'app.mjs': `${SDK}
          function* commands() { yield new GetObjectCommand({}); yield new PutObjectCommand({}); }
          const more = new Map([['delete', new DeleteObjectCommand({})]]);
          export const handler = async () => { for (const command of commands()) await s3.send(command); for (const [, command] of more) await s3.send(command); };`,
        },
        { handler: 'app.handler' },
      ),
    ),
  ).toEqual(['s3 DeleteObject', 's3 GetObject', 's3 PutObject']);
});

test('reads of the environment say whether the code goes on without the variable', async () => {
  const run = await behaviorOf(
    {
      'app.mjs':
        "const a = process.env.A; const b = process.env.B ?? 'b'; const { C, D = 'd' } = process.env; if (!process.env.E) throw new Error(); if (process.env.F) console.log(process.env.F); export const handler = () => 1;",
    },
    { handler: 'app.handler', environment: { E: 'e' } },
  );
  expect(run.reads.map((read) => [read.name, read.hasDefault])).toEqual([
    ['A', false],
    ['B', true],
    ['C', false],
    ['D', true],
    ['E', false],
    ['F', true],
  ]);
});

test('a variable has a default also where a call stands around it, or where it is tested further on', async () => {
  const run = await behaviorOf(
    {
      'app.mjs':
        "const limit = Number(process.env.LIMIT) || 5; const name = process.env.NAME?.trim() ?? ''; const provider = process.env.PROVIDER; const bucket = process.env.BUCKET; const choose = () => { if (provider && provider !== 'mock') return provider; return 'mock'; }; export const handler = () => [limit, name, choose(), bucket.trim()];",
    },
    { handler: 'app.handler' },
  );
  expect(run.reads.map((read) => [read.name, read.hasDefault])).toEqual([
    ['LIMIT', true],
    ['NAME', true],
    ['PROVIDER', true],
    ['BUCKET', false],
  ]);
});

test('a key that is not known may be one of those that are there', async () => {
  const code = (loop: string): string =>
    `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; const sqs = new SQSClient({}); const config = { QUEUE: null, LIMIT: 5 }; ${loop} export const handler = async () => { if (!config.QUEUE) throw new Error('no queue'); return sqs.send(new SendMessageCommand({ QueueUrl: config.QUEUE })); };`;
  const callsWith = async (loop: string): Promise<string[]> =>
    callsOf(await behaviorOf({ 'app.mjs': code(loop) }, { handler: 'app.handler' }));
  const sends = await callsWith('for (const key in process.env) if (key in config) config[key] = process.env[key];');
  expect(sends.map((call) => call.split(' ', 2).join(' '))).toEqual(['sqs SendMessage']);
  expect(await callsWith('for (const key in process.env) config[`${key}_COPY`] = process.env[key];')).toEqual([]);
});

test('the constructor of an instance is its class, by which base classes refuse to be made and others register', async () => {
  const calls = await behaviorOf(
    {
      'app.mjs': `
        import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
        const sqs = new SQSClient({});
        class Step { constructor() { if (this.constructor === Step) throw new Error('abstract'); } get name() { return this.constructor.name; } }
        class Pick extends Step { constructor() { super(); } }
        class Pack extends Step { constructor() { super(); } }
        const steps = {};
        for (const step of [new Pick(), new Pack()]) { if (step.name in steps) throw new Error('twice'); steps[step.name] = step; }
        export const handler = () => sqs.send(new SendMessageCommand({ QueueUrl: 'steps' }));`,
    },
    { handler: 'app.handler' },
  );
  expect(callsOf(calls).map((call) => call.split(' ', 2).join(' '))).toEqual(['sqs SendMessage']);
});

test('forty routes in a table are all reachable', async () => {
  const routes = Array.from(
    { length: 40 },
    (_, index) => `{ path: '/${index}', handler: () => s3.send(new GetObjectCommand({ Bucket: 'menu-${index}' })) }`,
  );
  const found = await calls(`
    const routes = [${routes.join(',')}];
    export const handler = (event) => { const route = routes.find(({ path }) => path === event.rawPath); return route.handler(event); };`);
  expect(found).toHaveLength(40);
});

test('functions made in a loop keep the names of their turn', async () => {
  expect(
    await calls(`
      const readers = [];
      for (const Bucket of ['menus', 'orders']) { const Key = Bucket + '/today'; readers.push(() => s3.send(new GetObjectCommand({ Bucket, Key }))); }
      export const handler = () => Promise.all(readers.map((read) => read()));`),
  ).toEqual(["s3 GetObject { Bucket: 'menus', Key: 'menus/today' }", "s3 GetObject { Bucket: 'orders', Key: 'orders/today' }"]);
});

test('a field that is spread in only sometimes may be absent', async () => {
  expect(
    await calls(
      "export const handler = (event) => s3.send(new PutObjectCommand({ Bucket: 'menus', ...(event.acl && { ACL: event.acl }) }));",
    ),
  ).toEqual(["s3 PutObject { Bucket: 'menus', ACL: nothing | event.acl }"]);
});

test('a command given to something that is not followed is taken to be sent', async () => {
  expect(
    await calls(
      `
      class Menus { constructor(client) { this.client = client; } read() { return this.client.send(new GetObjectCommand({ Bucket: 'menus' })); } }
      import { container } from 'session-store';
      container.register(Menus);
      export const handler = () => 1;`,
      {},
      { 'package.json': '{"dependencies":{"session-store":"1.0.0"}}' },
    ),
  ).toEqual(["? s3 GetObject { Bucket: 'menus' }"]);
});

test('an address of Amazon S3 that a library merges into settings hides no call', async () => {
  const run = await behaviorOf(
    {
      'menus.mjs':
        "import merge from 'lodash'; export const handler = (event) => merge({}, { destination: 's3://menus/today', ...event });",
      'package.json': '{"dependencies":{"lodash":"4.18.0"}}',
    },
    { handler: 'menus.handler' },
  );
  expect(run.gaps).toEqual([]);
});
