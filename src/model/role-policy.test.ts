import { expect, test } from 'vitest';
import { rolePolicy } from './role-policy.ts';
import type { RolePolicy } from './role-policy.ts';
import { appOf } from './testing.ts';
import type { Json } from '../util/node.ts';

function read(properties: Json): RolePolicy {
  const app = appOf({ Role: { Type: 'AWS::IAM::Role', Properties: properties } });
  return rolePolicy(app, app.roles[0]!);
}

const inline = (statement: Json): Json => ({ Policies: [{ PolicyName: 'orders', PolicyDocument: { Statement: [statement] } }] });

test('an operator that IAM does not have makes the statement unreadable, never a statement without it', () => {
  const condition = { StringEqualz: { 'aws:PrincipalTag/team': 'shop' } };
  const { statements, unreadable } = read(inline({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: condition }));
  expect(statements).toEqual([]);
  expect(unreadable.map((one) => one.reason)).toEqual(['IAM has no condition operator StringEqualz']);
});

test('qualifier and IfExists are told apart from the operator', () => {
  const condition = { 'ForAllValues:StringLikeIfExists': { 'dynamodb:Attributes': ['id'] } };
  const { statements } = read(inline({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*', Condition: condition }));
  expect(statements[0]!.policy.conditions).toEqual([
    { operator: 'StringLike', qualifier: 'ForAllValues', ifExists: true, key: 'dynamodb:Attributes', values: ['id'] },
  ]);
});

test('AWS’s own policies are read where their documents are at hand, and said where they are not', () => {
  const { statements, unreadable } = read({
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', 'arn:aws:iam::aws:policy/AWSNobodyKnows'],
  });
  expect(statements.map((one) => one.managed)).toContain('AWSLambdaBasicExecutionRole');
  expect(unreadable[0]!.reason).toContain('AWSNobodyKnows');
});
