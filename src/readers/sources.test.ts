import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../model/config.ts';
import { loadApps } from './load.ts';
import { locateSource } from './sources.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'casemate-sources-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function located(properties: string, files: readonly string[], more = '', searched = 'app'): string {
  for (const file of files) write(file);
  write(
    'app/template.yaml',
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Save:\n    Type: AWS::Serverless::Function\n    Properties: {${properties}}\n${more}`,
  );
  const app = loadApps([join(cwd, searched)], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG }).apps[0]!;
  const { files: found, language } = locateSource(app.variants[0]!.stack.resources.get('Save')!, app);
  return `${found.join()} ${language}`;
}

const NODE = 'Runtime: nodejs24.x';
const ENTRY = '    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [src/orders/save.ts, src/load.ts]}}\n';

test.each([
  [`${NODE}, CodeUri: src/, Handler: save.handler`, ['app/src/save.mjs'], '', 'src/save.mjs javascript'],
  [`${NODE}, CodeUri: ., Handler: src/save.api.handler`, ['app/src/save.js'], '', 'src/save.js javascript'],
  [`${NODE}, CodeUri: src, Handler: save.handler`, ['app/src/save.ts'], '', 'src/save.ts typescript'],
  [`${NODE}, CodeUri: src, Handler: save.handler`, ['app/src/save.js', 'app/src/save.ts'], '', 'src/save.js javascript'],
  [`${NODE}, CodeUri: ., Handler: save.handler`, ['app/src/orders/save.ts'], ENTRY, 'src/orders/save.ts typescript'],
  [`${NODE}, CodeUri: ., Handler: dist/save.handler`, ['app/src/orders/save.ts'], ENTRY, 'src/orders/save.ts typescript'],
  [`${NODE}, CodeUri: ., Handler: dist/save.handler`, ['app/src/save.ts'], '', 'src/save.ts typescript'],
  [
    `${NODE}, CodeUri: dist/save, Handler: handler.handler`,
    ['app/src/lambdas/save/handler.ts', 'app/src/handler.ts'],
    '',
    'src/lambdas/save/handler.ts typescript',
  ],
  [`${NODE}, CodeUri: dist/orders, Handler: save.handler`, ['app/lambdas/orders/save.ts'], '', 'lambdas/orders/save.ts typescript'],
  [`${NODE}, CodeUri: dist/orders, Handler: save.handler`, ['app/src/handlers/save.ts'], '', 'src/handlers/save.ts typescript'],
  [`${NODE}, CodeUri: src/save.js, Handler: save.handler`, ['app/src/save.js'], '', 'src/save.js javascript'],
  [`${NODE}, CodeUri: target/code.zip, Handler: save.handler`, ['app/target/code.zip'], '', ' javascript'],
  [`${NODE}, InlineCode: 'exports.handler = 1', Handler: index.handler`, ['app/index.js'], '', ' javascript'],
  [`${NODE}, CodeUri: s3://bucket/key, Handler: index.handler`, ['app/index.js'], '', ' javascript'],
  ['Runtime: python3.13, CodeUri: src, Handler: app.lambda_handler', ['app/src/app.py'], '', 'src/app.py python'],
  ['Runtime: python3.13, CodeUri: ., Handler: src.orders.app.handler', ['app/src/orders/app.py'], '', 'src/orders/app.py python'],
  ['Runtime: python3.13, CodeUri: ., Handler: src/orders/app.handler', ['app/src/orders/app.py'], '', 'src/orders/app.py python'],
  ['Runtime: python3.13, CodeUri: ., Handler: orders.handler', ['app/orders/__init__.py'], '', 'orders/__init__.py python'],
  ['Runtime: java21, CodeUri: ., Handler: "example.App::handle"', [], '', ' null'],
  [`${NODE}, CodeUri: ../../, Handler: secret.handler`, ['secret.js'], '', ' javascript'],
  [`${NODE}, CodeUri: ../, Handler: secret.handler`, ['secret.js'], '', ' javascript'],
  [`${NODE}, CodeUri: ., Handler: "\\0.handler"`, [], '', ' javascript'],
])('%s with %j', (properties, files, more, expected) => {
  expect(located(properties, files, more)).toBe(expected);
});

test('code may lie anywhere in the folder that was searched, without git too', () => {
  const properties = `${NODE}, CodeUri: ../shared, Handler: save.handler`;
  expect(located(properties, ['shared/save.mjs'])).toBe(' javascript');
  expect(located(properties, [], '', '.')).toBe('../shared/save.mjs javascript');
});

test('code in the same git working tree may lie outside of the app’s folder', () => {
  mkdirSync(join(cwd, '.git'));
  expect(located(`${NODE}, CodeUri: ../shared, Handler: save.handler`, ['shared/save.mjs'])).toBe('../shared/save.mjs javascript');
});

const IMAGE = '    Metadata: {DockerContext: ./invoice, Dockerfile: build/Dockerfile}\n';

test.each([
  ['COPY requirements.txt app.py ./\nCMD ["app.handler"]', ['app/invoice/app.py'], '', 'invoice/app.py python'],
  ['COPY . .\nCMD ["jobs.render.handler"]', ['app/invoice/jobs/render.py'], '', 'invoice/jobs/render.py python'],
  ['COPY render/*.py ${LAMBDA_TASK_ROOT}/\nCMD ["app.handler"]', ['app/invoice/render/app.py'], '', 'invoice/render/app.py python'],
  ['COPY render.py ./app.py\nCMD ["app.handler"]', ['app/invoice/render.py'], '', 'invoice/render.py python'],
  [
    'COPY src/ ./\nCMD ["app.handler"]',
    ['app/invoice/src/late.py'],
    ', ImageConfig: {Command: [late.handler]}',
    'invoice/src/late.py python',
  ],
  ['COPY src/ ./\nCMD ["app.handler"]', ['app/invoice/other/app.py'], '', ' null'],
  ['COPY ../../secret.py app.py\nCMD ["app.handler"]', ['secret.py'], '', ' null'],
  ['COPY . .\nCMD ["app.handler"]', ['app/invoice/app.py'], ', ImageConfig: {EntryPoint: [/start]}', ' null'],
])('a container image is followed to what it copies: %j', (lines, files, config, expected) => {
  write('app/invoice/build/Dockerfile', `FROM public.ecr.aws/lambda/python:3.13\n${lines}\n`);
  expect(located(`PackageType: Image${config}`, files, IMAGE)).toBe(expected);
});

/** Why layers of `Save` are not read. */
function unreadLayers(properties: string, files: readonly string[], more: string): string[] {
  located(properties, files, more);
  const app = loadApps([join(cwd, 'app')], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG }).apps[0]!;
  const { resources } = app.variants[0]!.stack;
  const { code } = locateSource(resources.get('Save')!, { folder: app.folder, resource: (id) => resources.get(id) });
  return 'missing' in code ? [code.because] : code.unreadLayers.map((one) => one.because.replace(/CacheLayer\w*/, 'CacheLayer'));
}

test.each([
  ['shared/', ['app/shared/python/shop.py'], []],
  ['bin/extension.zip', [], ['the content of the layer CacheLayer, bin/extension.zip, is not at hand']],
  ['cache/', ['app/cache/Makefile', 'app/cache/main.go'], ['the layer CacheLayer is built by a makefile, whose work is not followed']],
])('a layer of %s with %j', (content, files, expected) => {
  const layer = `  CacheLayer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ${content}}}\n`;
  expect(
    unreadLayers(`${NODE}, CodeUri: src, Handler: save.handler, Layers: [!Ref CacheLayer]`, ['app/src/save.mjs', ...files], layer),
  ).toEqual(expected);
});

test.each([
  ['WORKDIR /opt\nCOPY --from=layer /opt/ .\nWORKDIR /var/task\nCOPY app.py .', 1],
  ['COPY app.py .\n# extensions would go to /opt/extensions', 0],
  ['ENV PATH=/opt/venv/bin:$PATH\nCOPY app.py .', 0],
])('an image that holds files under /opt may hold extensions: %j', (lines, count) => {
  write('app/invoice/build/Dockerfile', `FROM public.ecr.aws/lambda/python:3.13\n${lines}\nCMD ["app.handler"]\n`);
  expect(unreadLayers('PackageType: Image', ['app/invoice/app.py'], IMAGE)).toHaveLength(count);
});

test.each([
  ['s3://deployments/save.zip', 's3://deployments/save.zip'],
  ['{ Bucket: !Sub "code-${AWS::Region}", Key: save.zip }', 's3://code-${AWS::Region}/save.zip'],
])('code that is taken from a bucket is not looked for beside the template: %s', (codeUri, said) => {
  write(
    'app/template.yaml',
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Save:\n    Type: AWS::Serverless::Function\n    Properties:\n      ${NODE}\n      Handler: save.handler\n      CodeUri: ${codeUri}\n`,
  );
  const app = loadApps([join(cwd, 'app')], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG }).apps[0]!;
  const { code } = locateSource(app.variants[0]!.stack.resources.get('Save')!, app);
  expect(code).toEqual({ missing: 'source-not-found', because: `its code comes from ${said} and is not beside the template` });
});
