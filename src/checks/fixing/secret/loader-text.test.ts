import { expect, test } from 'vitest';
import { exportedName, loaderName, loaderText, pythonPrologue } from './loader-text.ts';
import type { LoadedModule } from './loader-text.ts';

const SECRETS = [{ store: 'secretsmanager' as const, name: 'GATEWAY_TOKEN', source: 'GATEWAY_TOKEN_SECRET_ARN', key: null }];

function loaded(given: Partial<LoadedModule>): LoadedModule {
  return {
    form: 'module',
    file: 'pay.js',
    specifier: './pay.js',
    exportPath: ['handler'],
    syntax: 'either',
    isTypeScript: false,
    ...given,
  };
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)!;

test.each([
  ['an ECMAScript module', { syntax: 'esm' }, "export const { handler } = await import('./pay.js');"],
  ['a CommonJS module', { syntax: 'commonjs' }, 'export const handler = loaded.default.handler;'],
  ['a module that may be either', {}, 'export const handler = loaded.handler ?? loaded.default.handler;'],
  ['a handler within an export', { exportPath: ['api', 'pay'] }, 'export const pay = (loaded.api ?? loaded.default.api).pay;'],
  ['a default export', { syntax: 'esm', exportPath: ['default'] }, 'export const handler = loaded.default;'],
] as const)('the handler of %s is handed on as it is', (_, given, line) => {
  expect(lastLine(loaderText(loaded(given as Partial<LoadedModule>), SECRETS))).toBe(line);
});

test('the secret is there before the module is loaded', () => {
  const text = loaderText(loaded({}), SECRETS);
  const filled = text.indexOf('process.env.GATEWAY_TOKEN = await secretValue(process.env.GATEWAY_TOKEN_SECRET_ARN);');
  expect(filled).toBeGreaterThan(0);
  expect(text.indexOf("import('./pay.js')")).toBeGreaterThan(filled);
});

test('one key of a secret in JSON is taken out of it', () => {
  const one = [{ store: 'secretsmanager' as const, name: 'DB_PASSWORD', source: 'DB_SECRET_ARN', key: 'pass-word' }];
  expect(loaderText(loaded({}), one)).toContain('JSON.parse(await secretValue(process.env.DB_SECRET_ARN))["pass-word"]');
  expect(pythonPrologue(one)).toContain('json.loads(_secret_value(os.environ["DB_SECRET_ARN"]))["pass-word"]');
});

test('Python modules whose names no statement takes are imported by name', () => {
  const python = (specifier: string): string => loaderText(loaded({ form: 'python', file: 'x.py', specifier }), SECRETS);
  expect(lastLine(python('jobs.export'))).toBe('from jobs.export import handler  # noqa: E402, F401');
  expect(lastLine(python('lambda'))).toBe('handler = importlib.import_module("lambda").handler');
  expect(lastLine(python('my-jobs.export'))).toBe('handler = importlib.import_module("my-jobs.export").handler');
});

test('a loader stands beside its module, under a name without a dot', () => {
  expect(loaderName('src/charge', false)).toBe('src/charge-secrets');
  expect(loaderName('jobs/daily-export', true)).toBe('jobs/daily_export_secrets');
  expect(exportedName(['api', 'not-a-name'])).toBe('handler');
});
