import { expect, test } from 'vitest';
import type { TextForm } from '../../data/operation-rules/rule.ts';
import { HOLE } from './input-view.ts';
import { readForm } from './text-forms.ts';

const cases: readonly (readonly [TextForm, string, Readonly<Record<string, string>> | undefined])[] = [
  ['copy-source', 'uploads/2026/cat.jpg', { bucket: 'uploads', key: '2026/cat.jpg' }],
  ['copy-source', '/uploads/my%20cat.jpg?versionId=7', { bucket: 'uploads', key: 'my cat.jpg' }],
  ['copy-source', `${HOLE}/cat.jpg`, { bucket: HOLE, key: 'cat.jpg' }],
  ['copy-source', 'uploads/100%', { bucket: 'uploads', key: '100%' }],
  [
    'copy-source',
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/photos/object/cat.jpg',
    { bucket: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/photos', key: 'cat.jpg' },
  ],
  ['copy-source', '', undefined],
  ['s3-uri', 's3://results/athena/', { bucket: 'results', key: 'athena/' }],
  ['s3-uri', 's3://results', { bucket: 'results' }],
  ['s3-uri', 'https://templates.s3.eu-west-1.amazonaws.com/shop.yaml', { bucket: 'templates', key: 'shop.yaml' }],
  ['s3-uri', 'https://s3.amazonaws.com/templates/shop.yaml', { bucket: 'templates', key: 'shop.yaml' }],
  ['s3-uri', 'https://example.com/shop.yaml', undefined],
  ['s3-arn', 'arn:aws:s3:::photos/cat.jpg', { bucket: 'photos', key: 'cat.jpg' }],
  ['partiql', 'SELECT * FROM "orders"."byCustomer" WHERE id = ?', { table: 'orders', index: 'byCustomer' }],
  ['partiql', 'select id from orders where id = ?', { table: 'orders' }],
  ['partiql', "INSERT INTO orders VALUE {'id': ?}", { table: 'orders' }],
  ['partiql', `UPDATE "${HOLE}" SET paid = true`, { table: HOLE }],
  ['partiql', 'DELETE FROM orders', { table: 'orders' }],
  ['partiql', HOLE, undefined],
  ['email', 'Shop <orders@example.com>', { name: 'orders@example.com' }],
  ['email', 'orders@example.com', { name: 'orders@example.com' }],
  ['secret-reference', '/aws/reference/secretsmanager/payment/key', { name: 'payment/key' }],
  ['secret-reference', '/shop/url', undefined],
  ['appconfig-id', 'q7x2m4a', { name: 'q7x2m4a' }],
  ['appconfig-id', 'flags', undefined],
  [
    'version-arn',
    'arn:aws:states:eu-west-1:111122223333:stateMachine:pack:3',
    { name: 'arn:aws:states:eu-west-1:111122223333:stateMachine:pack' },
  ],
  ['bedrock-model', 'amazon.nova-lite-v1:0', { name: 'amazon.nova-lite-v1:0' }],
];

test.each(cases)('as %s the text %j names %j', (form, text, parts) => {
  const found = readForm(form, text);
  expect(found && Object.fromEntries(found)).toEqual(parts);
});

test('a hostile statement ends at once', () => {
  const start = performance.now();
  readForm('partiql', `select ${'from '.repeat(20_000)}`);
  readForm('email', '<'.repeat(50_000));
  readForm('s3-uri', `https://${'.s3.'.repeat(10_000)}/`);
  expect(performance.now() - start).toBeLessThan(2000);
});
