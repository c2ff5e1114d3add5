import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { FunctionPolicy } from '../../../src/analyze/policies.ts';
import { functionPolicies } from '../../../src/analyze/policies.ts';
import { sdkServices, v3ClientClass } from '../../../src/data/sdk.ts';
import { hole } from '../../../src/iam/policy.ts';
import { DEFAULT_CONFIG } from '../../../src/model/config.ts';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { locateSource } from '../../../src/readers/sources.ts';
import type { LambdaCode } from '../../../src/readers/sources.ts';
import type { HandlerApp, Language } from '../harness.ts';
import { excess, judged, notAllowed, notInBehavior } from './judge.ts';
import type { LineProcess } from './lines.ts';
import type { RecordedCall } from './needed.ts';
import { ACCOUNT, named, plain, REGION, toMake } from './physical.ts';
import type { Physical } from './physical.ts';

/** Where handlers of a language run: AWS's services and a process that loads them. */
export interface Lane {
  readonly language: Language;
  readonly stage: LineProcess;
  readonly runner: LineProcess;
}

/** What one function did when it was run with its event, against what the analysis says of it. */
export interface Played {
  readonly name: string;
  /** Calls that were recorded. */
  readonly calls: number;
  /** Whether the analysis says that it knows all calls, and how many it knows. */
  readonly complete: boolean;
  readonly known: number;
  readonly errors: readonly string[];
  readonly notInBehavior: readonly string[];
  readonly notAllowed: readonly string[];
  readonly excess: readonly string[];
}

const CACHE = resolve(import.meta.dirname, '../../../.cache/oracle');
const installed = createRequire(import.meta.url);

/** Whether a handler can be run: it has an event to run with. */
export function isRunnable(handler: HandlerApp): boolean {
  return existsSync(join(handler.folder, 'event.json'));
}

/** Makes the app's resources, runs each of its functions that has an event, and judges what was recorded. What goes wrong is among the errors. */
export async function play(handler: HandlerApp, lane: Lane): Promise<Played[]> {
  const options = { cwd: handler.folder, parameters: {}, region: null, config: DEFAULT_CONFIG, today: '2026-11-22' };
  const { policies } = functionPolicies(['.'], options);
  const ids = policies.map((one) => one.id);
  const events = eventsOf(readJson(join(handler.folder, 'event.json')), ids);
  const played: Played[] = [];
  for (const one of policies.filter(({ id }) => events.has(id))) {
    const name = policies.length === 1 ? handler.name : `${handler.name} ${one.id}`;
    try {
      played.push({ name, ...(await playFunction(handler, { one, events: events.get(one.id)! }, lane)) });
    } catch (error) {
      played.push({ name, calls: 0, complete: true, known: 0, errors: [String(error)], notInBehavior: [], notAllowed: [], excess: [] });
    }
  }
  return played;
}

async function playFunction(
  handler: HandlerApp,
  { one, events }: { one: FunctionPolicy; events: readonly unknown[] },
  lane: Lane,
): Promise<Omit<Played, 'name'>> {
  const physical = await setUp(handler, one, lane);
  const { calls, errors } = await run(handler, { one, physical, events: events.map((event) => named(event, physical)) }, lane);
  const all = judged(calls, physical);
  const own = all.filter(isOwn);
  return {
    calls: calls.length,
    complete: one.behavior.complete,
    known: one.behavior.calls.length,
    errors,
    notInBehavior: notInBehavior(all, one.behavior, physical),
    notAllowed: notAllowed(own, one.policy, physical),
    excess: excess(own, one.needs, { app: one.app, physical }),
  };
}

/** The key that the runner's environment has; others are of roles that the handler took on. */
const OWN_KEY = 'AKIAHANDLER';

function isOwn({ key }: RecordedCall): boolean {
  return key === undefined || key === '' || key === OWN_KEY;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** An event for the app's one function, or one for each by logical id; a list is of several events, one after another. */
function eventsOf(written: unknown, ids: readonly string[]): ReadonlyMap<string, readonly unknown[]> {
  const several = (one: unknown): readonly unknown[] => (Array.isArray(one) ? one : [one]);
  const keys = Object.keys(written as object);
  const byId = !Array.isArray(written) && keys.length > 0 && keys.every((key) => ids.includes(key));
  if (byId) return new Map(Object.entries(written as object).map(([id, one]) => [id, several(one)]));
  return new Map(ids.slice(0, 1).map((id) => [id, several(written)]));
}

async function setUp(handler: HandlerApp, { app }: FunctionPolicy, { stage }: Lane): Promise<Physical> {
  const path = join(handler.folder, 'setup.json');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const setup: unknown = JSON.parse(text.replace(/\$\{([\w.:]+)\}/g, (_, name: string) => hole(name)));
  const made = (await stage.ask({ resources: toMake(app), setup })) as { resources?: Physical; error?: string; trace?: string };
  if (made.resources === undefined) throw new Error(`${handler.name}: ${made.error}\n${made.trace}`);
  return made.resources;
}

interface Turn {
  readonly one: FunctionPolicy;
  readonly physical: Physical;
  readonly events: readonly unknown[];
}

async function run(handler: HandlerApp, turn: Turn, lane: Lane): Promise<{ calls: RecordedCall[]; errors: string[] }> {
  const { app, id } = turn.one;
  const fn = app.functions.find((each) => each.id === id)!;
  const { code } = locateSource(fn.resource, { folder: handler.folder, resource: (each) => app.resource(each) });
  if ('missing' in code) throw new Error(`${handler.name}: ${code.because}`);
  const arn = turn.physical[id]?.['Arn'] ?? '';
  const request = { env: environmentOf(fn, turn.physical), arn, events: turn.events, export: code.exportPath };
  const start = lane.language === 'python' ? pythonStart(handler, code) : await javascriptStart(handler, code);
  const done = (await lane.runner.ask({ ...request, ...start })) as { calls: (RecordedCall & { client?: string })[]; errors: string[] };
  return { errors: done.errors, calls: done.calls.map((call) => ({ ...call, service: call.service ?? serviceOf(call.client ?? '') })) };
}

function environmentOf(fn: LambdaFunction, physical: Physical): Record<string, string> {
  const own = fn.environment.map(({ name, value }) => [name, String(plain(value, physical))]);
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
  writeFileSync(file, inline);
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

/** TypeScript is deployed as a bundle; packages of the SDK stay outside, where the recorder is. */
async function bundled(handler: HandlerApp, file: string): Promise<string> {
  const build = await rolldown({
    input: file,
    cwd: handler.folder,
    platform: 'node',
    tsconfig: true,
    external: isInstalled,
    logLevel: 'silent',
    transform: { decorator: { legacy: true } },
  });
  const out = join(CACHE, 'bundles', `${handler.name}.mjs`);
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
function serviceOf(client: string): string {
  if (services.size === 0) for (const service of sdkServices()) for (const name of v3ClientClass(service)) services.set(name, service);
  return services.get(client) ?? client;
}
