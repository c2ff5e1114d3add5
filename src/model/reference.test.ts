import { expect, test } from 'vitest';
import { parsedJson } from './json-text.ts';
import { refersTo, textsEqual } from './reference.ts';
import { appOf, valueOf } from './testing.ts';
import { show } from './value.ts';

const sub = (text: string): ReturnType<typeof valueOf> => valueOf({ 'Fn::Sub': text });

test('texts are equal when their parts are, and differ when no deployment could make them equal', () => {
  expect(textsEqual(sub('${Orders}-log'), sub('${Orders}-log'))).toBe(true);
  expect(textsEqual(sub('${Orders}-${AWS::Region}'), sub('${Audit}-${AWS::Region}'))).toBe(false);
  expect(textsEqual(sub('${AWS::StackName}-${Orders}'), sub('${Orders}'))).toBe(false);
  expect(textsEqual(sub('${AWS::StackName}-${Orders}'), sub('${Audit}'))).toBe(false);
  expect(textsEqual(sub('${AWS::StackName}${Orders}'), sub('${AWS::Region}${Orders}'))).toMatchObject({ kind: 'unknown' });
  expect(textsEqual(valueOf('orders'), valueOf('audit'))).toBe(false);
  expect(textsEqual(sub('${Orders}'), valueOf('orders'))).toBe(false);
  expect(textsEqual(sub('orders-${AWS::Region}'), valueOf('orders-eu-west-1'))).toMatchObject({ kind: 'unknown' });
  expect(textsEqual(sub('orders-${AWS::Region}'), valueOf('audit-eu-west-1'))).toBe(false);
  expect(textsEqual(sub('${AWS::Region}-orders'), valueOf('eu-west-1-audit'))).toBe(false);
});

test('a resource is named by reference, by ARN or by its explicit name', () => {
  const orders = appOf({ Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } } }).resource('Orders')!;
  expect(refersTo(valueOf({ 'Fn::GetAtt': ['Orders', 'Arn'] }), orders)).toBe(true);
  expect(refersTo(valueOf('orders'), orders, 'QueueName')).toBe(true);
  expect(refersTo(valueOf('audit'), orders, 'QueueName')).toBe(false);
  expect(refersTo(undefined, orders)).toBe(false);
  expect(refersTo(valueOf({ 'Fn::If': [] }), orders)).toMatchObject({ kind: 'unknown' });
  expect(refersTo(valueOf({ 'Fn::ImportValue': 'queue' }), orders)).toBe(false);
  expect(refersTo(valueOf({ 'Fn::ImportValue': 'queue' }), orders, 'QueueName')).toMatchObject({ kind: 'unknown' });
});

test('JSON text keeps its holes', () => {
  const parsed = parsedJson(sub('{"queue": "${Orders.Arn}", "size": 3}'));
  expect(parsed.kind === 'map' && [...parsed.entries].map(([key, entry]) => `${key}=${show(entry.value)}`)).toEqual([
    'queue=${Orders.Arn}',
    'size=3',
  ]);
  expect(parsedJson(valueOf('not json'))).toMatchObject({ kind: 'unknown' });
  expect(parsedJson(sub('{"size": ${Size}}'))).toMatchObject({ kind: 'unknown', reason: 'a text that is JSON only at deployment' });
});
