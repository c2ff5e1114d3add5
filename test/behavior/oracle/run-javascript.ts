/**
 * Runs JavaScript handlers as Lambda does, one after another, and records every AWS call at the SDK.
 * Reads a JSON request a line: { entry, export, layers, env, arn, events, gate }. Answers { calls: [{ client, operation, input, key }],
 * results, requests, errors }: `key` is the access key that the call was made with, `results` what the handler returned, `requests` what it
 * sent to others than AWS. A `gate` is asked before a call of the SDK's version 3 is sent or signed, and what it refuses throws as at AWS.
 */
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';

interface Request {
  readonly entry: string;
  readonly export: readonly string[];
  readonly layers: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly arn: string;
  readonly events: readonly unknown[];
  readonly gate?: string;
}

interface Call {
  /** `DynamoDBClient`, as the SDK's version 3 names its clients. */
  readonly client: string;
  readonly operation: string;
  readonly input: unknown;
  readonly key: Promise<string>;
}

type Loose = Record<string, unknown>;

const require = createRequire(import.meta.url);
let calls: Call[] = [];
let requests: unknown[] = [];
let gate: string | undefined;
let layers: readonly string[] = [];
/** The folder of the handler's file. */
let root = '';
let turn = 0;

recordVersion3();
let hasVersion2 = false;
registerHooks({
  resolve(specifier, context, next) {
    if (!hasVersion2 && /^aws-sdk(?:\/|$)/.test(specifier)) {
      hasVersion2 = true;
      recordVersion2();
    }
    const isRequire = context.conditions.includes('require');
    const found = inLayer(specifier);
    if (found === undefined) return again(next(specifier, context), isRequire);
    return again(next(isRequire ? found : pathToFileURL(found).href, context), isRequire);
  },
});
const standIn = globalThis as unknown as Loose;
const loopback = globalThis.fetch;
// Nobody on the internet is asked; this answer has what handlers look for.
standIn['fetch'] = (url: unknown, { method, headers, body }: RequestInit = {}) => {
  requests.push({ url: String(url), method, headers: Object.fromEntries(new Headers(headers)), body });
  return Promise.resolve(Response.json({ id: 'a-1', ok: true }));
};
standIn['awslambda'] = {
  streamifyResponse: (handler: object) => Object.assign(handler, { isStreaming: true }),
  HttpResponseStream: { from: (stream: unknown) => stream },
};

/** A layer's folder is `/opt`, and its `nodejs/node_modules` is searched (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html). */
function inLayer(specifier: string): string | undefined {
  if (specifier === 'cfn-response') return join(root, 'cfn-response.js');
  for (const layer of layers) {
    const base = specifier.startsWith('/opt/') ? join(layer, specifier.slice(5)) : join(layer, 'nodejs/node_modules', specifier);
    if (/^[./]/.test(specifier) && !specifier.startsWith('/opt/')) continue;
    const found = ['', '.js', '.mjs', '.cjs', '/index.js', '/index.mjs'].map((end) => `${base}${end}`).find((path) => isFile(path));
    if (found !== undefined) return found;
    if (existsSync(join(base, 'package.json'))) return require.resolve(base);
  }
  return undefined;
}

function isFile(path: string): boolean {
  return /\.[mc]?js$/.test(path) && existsSync(path);
}

/** Modules of handlers are loaded anew for each function, since they keep what they read from the environment. */
function again<T extends { url: string }>(resolved: T, isRequire: boolean): T {
  const isPackage = /\/node_modules\//.test(resolved.url) && !layers.some((layer) => resolved.url.includes(layer));
  return isRequire || isPackage || !resolved.url.startsWith('file:') ? resolved : { ...resolved, url: `${resolved.url}?turn=${turn}` };
}

function forget(): void {
  turn++;
  for (const file of Object.keys(require.cache)) {
    if (!file.includes('/node_modules/') || layers.some((layer) => file.startsWith(layer))) delete require.cache[file];
  }
}

/** Sent and presigned commands alike ask for their middleware with their names. */
function recordVersion3(): void {
  const beside = createRequire(require.resolve('@aws-sdk/client-s3'));
  const { NodeHttpHandler } = beside('@smithy/node-http-handler') as { NodeHttpHandler: new () => unknown };
  const { Command } = beside('@smithy/core/client') as { Command: { prototype: Loose } };
  type Resolve = (stack: unknown, configuration: Loose, options: unknown, named: Loose) => (sent: { input: unknown }) => unknown;
  const resolve = Command.prototype['resolveMiddlewareWithContext'] as Resolve;
  Command.prototype['resolveMiddlewareWithContext'] = function recorded(this: Loose, ...given: Parameters<Resolve>) {
    const [, configuration, , named] = given;
    // Kinesis is spoken to in HTTP/2, which moto does not understand.
    if (named['clientName'] === 'KinesisClient') configuration['requestHandler'] = new NodeHttpHandler();
    const handler = resolve.apply(this, given);
    return async (sent: { input: unknown }) => {
      const operation = String(named['commandName']).replace(/Command$/, '');
      const client = String(named['clientName']);
      record(client, operation, sent.input, keyOf(configuration['credentials']));
      // moto has no connections, and the API's own address leads to AWS.
      if (client === 'ApiGatewayManagementApiClient') return { output: {} };
      if (gate !== undefined) await pass(gate, calls.at(-1)!);
      return handler(sent);
    };
  };
  const post = require('@aws-sdk/s3-presigned-post') as { createPresignedPost: (client: Loose, input: Loose) => Promise<unknown> };
  const presigned = post.createPresignedPost;
  Object.defineProperty(post, 'createPresignedPost', {
    value: (client: Loose, input: Loose) => {
      record('S3Client', 'PutObject', input, keyOf((client['config'] as Loose)['credentials']));
      return presigned(client, input);
    },
  });
}

/** Throws what AWS answers to a call that no policy allows. */
async function pass(by: string, { client, operation, input }: Call): Promise<void> {
  const answer = await loopback(by, { method: 'POST', body: JSON.stringify({ client, operation, input }) });
  const refused = (await answer.json()) as string[];
  if (refused.length === 0) return;
  const error = new Error(`AccessDeniedException: not authorized to perform ${refused.join('; ')}`);
  throw Object.assign(error, { name: 'AccessDeniedException', $fault: 'client', $metadata: { httpStatusCode: 403 } });
}

function recordVersion2(): void {
  const AWS = require('aws-sdk') as { Service: { prototype: Loose }; config: { update(to: Loose): void } };
  AWS.config.update({ endpoint: process.env['AWS_ENDPOINT_URL'], s3ForcePathStyle: true, maxRetries: 0 });
  type Make = (operation: string, params: unknown, callback: unknown) => unknown;
  const make = AWS.Service.prototype['makeRequest'] as Make;
  AWS.Service.prototype['makeRequest'] = function recorded(this: Loose, operation: string, ...rest: [unknown, unknown]) {
    const api = this['api'] as { serviceId: string; operations: Record<string, { name: string }> };
    const config = this['config'] as Loose;
    const given = typeof rest[0] === 'function' ? {} : (rest[0] as Loose | undefined);
    const input = { ...(config['params'] as Loose | undefined), ...given };
    const client = `${api.serviceId.replace(/(?:^|[ -])(\w)/g, (_, first: string) => first.toUpperCase())}Client`;
    record(client, api.operations[operation]?.name ?? operation, input, keyOf(config['credentials']));
    return make.call(this, operation, ...rest);
  };
}

function record(client: string, operation: string, input: unknown, key: Promise<string>): void {
  calls.push({ client, operation, input: JSON.parse(JSON.stringify(input ?? {}, shortened)) as unknown, key });
}

/** Bodies are of no interest, and some (streams, buffers) have no end. */
function shortened(name: string, value: unknown): unknown {
  return name === 'Body' && typeof value === 'object' ? null : typeof value === 'bigint' ? String(value) : value;
}

async function keyOf(credentials: unknown): Promise<string> {
  try {
    const known = (typeof credentials === 'function' ? await (credentials as () => unknown)() : credentials) as
      | { accessKeyId?: string }
      | undefined;
    return known?.accessKeyId ?? '';
  } catch {
    return '';
  }
}

async function run(request: Request): Promise<{ calls: object[]; results: unknown[]; requests: unknown[]; errors: string[] }> {
  calls = [];
  requests = [];
  gate = request.gate;
  forget();
  layers = request.layers;
  root = dirname(request.entry);
  const before = { ...process.env };
  Object.assign(process.env, request.env);
  const errors: string[] = [];
  const results: unknown[] = [];
  try {
    const module = (await import(pathToFileURL(request.entry).href)) as Loose;
    const handler = exportOf(module, request.export);
    for (const event of request.events) results.push(asData(await invoke(handler, event, request)));
  } catch (error) {
    errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const done = await Promise.all(calls.map(async (call) => ({ ...call, key: await call.key })));
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  return { calls: done, results, requests, errors };
}

/** What a handler returned as Lambda gives it on; null for what is no JSON. */
function asData(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? null)) as unknown;
  } catch {
    return null;
  }
}

/** Names of CommonJS exports that cannot be foreseen are only on the default export. */
function exportOf(module: Loose, path: readonly string[]): Loose {
  const walk = (from: unknown): unknown => path.reduce((at, name) => (at as Loose | undefined)?.[name], from);
  const handler = walk(module) ?? walk(module['default']);
  if (typeof handler !== 'function') throw new Error(`there is no ${path.join('.')}`);
  return handler as unknown as Loose;
}

function invoke(handler: Loose, event: unknown, { env, arn }: Request): Promise<unknown> {
  const name = env['AWS_LAMBDA_FUNCTION_NAME'];
  const call = handler as unknown as (...args: unknown[]) => unknown;
  return new Promise((resolve, reject) => {
    const done = (error: unknown, value?: unknown): void => (error ? reject(error) : resolve(value));
    const context = {
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      awsRequestId: '0b2d3c4e-0000-4000-8000-000000000001',
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: '2026/11/22/[$LATEST]1',
      memoryLimitInMB: '128',
      getRemainingTimeInMillis: () => 30_000,
      done,
      succeed: (value: unknown) => done(null, value),
      fail: done,
    };
    const result = handler['isStreaming'] ? call(event, new PassThrough().resume(), context) : call(event, context, done);
    if (typeof (result as { then?: unknown } | undefined)?.then === 'function') (result as Promise<unknown>).then(resolve, reject);
    else if (call.length < 3) resolve(result);
  });
}

const say = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
process.on('unhandledRejection', () => undefined);
for await (const line of createInterface({ input: process.stdin })) {
  say(`${JSON.stringify(await run(JSON.parse(line) as Request))}\n`);
}
