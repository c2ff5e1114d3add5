import { describe, expect, test } from 'vitest';
import { found, modulesOf } from './testing.ts';

describe('relative specifiers', () => {
  const modules = modulesOf({
    'src/handlers/save.ts': '',
    'src/lib/orders.ts': '',
    'src/lib/index.ts': '',
    'src/lib/prices.js': '',
    'src/lib/page.tsx': '',
    'src/lib/names.mts': '',
    'src/lib/config.json': '{ "table": "orders" }',
    'src/lib/limits.yaml': 'most: 10\n',
    'src/lib/query.sql': 'select 1',
    'src/lib/broken.json': '{ "table": ',
    'src/store/package.json': '{ "main": "./dist/store.js" }',
    'src/store/src/store.ts': '',
    'src/twice.ts': '',
    'src/twice.js': '',
  });
  test.each([
    ['../lib/orders', 'src/lib/orders.ts'],
    ['../lib/orders.js', 'src/lib/orders.ts'],
    ['../lib', 'src/lib/index.ts'],
    ['../lib/', 'src/lib/index.ts'],
    ['../lib/prices', 'src/lib/prices.js'],
    ['../lib/page.js', 'src/lib/page.tsx'],
    ['../lib/names.mjs', 'src/lib/names.mts'],
    ['../lib/config.json', 'data {"table":"orders"}'],
    ['../lib/limits.yaml', 'data {"most":10}'],
    ['../lib/query.sql', 'data "select 1"'],
    ['../store', 'src/store/src/store.ts'],
    ['../twice.js', 'src/twice.ts'],
    ['../nothing', 'missing'],
    ['../../../outside', 'missing'],
  ])('%s is %s', (specifier, expected) => {
    expect(found(modules, specifier, { from: 'src/handlers/save.ts' })).toBe(expected);
  });

  test('JavaScript takes the file that is there before the one that it is compiled from', () => {
    expect(found(modules, './twice.js', { from: 'src/app.js' })).toBe('src/twice.js');
  });

  test('data that cannot be read is a problem', () => {
    expect(found(modules, './lib/broken.json', { from: 'src/app.js' })).toMatch(/^parse-error: src\/lib\/broken\.json:1: /);
  });
});

describe('path mappings of tsconfig.json', () => {
  const modules = modulesOf(
    {
      'tsconfig.base.json':
        '{ "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["libs/*/src"], "@app/config": ["libs/settings.ts"] } } }',
      'services/orders/tsconfig.json': '{ // which extends\n "extends": "../../tsconfig.base", "compilerOptions": { "strict": true, }, }',
      'services/orders/save.ts': '',
      'services/stock/tsconfig.json': '{ "compilerOptions": { "baseUrl": "./src", "paths": { "/opt/*": ["../../../layers/common/*"] } } }',
      'services/stock/src/lib/count.ts': '',
      'libs/store/src/index.ts': '',
      'libs/settings.ts': '',
      'layers/common/util.ts': '',
      'loop/tsconfig.json': '{ "extends": "./tsconfig.json" }',
    },
    ['@aws-sdk/client-s3'],
  );
  test('are inherited, and relative to the configuration that has them', () => {
    expect(found(modules, '@app/store', { from: 'services/orders/save.ts' })).toBe('libs/store/src/index.ts');
  });
  test('the longest pattern counts', () => {
    expect(found(modules, '@app/config', { from: 'services/orders/save.ts' })).toBe('libs/settings.ts');
  });
  test('baseUrl makes bare names paths', () => {
    expect(found(modules, 'lib/count', { from: 'services/stock/src/app.ts' })).toBe('services/stock/src/lib/count.ts');
  });
  test('may map what a layer holds at run time', () => {
    expect(found(modules, '/opt/util', { from: 'services/stock/src/app.ts' })).toBe('layers/common/util.ts');
  });
  test('never hide a modelled module', () => {
    expect(found(modules, '@aws-sdk/client-s3', { from: 'services/orders/save.ts' })).toBe('model @aws-sdk/client-s3');
  });
  test('a configuration that extends itself ends', () => {
    expect(found(modules, 'anything', { from: 'loop/app.ts' })).toBe('missing');
  });
});

describe('packages', () => {
  const modules = modulesOf({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/store/package.json':
      '{ "name": "@shop/store", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./*": "./dist/*.js" } }',
    'packages/store/src/index.ts': '',
    'packages/store/src/prices.ts': '',
    'functions/save/package.json':
      '{ "name": "save", "dependencies": { "tools": "file:../../shared/tools", "declared-here": "1" }, "imports": { "#lib/*": "./lib/*.js" } }',
    'functions/save/lib/names.ts': '',
    'functions/save/own.js': '',
    'shared/tools/package.json': '{ "name": "tools" }',
    'shared/tools/index.js': '',
    'node_modules/.package-lock.json': '{}',
    'node_modules/queue-reader/package.json': '{ "dependencies": { "@aws-sdk/client-sqs": "3" } }',
    'node_modules/aws-words/package.json': '{ "dependencies": { "@aws-sdk/types": "3" } }',
    'node_modules/aws-words/index.js': '',
  });
  const from = { from: 'functions/save/app.js' };
  test.each([
    ['@shop/store', 'packages/store/src/index.ts'],
    ['@shop/store/prices', 'packages/store/src/prices.ts'],
    ['tools', 'shared/tools/index.js'],
    ['#lib/names', 'functions/save/lib/names.ts'],
    ['#lib/other', 'missing'],
    ['own', 'functions/save/own.js'],
    ['/var/task/own.js', 'functions/save/own.js'],
  ])('%s is source in the repository', (specifier, expected) => {
    expect(found(modules, specifier, from)).toBe(expected);
  });

  test.each([
    ['queue-reader', 'package queue-reader with a client'],
    ['queue-reader/lib/x', 'package queue-reader with a client'],
    ['aws-words', 'package aws-words'],
    ['../../node_modules/aws-words/index.js', 'package aws-words'],
    ['lodash', 'package lodash'],
    ['declared-here', 'package declared-here'],
    ['declared-nowhere', 'missing'],
    ['node:fs', 'package node:fs'],
    ['dynamodb-onetable', 'package dynamodb-onetable with a client'],
    ['@acme/s3-files', 'package @acme/s3-files with a client'],
    ['aws-lambda', 'package aws-lambda'],
    ['@types/aws-lambda', 'package @types/aws-lambda'],
    ['aws-jwt-verify', 'package aws-jwt-verify'],
  ])('%s is not followed', (specifier, expected) => {
    expect(found(modules, specifier, from)).toBe(expected);
  });
});

describe('layers', () => {
  const modules = modulesOf({
    'layers/common/nodejs/config.mjs': '',
    'layers/common/nodejs/node_modules/audit/index.js': '',
    'layers/common/nodejs/node_modules/prices.js': '',
    'layers/built/package.json': '{ "name": "pricing" }',
    'layers/built/util.ts': '',
    'layers/built/index.ts': '',
    'src/app.mjs': '',
  });
  const from = { from: 'src/app.mjs', layers: ['layers/common', 'layers/built'] };
  test.each([
    ['/opt/nodejs/config.mjs', 'layers/common/nodejs/config.mjs'],
    ['/opt/nodejs/util', 'layers/built/util.ts'],
    ['/opt/nodejs/missing', 'missing'],
    ['audit', 'layers/common/nodejs/node_modules/audit/index.js'],
    ['prices', 'layers/common/nodejs/node_modules/prices.js'],
    ['prices.js', 'layers/common/nodejs/node_modules/prices.js'],
    ['pricing', 'layers/built/index.ts'],
  ])('%s is %s', (specifier, expected) => {
    expect(found(modules, specifier, from)).toBe(expected);
  });

  test('a function without the layer does not see it', () => {
    expect(found(modules, '/opt/nodejs/config.mjs', { from: 'src/app.mjs' })).toBe('missing');
  });
});

describe('packages that are not installed, by what a lockfile says of them', () => {
  const manifest = '{ "dependencies": { "@acme/audit": "1", "@acme/wording": "1", "@acme/archive": "1", "@acme/optional": "1" } }';
  const audit = { dependencies: { '@acme/queue': '1' } };
  const queue = { peerDependencies: { '@aws-sdk/client-sqs': '3' } };
  const optional = { peerDependencies: { '@aws-sdk/client-s3': '3' }, peerDependenciesMeta: { '@aws-sdk/client-s3': { optional: true } } };
  const packages = {
    '': {},
    'node_modules/@acme/audit': audit,
    'node_modules/@acme/audit/node_modules/@acme/queue': queue,
    'node_modules/@acme/wording': { dependencies: { lodash: '4' } },
    'node_modules/@acme/optional': optional,
  };
  test.each([
    ['package-lock.json of npm', { 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) }],
    [
      'its first version',
      {
        'package-lock.json': JSON.stringify({
          lockfileVersion: 1,
          dependencies: {
            '@acme/audit': { requires: { '@acme/queue': '1' } },
            '@acme/queue': { requires: { '@aws-sdk/client-sqs': '3' } },
            '@acme/wording': {},
          },
        }),
      },
    ],
    [
      'yarn.lock',
      {
        'yarn.lock':
          '"@acme/audit@^1":\n  version "1.0.0"\n  dependencies:\n    "@acme/queue" "^1"\n\n"@acme/queue@^1":\n  version "1.0.0"\n  dependencies:\n    "@aws-sdk/client-sqs" "^3"\n\n"@acme/wording@^1":\n  version "1.0.0"\n',
      },
    ],
  ])('%s', (_, lock) => {
    const modules = modulesOf({ 'package.json': manifest, 'src/app.js': '', ...lock });
    const at = { from: 'src/app.js' };
    expect(found(modules, '@acme/audit', at)).toBe('package @acme/audit with a client');
    expect(found(modules, '@acme/wording', at)).toBe('package @acme/wording');
    expect(found(modules, '@acme/optional', at)).toBe('package @acme/optional');
    // It is in no lockfile.
    expect(found(modules, '@acme/archive', at)).toBe('package @acme/archive');
  });
});
