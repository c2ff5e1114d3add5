import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedActions } from './allowed-actions.ts';
import { differences } from './difference.ts';
import type { Policy, PolicyStatement } from './policy.ts';

const LIMIT = 6;

function allow(actions: readonly string[], resources: readonly string[], more: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    sid: null,
    effect: 'Allow',
    actions: { not: false, patterns: actions },
    resources: { not: false, patterns: resources },
    principals: null,
    conditions: [],
    ...more,
  };
}

const policyOf = (statements: readonly PolicyStatement[]): Policy => ({ version: '2012-10-17', statements });
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

test('the actions of the service, on resources that are asked for, and no others', () => {
  const policy = policyOf([
    allow(['dynamodb:getitem', 'sqs:SendMessage'], [`${TABLE}*`]),
    allow(['dynamodb:PutItem'], ['arn:aws:dynamodb:eu-west-1:111122223333:table/photos']),
    allow(['dynamodb:ListTables'], ['*']),
  ]);
  expect(allowedActions({ policy, boundary: null, limit: 200 })('dynamodb', [TABLE, `${TABLE}/*`])).toEqual(['dynamodb:GetItem']);
});

test('a denial and a boundary take actions away', () => {
  const wide = policyOf([allow(['dynamodb:GetItem', 'dynamodb:PutItem'], ['*'])]);
  const boundary = policyOf([allow(['dynamodb:G*'], ['*'])]);
  expect(allowedActions({ policy: wide, boundary, limit: 200 })('dynamodb', [TABLE])).toEqual(['dynamodb:GetItem']);
  const denied = policyOf([...wide.statements, allow(['dynamodb:GetItem'], [TABLE], { effect: 'Deny' })]);
  expect(allowedActions({ policy: denied, boundary: null, limit: 200 })('dynamodb', [TABLE])).toEqual(['dynamodb:PutItem']);
});

test('what allows without conditions is answered as by the search over all requests', () => {
  const action = fc.constantFrom(
    'dynamodb:GetItem',
    'dynamodb:*',
    'dynamodb:Get*',
    'DynamoDB:ListTables',
    'dynamodb:Nope',
    '*',
    'd*:PutItem',
    'sqs:*',
  );
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 });
  const resource = fc.oneof(
    part,
    part.map((text) => `arn:aws:dynamodb:*:*:table/${text}`),
    fc.constant('*'),
  );
  const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 3 });
  const statement = fc
    .record({ actions: few(action), isNot: fc.boolean(), resources: few(resource) })
    .map(({ actions, isNot, resources }) => allow(actions, resources, { actions: { not: isNot, patterns: actions } }));
  fc.assert(
    fc.property(few(statement), few(resource.filter((text) => text !== '*')), (statements, resources) => {
      const policy = policyOf(statements);
      const { witnesses } = differences([policy], [], { resources, service: 'dynamodb', limit: LIMIT });
      const expected = witnesses.filter((witness) => witness.resource !== '*').map((witness) => witness.action);
      expect(allowedActions({ policy, boundary: null, limit: LIMIT })('dynamodb', resources)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
