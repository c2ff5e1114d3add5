import { describe, expect, test } from 'vitest';
import { secretsIn } from './secrets.ts';

// Put together here so that no scanner takes this file for a leak.
const ACCESS_KEY = `AKIA${'Q7'.repeat(5)}RT4WXN`;
const RANDOM = ['kf8Zq2', 'LmP0sVt', '7xWbNa'].join('');
const BODY = Array.from({ length: 4 }, (_, i) => `MIIEvg${i}IBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7`);
const pem = (kind: string, lines: string): string => `-----BEGIN ${kind}-----\n${lines}\n-----END ${kind}-----`;

describe('a form that says what it is', () => {
  test.each([
    ['an access key ID in a comment', `// was ${ACCESS_KEY}`],
    ['a private key over lines', `const key = \`${pem('PRIVATE KEY', BODY.join('\n'))}\`;`],
    ['a private key with written line breaks', `"${pem('RSA PRIVATE KEY', BODY.join('\n')).replaceAll('\n', String.raw`\n`)}"`],
    ['a password in an address', `connect('mysql://orders:${RANDOM}@orders.internal/orders')`],
    ['a password in a connection string', `connect('Server=orders.internal;User Id=orders;Password=tulip-9;')`],
    ['a key in minified code', `${'a=1;'.repeat(3000)}k="${ACCESS_KEY}"`],
  ])('%s is found', (_, text) => {
    expect(secretsIn(text, 'javascript').map(({ name }) => name)).toEqual([null]);
  });
  test('the whole private key is the place, so that no line of it is shown', () => {
    const text = pem('PRIVATE KEY', BODY.join('\n'));
    expect(secretsIn(`x = '''${text}'''`, 'python')).toMatchObject([{ start: 7, end: 7 + text.length }]);
  });

  test.each([
    ['the documented key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a public key', pem('PUBLIC KEY', BODY.join('\n'))],
    ['a certificate', pem('CERTIFICATE', BODY.join('\n'))],
    ['the header that code puts around a key', "'-----BEGIN PRIVATE KEY-----\\n' + key + '\\n-----END PRIVATE KEY-----'"],
    ['an address with holes', 'postgres://${user}:${password}@${host}/orders'],
    ['an address that is formatted', 'postgres://%s:%s@%s/orders'],
    ['an address of this machine', `postgres://orders:${RANDOM}@localhost/orders`],
    ['an address that is joined', `"https://" + user + ":" + password + "@" + host`],
    ['an address without a password', 'https://orders.internal:8443/list@2'],
    ['a word that begins like a key', 'task-oriented-programming-language-of-orders-and-parcels'],
  ])('%s is none', (_, text) => expect(secretsIn(text, 'javascript')).toEqual([]));
});

describe('a name that says secret', () => {
  test.each([
    ['apiKey', RANDOM],
    ['password', 'hunter2!'],
    ['clientSecret', 'tulip-field-9'],
  ])('%s is found', (name, text) => {
    const code = `const ${name} = '${text}';`;
    expect(secretsIn(code, 'javascript').map(({ start, end }) => code.slice(start, end))).toEqual([text]);
  });

  test.each([
    ['password', 'Passwort'],
    ['password', 'Enter your password'],
    ['apiKey', 'x-api-key'],
    ['tokenUrl', RANDOM],
    ['secretName', RANDOM],
    ['secret', 'prod/orders/database'],
    ['token', '7c1f4c1e-2f57-4a9e-9a6a-52b1f0c6d0aa'],
    ['publicKey', RANDOM],
    ['nextToken', RANDOM],
    ['password', '{{password1}}'],
    ['password', 'changeme'],
  ])('%s with %s is none', (name, text) => expect(secretsIn(`const ${name} = '${text}';`, 'javascript')).toEqual([]));
});

test('a secret that stands in a file twice is one', () => {
  expect(secretsIn(`apiKey = '${RANDOM}'\ntoken = '${RANDOM}'`, 'python')).toHaveLength(1);
});

test('a name in minified code says nothing', () => {
  expect(secretsIn(`${'a=1;'.repeat(3000)}apiKey="${RANDOM}"`, 'javascript')).toEqual([]);
});

test.each(['eyJ-', 'sk-', '-----BEGIN RSA PRIVATE KEY-----', 'a://b:', "'", '`${', '/*', 'SG.a', 'x://'])(
  'a megabyte of %s is read in linear time',
  (piece) => {
    const started = performance.now();
    secretsIn(piece.repeat(Math.ceil(1e6 / piece.length)), 'javascript');
    expect(performance.now() - started).toBeLessThan(5000);
  },
);
