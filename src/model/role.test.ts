import { expect, test } from 'vitest';
import { managedPolicyRef } from './role.ts';
import type { Json } from '../util/node.ts';
import { appOf, valueOf } from './testing.ts';

const allow = (action: string): Json => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const trust = { Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } };

const app = appOf({
  OrdersRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'orders',
      AssumeRolePolicyDocument: trust,
      Policies: [{ PolicyName: 'inline', PolicyDocument: allow('dynamodb:PutItem') }],
      ManagedPolicyArns: [{ Ref: 'Shared' }, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    },
  },
  Shared: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('sqs:SendMessage') } },
  Standalone: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'x', Roles: ['orders'], PolicyDocument: allow('s3:GetObject') } },
  SaveOrder: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['OrdersRole', 'Arn'] } } },
  Remind: { Type: 'AWS::Lambda::Function', Properties: { Role: 'arn:aws:iam::111122223333:role/orders' } },
  Ship: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: { 'Fn::GetAtt': ['OrdersRole', 'Arn'] } } },
});

test('a role is joined with inline, owner-managed and standalone policies, by reference and by name', () => {
  const [role] = app.roles;
  expect(role!.policies.map((policy) => policy.subject)).toEqual(['OrdersRole', 'Shared', 'Standalone']);
  expect(role!.managed.map((one) => [one.name, one.awsManaged])).toEqual([['AWSLambdaBasicExecutionRole', true]]);
});

test('a role knows who runs with it, by reference and by ARN', () => {
  const [role] = app.roles;
  expect(role!.functions).toEqual(['SaveOrder', 'Remind']);
  expect(role!.usedBy).toEqual(['SaveOrder', 'Remind', 'Ship']);
  expect(app.functions.map((fn) => fn.roleId)).toEqual(['OrdersRole', 'OrdersRole']);
});

test('a managed policy is recognised with any partition, and an account policy is not taken for one of AWS', () => {
  expect(managedPolicyRef(valueOf({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' }))).toMatchObject({
    name: 'AdministratorAccess',
    awsManaged: true,
  });
  expect(managedPolicyRef(valueOf('arn:aws:iam::111122223333:policy/team/Orders'))).toMatchObject({ name: 'Orders', awsManaged: false });
  expect(managedPolicyRef(valueOf({ 'Fn::ImportValue': 'shared-policy' }))).toMatchObject({ name: null, awsManaged: null });
});
