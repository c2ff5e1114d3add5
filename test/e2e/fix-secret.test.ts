import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare } from '../../src/analyze.ts';
import { startLines } from '../behavior/oracle/lines.ts';
import type { LineProcess } from '../behavior/oracle/lines.ts';
import { oraclePython } from '../behavior/oracle/venv.ts';
import { fixtureDiff } from '../support/fixed.ts';

// A secret leaves the environment, and the code gives what it gave before: handlers are run with the variable, and behind the loader.
const python = await oraclePython();
const run = promisify(execFile);
/** Below the repository, where the SDK that Lambda's runtime brings is found. */
const FOLDER = resolve(import.meta.dirname, '../../.cache/fix-secret');
const SECRET = 'gw-7Kq2Xv9Lm4Rt8Zd3';
const VARIABLE = 'GATEWAY_TOKEN';

interface Case {
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
  readonly file: string;
  readonly code: string;
  /** How the template brings the secret. */
  readonly value: string;
  readonly isBundled?: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'an ECMAScript module that reads it when it is loaded',
    runtime: 'nodejs24.x',
    handler: 'src/charge.handler',
    file: 'src/charge.mjs',
    code: `const token = process.env.${VARIABLE};\nexport const handler = async ({ order }) => \`\${order} \${token}\`;\n`,
    value: SECRET,
  },
  {
    name: 'a CommonJS module that answers by its callback',
    runtime: 'nodejs24.x',
    handler: 'charge.api.handler',
    file: 'charge.js',
    code: `const token = process.env.${VARIABLE};\nexports.api = { handler: ({ order }, context, done) => void setImmediate(done, null, \`\${order} \${token}\`) };\n`,
    value: '!Ref GatewayToken',
  },
  {
    name: 'TypeScript in a CommonJS bundle',
    runtime: 'nodejs24.x',
    handler: 'charge.handler',
    file: 'src/charge.ts',
    code: `const token = process.env.${VARIABLE};\nexport const handler = async ({ order }: { order: string }): Promise<string> => \`\${order} \${token}\`;\n`,
    value: '!Ref GatewayToken',
    isBundled: true,
  },
  {
    name: 'Python that reads it when it is loaded',
    runtime: 'python3.13',
    handler: 'jobs/charge.handler',
    file: 'jobs/charge.py',
    code: `import os\n\nTOKEN = os.environ["${VARIABLE}"]\n\n\ndef handler(event, context):\n    return f"{event['order']} {TOKEN}"\n`,
    value: SECRET,
  },
];

function template({ runtime, handler, file, value, isBundled }: Case): string {
  const metadata = `    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [${file}], External: ['@aws-sdk/*'] } }\n`;
  return `Transform: AWS::Serverless-2016-10-31
${value === SECRET ? '' : 'Parameters:\n  GatewayToken: { Type: String, NoEcho: true }\n'}Resources:
  ChargePayment:
    Type: AWS::Serverless::Function
${isBundled === true ? metadata : ''}    Properties:
      Runtime: ${runtime}
      Handler: ${handler}
      CodeUri: .
      Environment:
        Variables:
          ${VARIABLE}: ${value}
`;
}

let stage: LineProcess | undefined;
let aws: Record<string, string> = {};
let arn = '';

describe.skipIf('skipped' in python)(`a secret out of the environment${'skipped' in python ? `, skipped: ${python.skipped}` : ''}`, () => {
  beforeAll(async () => {
    if ('skipped' in python) return;
    await prepare();
    rmSync(FOLDER, { recursive: true, force: true });
    write(FOLDER, { 'package.json': '{ "private": true }' });
    stage = startLines(python.python, [resolve(import.meta.dirname, '../behavior/oracle/stage.py')], {});
    const { endpoint } = (await stage.next()) as { endpoint: string };
    const credentials = { accessKeyId: 'AKIAHANDLER', secretAccessKey: 'handler' };
    const client = new SecretsManagerClient({ endpoint, region: 'us-east-1', credentials });
    const made = await client.send(new CreateSecretCommand({ Name: 'GatewayTokenSecret', SecretString: SECRET }));
    arn = made.ARN!;
    aws = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
  }, 240_000);
  afterAll(() => stage?.close());

  test.each(CASES)('$name', async (one) => {
    const folder = join(FOLDER, one.name.replaceAll(/\W+/g, '-'));
    write(folder, { 'template.yaml': template(one), [one.file]: one.code });
    const before = await result(folder, one, { handler: one.handler, env: { [VARIABLE]: SECRET } });
    expect(before).toBe(`7 ${SECRET}`);

    const { diff, rejected, run: fixed } = fixtureDiff(folder, 'environment-secret');
    expect(rejected).toEqual([]);
    expect(diff.split('\n').filter((line) => line.startsWith('+') && line.includes(SECRET))).toEqual([]);
    for (const file of fixed.apps.flatMap(({ files }) => files)) write(folder, { [file.shown]: file.text });
    const text = readFileSync(join(folder, 'template.yaml'), 'utf8');
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(new RegExp(`${VARIABLE}:`));

    const handler = /Handler: (\S+)/.exec(text)![1]!;
    expect(handler).not.toBe(one.handler);
    expect(await result(folder, one, { handler, env: { [`${VARIABLE}_SECRET_ARN`]: arn } })).toBe(before);
    await expect(result(folder, one, { handler, env: { [`${VARIABLE}_SECRET_ARN`]: `${arn}-gone` } })).rejects.toThrow(/ResourceNotFound/);
  });
});

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Call {
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What the handler answers in a process of its own, with these variables beside AWS's own. */
async function result(folder: string, one: Case, { handler, env }: Call): Promise<unknown> {
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...aws, ...env }, timeout: 30_000 };
  if (one.runtime.startsWith('python')) {
    const [, module = '', name = ''] = /^(.*)\.(\w+)$/.exec(handler) ?? [];
    const script = `import importlib, json; print(json.dumps(importlib.import_module("${module.replaceAll('/', '.')}").${name}({"order": 7}, None)))`;
    const { stdout } = await run('skipped' in python ? '' : python.python, ['-c', script], options);
    return JSON.parse(stdout);
  }
  const module = handler.slice(0, handler.indexOf('.', handler.lastIndexOf('/') + 1));
  const path = handler.slice(module.length + 1).split('.');
  const entry = one.isBundled === true ? await bundled(folder, `src/${module}.ts`) : fileOf(folder, module);
  const script = `
    const loaded = await import(${JSON.stringify(entry)});
    const path = ${JSON.stringify(path)};
    const walk = (from) => path.reduce((at, name) => at?.[name], from);
    const handler = walk(loaded) ?? walk(loaded.default);
    const answer = await new Promise((resolve, reject) => {
      const done = (error, value) => (error ? reject(error) : resolve(value));
      Promise.resolve(handler({ order: 7 }, {}, done)).then((value) => value !== undefined && resolve(value), reject);
    });
    console.log(JSON.stringify(answer));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], options);
  return JSON.parse(stdout);
}

function fileOf(folder: string, module: string): string {
  const listed = execFileSync('ls', [dirname(join(folder, module))], { encoding: 'utf8' }).split('\n');
  const name = listed.find((file) => file.replace(/\.[mc]?js$/, '') === module.slice(module.lastIndexOf('/') + 1))!;
  return join(dirname(join(folder, module)), name);
}

/** As `sam build` bundles: CommonJS, the SDK left outside. */
async function bundled(folder: string, entry: string): Promise<string> {
  const build = await rolldown({
    input: join(folder, entry),
    cwd: folder,
    platform: 'node',
    external: [/^@aws-sdk\//],
    logLevel: 'silent',
  });
  const file = join(folder, 'built', entry.replace(/\.ts$/, '.cjs'));
  await build.write({ file, format: 'cjs', codeSplitting: false });
  return file;
}
