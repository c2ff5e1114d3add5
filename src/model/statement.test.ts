import { expect, test } from 'vitest';
import { readPolicyDocument } from './statement.ts';
import { valueOf } from './testing.ts';
import type { Json } from '../util/node.ts';

function read(document: Json): ReturnType<typeof readPolicyDocument> {
  const value = valueOf(document);
  return readPolicyDocument(value, 'OrdersRole', value.at);
}

test('single values and lists mean the same in every element', () => {
  const { statements } = read({ Statement: { Sid: 'Save', Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: ['a', 'b'] } });
  expect(statements[0]).toMatchObject({ subject: 'OrdersRole#Save', effect: 'Allow' });
  expect([statements[0]!.actions.length, statements[0]!.resources.length]).toEqual([1, 2]);
});

test('"*" and {"AWS": "*"} both mean anyone; a service star does not', () => {
  const principals = ['*', { AWS: '*' }, { Service: '*' }].map((principal) =>
    read({ Statement: [{ Effect: 'Allow', Principal: principal, Action: '*' }] }),
  );
  expect(principals.map(({ statements }) => statements[0]!.principals[0]!.kind)).toEqual(['any', 'any', 'service']);
});

test('a statement that cannot be read is listed, never taken as empty', () => {
  const { statements, unreadable } = read({
    Statement: [{ 'Fn::ImportValue': 'team-statement' }, { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
  });
  expect([statements.length, unreadable.length]).toEqual([1, 1]);
  expect(statements[0]!.subject).toBe('OrdersRole#1');
});

test('a policy given as JSON text is read, any other text is unreadable', () => {
  expect(read('{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*"}]}').statements[0]!.effect).toBe('Deny');
  expect(read('not a policy').unreadable).toHaveLength(1);
});

test('an Effect other than Allow or Deny is unknown', () => {
  expect(read({ Statement: [{ Effect: 'allow', Action: '*' }] }).statements[0]!.effect).toMatchObject({ kind: 'unknown' });
});
