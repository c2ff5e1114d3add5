import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import { loadApps } from './load.ts';
import type { LoadOptions, LoadResult, LoadedApp } from './load.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'casemate-load-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const TOPIC = 'Resources: {Topic: {Type: AWS::SNS::Topic}}\n';

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}

function load(paths: readonly string[] = ['.'], options: Partial<LoadOptions> = {}): LoadResult<LoadedApp> {
  return loadApps(paths, { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG, ...options });
}

/** Templates by app, then what could not be read. */
function found(paths?: readonly string[], options?: Partial<LoadOptions>): { apps: string[]; problems: string[] } {
  const { apps, problems } = load(paths, options);
  return {
    apps: apps.map(({ root, templates }) => `${root}: ${templates.map(({ path, format }) => `${path} (${format})`).join(', ')}`),
    problems: problems.map(({ path, line, message }) => `${path}${line === null ? '' : `:${line}`} ${message}`),
  };
}

describe('a folder', () => {
  test('may hold what CodeDeploy is given, which names resources too', () => {
    const spec =
      'version: 0.0\nResources:\n  - SellTicket:\n      Type: AWS::Lambda::Function\n      Properties: { Name: sell, Alias: live }\n';
    write({ 'template.yaml': TOPIC, 'deploy/appspec-sell.yaml': spec });
    expect(found()).toEqual({ apps: ['.: template.yaml (cloudformation)'], problems: [] });
  });

  test('is searched for templates by name and by text, in one order', () => {
    write({
      'orders/template.yaml': TOPIC,
      'orders/network.yml': `AWSTemplateFormatVersion: 2010-09-09\n${TOPIC}`,
      'api.template': TOPIC,
      'shop.json': '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}',
      'sam.yaml': `Transform:\n  - AWS::Serverless-2016-10-31\n${TOPIC}`,
      'flow.yaml': 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n',
    });
    expect(found()).toEqual({
      apps: [
        '.: api.template (cloudformation)',
        '.: flow.yaml (cloudformation)',
        'orders: network.yml (cloudformation)',
        'orders: template.yaml (cloudformation)',
        '.: sam.yaml (sam)',
        '.: shop.json (cloudformation)',
      ],
      problems: [],
    });
  });

  test('with what is installed, built or hidden left out', () => {
    for (const folder of ['node_modules/x', 'dist', '.aws-sam/build', '.git', '.cache', 'venv', 'tools/.hidden'])
      write({ [`${folder}/template.yaml`]: TOPIC });
    write({ 'python/pyvenv.cfg': '', 'python/lib/template.yaml': TOPIC, 'app/template.yaml': TOPIC });
    expect(found().apps).toEqual(['app: template.yaml (cloudformation)']);
  });

  test('that is hidden is searched when it is named', () => {
    write({ '.aws-sam/build/template.yaml': TOPIC });
    expect(found(['.aws-sam/build']).apps).toEqual(['.aws-sam/build: template.yaml (cloudformation)']);
  });

  test('holds other YAML and JSON that is no template', () => {
    write({
      'package-lock.json': '{"Resources": {"a": {"Type": "AWS::SNS::Topic"}}}',
      'openapi.yaml': 'openapi: 3.0.1\npaths: {}\n',
      'docker-compose.yml': 'services: {}\n',
      'buildspec.yml': 'version: 0.2\n',
      'event.json': '{"Records": []}',
      'notes.yaml': 'text: "Type: AWS::SNS::Topic"\n',
      'broken.yaml': '{{{{',
      'orders.test.json': '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}',
      'portal/template.yaml': 'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n',
    });
    expect(found()).toEqual({ apps: [], problems: ['. no serverless app was found'] });
    expect(load().problems[0]!.advice).toMatch(/^Looked for template\.yaml, .* and cdk\.out\. /);
  });

  test('of the CDK holds templates, assets and books', () => {
    const nested = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: { 'Fn::Sub': 'https://${AWS::URLSuffix}/a' } },
      Metadata: { 'aws:asset:path': 'ShopNested.nested.template.json', 'aws:asset:property': 'TemplateURL' },
    };
    const topic = '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}';
    write({
      'cdk.out/Shop.template.json': JSON.stringify({ Resources: { Nested: nested } }),
      'cdk.out/ShopNested.nested.template.json': topic,
      'cdk.out/asset.0123.template.json': topic,
      'cdk.out/asset.4567/template.yaml': TOPIC,
      'cdk.out/tree.json': topic,
      'cdk.out/Shop.assets.json': topic,
    });
    expect(found().apps).toEqual(['cdk.out: Shop.template.json (cdk), ShopNested.nested.template.json (cdk)']);
  });

  test('of two clouds holds templates of the other one, which are none', () => {
    write({
      'azure/template.json':
        '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": []}',
      'indented/stack.yaml': `---\n  AWSTemplateFormatVersion: '2010-09-09'\n\n${TOPIC.replace(/^/gm, '  ')}`,
    });
    expect(found()).toMatchObject({ apps: ['indented: stack.yaml (cloudformation)'], problems: [] });
  });

  test('of the Serverless Framework holds parts of templates that are none by themselves', () => {
    write({
      'serverless.yml': 'service: shop\nresources:\n  - ${file(resources/roles.yml)}\n',
      'resources/roles.yml': TOPIC,
      'resources/own.yml': `AWSTemplateFormatVersion: '2010-09-09'\n${TOPIC}`,
    });
    expect(found().apps).toEqual(['resources: own.yml (cloudformation)']);
  });

  test('has templates that the config leaves out', () => {
    write({ 'app/template.yaml': TOPIC, 'test/fixtures/template.yaml': TOPIC });
    expect(found(['.'], { config: { ...DEFAULT_CONFIG, exclude: ['test/**'] } }).apps).toEqual(['app: template.yaml (cloudformation)']);
  });
});

describe('a template that cannot be read is reported, and the others are read', () => {
  test.each([
    ['nothing', '', 'bad/template.yaml is empty'],
    ['blanks', ' \n\n', 'bad/template.yaml is empty'],
    ['a binary', Buffer.from([0x52, 0, 1, 2]), 'bad/template.yaml is a binary file'],
    ['UTF-16', Buffer.from(`\uFEFF${TOPIC}`, 'utf16le'), 'bad/template.yaml is written in UTF-16'],
    ['no UTF-8', Buffer.from([0x52, 0xe9, 0x73]), 'bad/template.yaml is not valid UTF-8'],
    ['a broken document', 'Resources:\n  Topic: {Type: AWS::SNS::Topic\n  Other: [\n', 'bad/template.yaml:3 not valid YAML'],
    ['tabs', 'Resources:\n\tTopic:\n\t\tType: AWS::SNS::Topic\n', 'bad/template.yaml:2 not valid YAML'],
    ['resources in a list', 'Resources:\n  - Type: AWS::SNS::Topic\n', 'bad/template.yaml:1 Resources must be a map'],
    ['no resources', 'AWSTemplateFormatVersion: 2010-09-09\nOutputs: {}\n', 'bad/template.yaml:1 a template needs a Resources section'],
    ['a list', `- Resources:\n    Topic: {Type: AWS::SNS::Topic}\nAWSTemplateFormatVersion: x`, 'bad/template.yaml:3 not valid YAML'],
    ['an alias bomb', bomb(), 'bad/template.yaml:6 more than 500000 values once its aliases are unfolded'],
    [
      '10,000 brackets',
      `Resources:\n  A: {Type: AWS::SNS::Topic, Properties: ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      'bad/template.yaml:2 nested too deeply to be read',
    ],
  ])('%s', (_name, text, message) => {
    write({ 'bad/template.yaml': text, 'good/template.yaml': TOPIC });
    const { apps, problems } = found();
    expect(apps).toEqual(['good: template.yaml (cloudformation)']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  test('a byte order mark is no harm', () => {
    write({ 'template.yaml': `\uFEFF${TOPIC}` });
    expect(found()).toEqual({ apps: ['.: template.yaml (cloudformation)'], problems: [] });
  });

  test('50 MB are refused without being read', () => {
    write({ 'template.yaml': `${TOPIC}# ${'x'.repeat(50 * 1024 * 1024)}` });
    const started = performance.now();
    expect(found().problems).toEqual(['template.yaml is 51 MB large; files over 2 MB are not read']);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a file that is no template is reported when it is named', () => {
    write({ 'event.json': '{"Records": []}' });
    expect(found(['event.json', 'missing.yaml']).problems).toEqual([
      'missing.yaml does not exist',
      'event.json:1 a template needs a Resources section',
    ]);
  });

  test('JSON nested 10,000 deep', () => {
    write({ 'template.json': `{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": ${'['.repeat(10_000)}` });
    expect(found().problems).toEqual(['template.json:1 not valid JSON: nested more than 200 levels deep']);
  });

  test('a folder and a file that may not be read', () => {
    write({ 'closed/template.yaml': TOPIC, 'secret/template.yaml': TOPIC });
    chmodSync(join(cwd, 'closed'), 0);
    chmodSync(join(cwd, 'secret/template.yaml'), 0);
    // The superuser may read everything.
    const isRoot = process.getuid?.() === 0;
    expect(found().problems).toEqual(isRoot ? [] : ['closed the folder may not be read', 'secret/template.yaml may not be read']);
    chmodSync(join(cwd, 'closed'), 0o755);
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 10; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
  return `${lines.join('\n')}\n${TOPIC}`;
}

describe('links', () => {
  test('to the folder above do not loop', () => {
    write({ 'app/template.yaml': TOPIC });
    symlinkSync('..', join(cwd, 'app/up'));
    symlinkSync('itself', join(cwd, 'app/itself'));
    expect(found().apps).toEqual(['app: template.yaml (cloudformation)']);
  });

  test('to a template within the folder are the template, once', () => {
    write({ 'app/template.yaml': TOPIC });
    symlinkSync('app/template.yaml', join(cwd, 'zz.template.yaml'));
    expect(found()).toEqual({ apps: ['app: template.yaml (cloudformation)'], problems: [] });
  });

  test('out of the folder, or to nowhere, are reported', () => {
    write({ 'outside.yaml': TOPIC, 'app/other.yaml': TOPIC });
    symlinkSync('../outside.yaml', join(cwd, 'app/template.yaml'));
    symlinkSync('nowhere', join(cwd, 'app/template.yml'));
    expect(found(['app']).problems).toEqual([
      'app/template.yaml is a symbolic link out of the folder',
      'app/template.yml is a symbolic link that leads nowhere',
    ]);
  });
});

describe('nested templates', () => {
  const parent = (url: string): string => `Resources:\n  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}\n`;

  test('are no apps of their own', () => {
    write({ 'app/template.yaml': parent('./child/template.yaml'), 'app/child/template.yaml': TOPIC });
    expect(found().apps).toEqual(['app: template.yaml (cloudformation), child/template.yaml (cloudformation)']);
  });

  test('are apps when they are named', () => {
    write({ 'template.yaml': parent('child.yaml'), 'child.yaml': TOPIC });
    expect(found(['child.yaml']).apps).toEqual(['.: child.yaml (cloudformation)']);
  });

  test('that are missing are reported once, at the stack that names them, and are a fault', () => {
    write({ 'template.yaml': parent('child.yaml') });
    const { apps, problems } = load();
    expect(problems).toEqual([
      {
        path: 'template.yaml',
        line: 2,
        column: 71,
        message: 'the template of the nested stack Child child.yaml does not exist',
        advice: 'Correct the path of the nested template, or add the file.',
      },
    ]);
    expect(apps[0]!.variants[0]!.stack.problems.map(({ message }) => message)).toEqual([
      'the template of the nested stack Child child.yaml does not exist',
    ]);
  });

  test('outside of the folder are read within its git working tree only', () => {
    write({ 'shared/child.yaml': TOPIC, 'app/template.yaml': parent('../shared/child.yaml') });
    expect(found(['app']).problems).toEqual([
      'app/template.yaml:2 the template of the nested stack Child ../shared/child.yaml lies outside of the folder that was given',
    ]);
    mkdirSync(join(cwd, '.git'));
    expect(found(['app'])).toEqual({ apps: ['app: template.yaml (cloudformation), ../shared/child.yaml (cloudformation)'], problems: [] });
  });

  test('that nest one another have one root', () => {
    write({ 'a.yaml': parent('b.yaml'), 'b.yaml': parent('a.yaml') });
    const { apps, problems } = load();
    expect(apps).toHaveLength(1);
    const message = 'the nested stack Child/Child contains itself: a.yaml -> b.yaml -> a.yaml';
    expect(apps[0]!.variants[0]!.stack.problems.map((fault) => `${fault.kind}: ${fault.message}`)).toEqual([
      `circular-nesting: ${message}`,
    ]);
    expect(problems).toEqual([
      { path: 'b.yaml', line: 2, column: 71, message, advice: 'Remove one of the nested stacks from the circle.' },
    ]);
  });
});

describe('deployments', () => {
  const text = `
Parameters: {Stage: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Stage}}
  Alarm: {Type: AWS::CloudWatch::Alarm, Condition: IsProd}
`;
  const judged = (options?: Partial<LoadOptions>): string[] =>
    load(['.'], options).apps.flatMap(({ variants }) =>
      variants.map(({ name, branch, stack }) => `${name} / ${branch}: ${[...stack.resources.keys()].join(' ')}`),
    );

  test('without names are the branches of the conditions', () => {
    write({ 'template.yaml': text });
    expect(judged()).toEqual(['null / IsProd is false: Topic', 'null / IsProd is true: Topic Alarm']);
  });

  test('come from the command line', () => {
    write({ 'template.yaml': text });
    expect(judged({ parameters: { Stage: 'prod' } })).toEqual(['null / null: Topic Alarm']);
  });

  test('come from the config', () => {
    write({ 'template.yaml': text, 'samconfig.toml': '[x.deploy.parameters]\nparameter_overrides = "Stage=x"\n' });
    const config: Config = { ...DEFAULT_CONFIG, deployments: { test: { parameters: {} }, live: { parameters: { Stage: 'prod' } } } };
    expect(judged({ config })).toEqual(['test / null: Topic', 'live / null: Topic Alarm']);
  });

  test('come from samconfig.toml', () => {
    write({
      'template.yaml': text,
      'samconfig.toml':
        'version = 0.1\n[dev.deploy.parameters]\nparameter_overrides = "Stage=dev"\n[prod.deploy.parameters]\nparameter_overrides = ["Stage=\\"prod\\""]\n',
    });
    expect(judged()).toEqual(['dev / null: Topic', 'prod / null: Topic Alarm']);
  });

  test('from a broken samconfig.toml are reported', () => {
    write({ 'template.yaml': text, 'samconfig.toml': '[dev' });
    expect(found().problems[0]).toMatch(/^samconfig\.toml is not valid TOML: /);
    expect(judged()).toHaveLength(2);
  });
});

describe('weird shapes never make it throw', () => {
  test.each([
    'Resources: {A: [], B: 1, C: {Type: 3}, D: {Type: AWS::SNS::Topic, Properties: text}, E: {Type: AWS::SNS::Topic, Properties: [1]}}',
    'Parameters: []\nConditions:\nMappings: 3\nOutputs: [1]\nTransform: {a: [b]}\nResources: {A: {Type: AWS::SNS::Topic, Condition: {a: b}, DependsOn: {x: y}, Metadata: 3}}',
    'Parameters: {A: text, B: {Default: {x: y}}, C: {Type: [x], AllowedValues: {}, NoEcho: maybe}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${A}${B}${C}"}}}',
    'Transform: AWS::Serverless-2016-10-31\nGlobals: 3\nResources: {F: {Type: AWS::Serverless::Function, Properties: text}, G: {Type: AWS::Serverless::Function}, H: {Type: AWS::Serverless::Api, Properties: {StageName: []}}}',
    'Transform: [AWS::LanguageExtensions, 3, {Name: 4}]\nResources: {"Fn::ForEach::X": 3, "Fn::ForEach::Y": [a, b], "Fn::Transform": 3, A: {Type: AWS::SNS::Topic}}',
    'Outputs: {A: text, B: {Value: !GetAtt A}, C: {Condition: [x], Value: {Ref: [y]}}}\nResources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: {a: b}, Parameters: text}}}',
    'Conditions: {A: true, B: [x], C: {Fn::Equals: [1]}, D: {Fn::And: text}, E: !Not [!Not [!Condition E]], F: {Fn::Or: []}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [A, !If [B, x, y], !If [C, !If [D, 1, 2], !If [E, 1, !If [F, 1, 2]]]]}}}',
  ])('%s', (text) => {
    write({ 'template.yaml': `AWSTemplateFormatVersion: 2010-09-09\n${text}\n` });
    const { apps } = load();
    expect(apps).toHaveLength(1);
    for (const { stack } of apps[0]!.variants)
      for (const resource of stack.resources.values()) expect(['map', 'unknown']).toContain(resource.properties.kind);
  });
});

test('paths are relative to the app’s folder, and none is absolute', () => {
  write({ 'shop/orders/template.yaml': TOPIC, 'shop/orders/src/save.mjs': '' });
  const [app] = load(['shop']).apps;
  expect([app!.root, app!.templates[0]!.path, app!.files]).toEqual(['shop/orders', 'template.yaml', ['src/save.mjs', 'template.yaml']]);
  expect(app!.variants[0]!.stack.resources.get('Topic')!.at.source.path).toBe('template.yaml');
});
