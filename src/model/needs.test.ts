import { expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import type { Behavior, BehaviorCall } from './behavior.ts';
import { minimalPolicy } from './minimal-policy.ts';
import { needsOf } from './needs.ts';

const at = { source: new SourceFile('save.mjs', 'x'), start: 0, end: 1 };

function call(operation: string, arns: readonly string[], more: Partial<BehaviorCall> = {}): BehaviorCall {
  const targets = arns.map((arn) => ({ logicalId: null, arn, unknown: null, via: '', bound: null }));
  const grant = { action: `dynamodb:${operation}`, targets, certain: true, because: null, viaService: null };
  return { service: 'dynamodb', operation, principal: null, grants: [grant], at, stack: [], must: true, how: null, ...more };
}

function behavior(...calls: readonly BehaviorCall[]): Behavior {
  return { analysed: true, complete: true, calls, platform: [], unknowns: [], reads: [], observations: [], files: [], hints: [] };
}

test('actions with the same resources share a statement', () => {
  const policy = minimalPolicy(needsOf(behavior(call('PutItem', ['a']), call('GetItem', ['a']), call('Query', ['b']))));
  expect(policy.statements.map((statement) => [statement.actions.patterns, statement.resources?.patterns])).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem'], ['a']],
    [['dynamodb:Query'], ['b']],
  ]);
});

test('two calls that need the same are one need with two reasons', () => {
  const [need, ...others] = needsOf(behavior(call('PutItem', ['a']), call('PutItem', ['a'])));
  expect(others).toEqual([]);
  expect(need!.reasons).toHaveLength(2);
});

test('a need that another takes in is not said twice', () => {
  expect(needsOf(behavior(call('GetItem', ['table/*']), call('GetItem', ['table/orders']))).map((need) => need.arn)).toEqual(['table/*']);
});

test('calls with the credentials of another role are no need of this one', () => {
  expect(needsOf(behavior(call('GetItem', ['a'], { principal: 'arn:aws:iam::111122223333:role/reader' })))).toEqual([]);
});
