import { describe, expect, test } from 'vitest';
import { entropyBits, isPlaceholder, secretShape } from './secret-shape.ts';
import { nameKind } from './variable-names.ts';

// Put together here so that no scanner takes this file for a leak.
const ACCESS_KEY = `AKIA${'Q7'.repeat(5)}RT4WXN`;
const RANDOM = ['kf8Zq2', 'LmP0sVt', '7xWbNa'].join('');

describe('names', () => {
  test.each([
    'DB_PASSWORD',
    'dbPassword',
    'JWT_SECRET',
    'STRIPE_API_KEY',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'GITHUB_TOKEN',
    'PASSWORD_PROD',
    'apiKey',
  ])('%s speaks of a secret', (name) => expect(nameKind(name)).toBe('secret'));
  test.each([
    'DB_SECRET_ARN',
    'SECRET_NAME',
    'TOKEN_TTL',
    'PASSWORD_LENGTH',
    'API_KEY_ID',
    'TOKEN_URL',
    'USE_TOKEN',
    'KEY_ALIAS',
    'SECRETS_MANAGER',
  ])('%s points elsewhere', (name) => expect(nameKind(name)).toBe('pointer'));
  test.each(['PARTITION_KEY', 'MAX_TOKENS', 'NEXT_TOKEN', 'JOIN_TOKEN', 'END_TOKEN', 'TABLE', 'KEY', 'COMPASS', 'BYPASS_CACHE', 'MONKEY'])(
    '%s says nothing of a secret',
    (name) => expect(['plain', 'pointer']).toContain(nameKind(name)),
  );
  test('a publishable key is public', () => expect(nameKind('STRIPE_PUBLISHABLE_KEY')).toBe('public'));
});

describe('values', () => {
  test('a mark between underscores is no secret', () => expect(secretShape('SHOP_TOKEN', '_S3F2COMP_')).toBe(null));

  test('a known format is a secret under any name', () => {
    expect(secretShape('CONFIG', ACCESS_KEY)).toEqual({ what: 'an AWS access key ID', byForm: true });
    expect(secretShape('CONFIG', ['-----BEGIN RSA', 'PRIVATE', 'KEY-----\nMII'].join(' '))?.what).toBe('a private key');
    expect(secretShape('HOOK', `https://api.example.com/?key=${ACCESS_KEY}`)?.byForm).toBe(true);
    expect(secretShape('MONGO', 'mongodb+srv://orders:t1cket5@cluster0.example.net/db')?.what).toBe('a password inside an address');
    expect(secretShape('DSN', 'Server=db;User Id=sa;Password=Winter2026!;')?.what).toBe('a password inside an address');
  });
  test("documentation's own keys are none", () =>
    expect(secretShape('AWS_ACCESS_KEY_ID', ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join(''))).toBeNull());
  test('a random value counts under a secret name only', () => {
    expect(secretShape('STRIPE_API_KEY', RANDOM)?.byForm).toBe(false);
    expect(secretShape('BUILD', RANDOM)).toBeNull();
  });
  test('letters of mixed case without a digit can be random too', () =>
    expect(secretShape('API_KEY', ['qWeRtYuIoP', 'aSdFgHjKlZxCvB'].join(''))).not.toBeNull());
  test('a JSON configuration is searched by its own names', () => {
    expect(secretShape('CONFIG', JSON.stringify({ db: { host: 'db.internal', password: 'tulip' } }))?.what).toContain('password');
    expect(secretShape('CONFIG', JSON.stringify({ host: 'db.internal', secretName: 'orders/db', level: 'debug' }))).toBeNull();
  });
  test('a key that is asked for by value counts when it is words', () =>
    expect(secretShape('SECRET_KEY', 'supersecretkey123')).not.toBeNull());
  test('words in front of its own name make it the name of a secret, but not those of a weak one', () => {
    expect(secretShape('JWT_SECRET', 'orders-jwt-secret')).toBeNull();
    expect(secretShape('JWT_SECRET', 'my-super-jwt-secret')).not.toBeNull();
  });
  test('a weak password is a secret too', () => expect(secretShape('DB_PASSWORD', 'tulip')).not.toBeNull());
  test.each([
    ['API_TOKEN', 'orders-api-token'],
    ['DB_SECRET', 'orders/db/credentials'],
    ['API_KEY', '/orders/prod/api-key'],
    ['API_KEY', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders'],
    ['AUTH_TOKEN', 'https://login.example.com/oauth2/token'],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', ''],
    ['API_KEY', 'your-api-key-here'],
    ['JWT_SECRET', '<secret>'],
    ['TOKEN', 'true'],
    ['SERVICE_KEY', 'orders'],
    ['SLACK_SIGNING_SECRET', 'orders-bot-signing-secret'],
    ['SIGNING_KEY', 'alias/orders-signing'],
    ['API_KEY', 'ordersServiceApiKey'],
    ['WEBSITE', 'https://www.example.com:8443/orders@home'],
  ])('%s: %s is no secret', (name, text) => expect(secretShape(name, text)).toBeNull());
});

test('placeholders are recognised', () => {
  for (const text of ['to-do', 'CHANGE_ME', 'xxxx', '${TOKEN}', 'example', 'REPLACE_WITH_TOKEN']) expect(isPlaceholder(text)).toBe(true);
  expect(isPlaceholder(RANDOM)).toBe(false);
});

test('entropy grows with variety', () => {
  expect(entropyBits('aaaaaaaa')).toBe(0);
  expect(entropyBits(RANDOM)).toBeGreaterThan(3.5);
});

test('hostile texts are judged in no time', () => {
  const started = performance.now();
  for (const text of [`a${'-'.repeat(100_000)}!`, 'a.'.repeat(100_000), `{${'"a":"{'.repeat(20_000)}`, 'aB'.repeat(100_000)]) {
    for (const name of ['API_KEY', 'DB_PASSWORD', 'CONFIG']) secretShape(name, text);
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
