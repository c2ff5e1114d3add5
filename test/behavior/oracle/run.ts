import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { sdkServices, v3ClientClass } from '../../../src/data/sdk.ts';
import type { App } from '../../../src/model/app.ts';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { locateSource } from '../../../src/readers/sources.ts';
import type { LambdaCode } from '../../../src/readers/sources.ts';
import type { HandlerApp, Language } from '../harness.ts';
import type { Lane } from './lane.ts';
import type { LineProcess } from './lines.ts';
import type { RecordedCall } from './needed.ts';
import { ACCOUNT, plain, REGION, toMake } from './physical.ts';
import type { Given, Physical } from './physical.ts';

/** The key that the runner's environment has; others are of roles that the handler took on. */
export const OWN_KEY = 'AKIAHANDLER';

const CACHE = resolve(import.meta.dirname, '../../../.cache/oracle');
const installed = createRequire(import.meta.url);

/** One function of an app whose resources are made, and the events it is run with, one after another in one environment. */
export interface Turn {
  readonly app: App;
  readonly id: string;
  readonly physical: Physical;
  readonly given?: Given | undefined;
  readonly events: readonly unknown[];
  /** Address that is asked before each call is sent (see `startGate`); without one every call is sent. */
  readonly gate?: string;
}

/** What came of a turn. */
export interface Done {
  readonly calls: readonly RecordedCall[];
  /** What the handler returned for each event, up to the first error. */
  readonly results: readonly unknown[];
  /** Requests to servers other than AWS's; recorded of JavaScript only. */
  readonly requests: readonly unknown[];
  readonly errors: readonly string[];
}

/** What an app's resources are made with. */
export interface Beginning {
  readonly given?: Given | undefined;
  /** What is in the resources before the first call, as `setup.json` of a handler has it. */
  readonly setup: unknown;
}

/** Makes the resources of an app and fills them; everything that was on the stage is gone. Throws what moto says. */
export async function makeResources(app: App, { given, setup }: Beginning, stage: LineProcess): Promise<Physical> {
  const made = (await stage.ask({ resources: toMake(app, given), setup })) as { resources?: Physical; error?: string; trace?: string };
  if (made.resources === undefined) throw new Error(`${made.error}\n${made.trace}`);
  return made.resources;
}

/** Where a function's code stands. Throws when it is not at hand. */
function codeOf(handler: HandlerApp, { app, id }: Pick<Turn, 'app' | 'id'>): LambdaCode {
  const fn = functionOf(app, id);
  const { code } = locateSource(fn.resource, { folder: handler.folder, resource: (each) => app.resource(each) });
  if ('missing' in code) throw new Error(`${handler.name}: ${code.because}`);
  return code;
}

/** The language of the runner that a function's code needs. */
export function languageOf(handler: HandlerApp, turn: Pick<Turn, 'app' | 'id'>): Language {
  return codeOf(handler, turn).language;
}

/** Runs a function in its template's environment and records its calls. Throws nothing of the handler's: that is among the errors. */
export async function runFunction(handler: HandlerApp, turn: Turn, { language, runner }: Omit<Lane, 'stage'>): Promise<Done> {
  const { app, id, physical, events, gate, given } = turn;
  const code = codeOf(handler, turn);
  const arn = physical[id]?.['Arn'] ?? '';
  const request: object = { env: environmentOf(functionOf(app, id), physical, given), arn, events, export: code.exportPath, gate };
  const start = language === 'python' ? pythonStart(handler, code) : await javascriptStart(handler, code);
  const done = (await runner.ask({ ...request, ...start })) as Omit<Done, 'calls'> & { calls: (RecordedCall & { client?: string })[] };
  return { ...done, calls: done.calls.map((call) => ({ ...call, service: call.service ?? serviceOf(call.client ?? '') })) };
}

function functionOf(app: App, id: string): LambdaFunction {
  const fn = app.functions.find((each) => each.id === id);
  if (fn === undefined) throw new Error(`there is no function ${id}`);
  return fn;
}

function environmentOf(fn: LambdaFunction, physical: Physical, given: Given | undefined): Record<string, string> {
  const own = fn.environment.map(({ name, value }) => [name, String(plain(value, physical, given))]);
  const name = physical[fn.id]?.[''] ?? fn.id;
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_ACCESS_KEY_ID: OWN_KEY,
    AWS_SECRET_ACCESS_KEY: 'handler',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_MAX_ATTEMPTS: '1',
    AWS_ACCOUNT_ID: ACCOUNT,
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
    POWERTOOLS_TRACE_DISABLED: '1',
    POWERTOOLS_METRICS_NAMESPACE: 'Shop',
    POWERTOOLS_SERVICE_NAME: 'shop',
    ...Object.fromEntries(own),
  };
}

/** Lambda puts these beside code that stands in a template. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html */
const RESPONSE: Readonly<Record<string, string>> = {
  'cfn-response.js': "exports.SUCCESS = 'SUCCESS';\nexports.FAILED = 'FAILED';\nexports.send = async () => {};\n",
  'cfnresponse.py': "SUCCESS = 'SUCCESS'\nFAILED = 'FAILED'\n\n\ndef send(*args, **kwargs):\n    pass\n",
};

/** Code in the template is written where a deployment would put it. */
function written(handler: HandlerApp, { entry, inline, root }: LambdaCode): { file: string; root: string } {
  if (inline === null) return { file: join(handler.folder, entry), root: join(handler.folder, root) };
  const file = join(CACHE, 'inline', handler.name, entry);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, inline.text);
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }');
  for (const [name, text] of Object.entries(RESPONSE)) writeFileSync(join(dirname(file), name), text);
  return { file, root: dirname(file) };
}

function pythonStart(handler: HandlerApp, code: LambdaCode): object {
  const { file, root } = written(handler, code);
  const module = file
    .slice(root.length + 1)
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
  const layers = code.layers.flatMap((layer) => [join(handler.folder, layer, 'python'), join(handler.folder, layer)]);
  return { module, paths: [root, ...layers] };
}

async function javascriptStart(handler: HandlerApp, code: LambdaCode): Promise<object> {
  const { file } = written(handler, code);
  const layers = code.layers.map((layer) => join(handler.folder, layer));
  return { entry: /\.[mc]?tsx?$/.test(file) ? await bundled(handler, file) : file, layers };
}

const bundles = new Map<string, Promise<string>>();

/** TypeScript is deployed as a bundle, made once; packages of the SDK stay outside, where the recorder is. */
function bundled(handler: HandlerApp, file: string): Promise<string> {
  const known = bundles.get(file) ?? bundle(handler, file);
  bundles.set(file, known);
  return known;
}

async function bundle(handler: HandlerApp, file: string): Promise<string> {
  const build = await rolldown({
    input: file,
    cwd: handler.folder,
    platform: 'node',
    tsconfig: true,
    external: isInstalled,
    logLevel: 'silent',
    transform: { decorator: { legacy: true } },
  });
  const out = join(CACHE, 'bundles', handler.name, `${basename(file)}.mjs`);
  await build.write({ file: out, format: 'esm', codeSplitting: false });
  return out;
}

function isInstalled(specifier: string): boolean {
  if (/^[./@~#]\/?/.test(specifier) && !/^@[\w-]+\//.test(specifier)) return false;
  try {
    installed.resolve(specifier);
    return true;
  } catch {
    return false;
  }
}

const services = new Map<string, string>();

/** botocore's name of the service behind a client's class. */
export function serviceOf(client: string): string {
  if (services.size === 0) for (const service of sdkServices()) for (const name of v3ClientClass(service)) services.set(name, service);
  return services.get(client) ?? client;
}
