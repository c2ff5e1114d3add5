import { expect, test } from 'vitest';
import { canonicalArn } from '../../../src/model/policy-text.ts';
import { notAnalysed } from '../../../src/model/behavior.ts';
import type { Behavior } from '../../../src/model/behavior.ts';
import { minimalPolicy } from '../../../src/model/minimal-policy.ts';
import { needsOf } from '../../../src/model/needs.ts';
import { appOf } from '../../../src/model/testing.ts';
import { SourceFile } from '../../../src/util/span.ts';
import { excess, judged, notAllowed, notInBehavior } from './judge.ts';
import type { RecordedCall } from './needed.ts';
import type { Physical } from './physical.ts';

// What the oracle says of an analysis that is wrong.
const app = appOf({
  Orders: { Type: 'AWS::DynamoDB::Table' },
  Bills: { Type: 'AWS::DynamoDB::Table' },
  Scans: { Type: 'AWS::S3::Bucket' },
});
const table = (name: string): string => `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`;
const physical: Physical = {
  Orders: { '': 'orders', name: 'orders', Arn: table('orders') },
  Bills: { '': 'bills', name: 'bills', Arn: table('bills') },
  Scans: { '': 'scans', name: 'scans', Arn: 'arn:aws:s3:::scans' },
};
const at = { source: new SourceFile('app.py', ''), start: 0, end: 0 };

/** The behaviour of code that makes one call. */
function doing(service: string, operation: string, arn: string): Behavior {
  const target = { logicalId: null, arn: canonicalArn(arn), unknown: null, via: '', bound: null };
  const grant = { action: `${service}:${operation}`, targets: [target], certain: true, because: null, viaService: null };
  const call = { service, operation, principal: null, grants: [grant], at, stack: [], must: true, how: null };
  return { ...notAnalysed('limit-reached', '', at, []), complete: true, calls: [call] };
}

const recorded: RecordedCall = { service: 'dynamodb', operation: 'PutItem', input: { TableName: 'orders' } };
const calls = judged([recorded], physical);

test('the call that was made is found, allowed and used up', () => {
  const behavior = doing('dynamodb', 'PutItem', table('orders'));
  const needs = needsOf(behavior);
  expect(notInBehavior(calls, behavior, physical)).toEqual([]);
  expect(notAllowed(calls, minimalPolicy(needs), physical)).toEqual([]);
  expect(excess(calls, needs, { app, physical })).toEqual([]);
});

test.each([
  ['another operation', doing('dynamodb', 'UpdateItem', table('orders')), 'dynamodb PutItem', 'dynamodb:UpdateItem on Orders'],
  [
    'another table',
    doing('dynamodb', 'PutItem', table('bills')),
    `dynamodb PutItem: dynamodb:PutItem on ${table('orders')}`,
    'dynamodb:PutItem on Bills',
  ],
])('%s does not stand for the one that was used', (_, behavior, missing, superfluous) => {
  const needs = needsOf(behavior);
  expect(notInBehavior(calls, behavior, physical)).toEqual([missing]);
  expect(notAllowed(calls, minimalPolicy(needs), physical)).toEqual([`dynamodb:PutItem on ${table('orders')}`]);
  expect(excess(calls, needs, { app, physical })).toEqual([superfluous]);
});

test('a pattern for all tables allows the other tables, too', () => {
  const needs = needsOf(doing('dynamodb', 'PutItem', table('*')));
  expect(notAllowed(calls, minimalPolicy(needs), physical)).toEqual([]);
  expect(excess(calls, needs, { app, physical })).toEqual(['dynamodb:PutItem on Bills']);
});

test("a bucket and its objects are apart, and one object's rights are used by it", () => {
  const read = judged([{ service: 's3', operation: 'GetObject', input: { Bucket: 'scans', Key: 'knee.dcm' } }], physical);
  const needs = needsOf(doing('s3', 'GetObject', 'arn:aws:s3:::scans/*'));
  expect(excess(read, needs, { app, physical })).toEqual([]);
  expect(excess([], needs, { app, physical })).toEqual(['s3:GetObject on objects of Scans']);
});
