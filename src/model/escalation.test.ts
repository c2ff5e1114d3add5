import { describe, expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { escalationsOf, gainOf } from './escalation-path.ts';
import { appOf } from './testing.ts';

const trust = (Principal: Json, Condition?: Json): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...(Condition && { Condition }) }],
});

function role(
  statements: readonly Json[],
  { by = { Service: 'lambda.amazonaws.com' }, more = {} }: { by?: Json; more?: object } = {},
): Json {
  const document = { Version: '2012-10-17', Statement: [...statements] };
  return {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: trust(by), Policies: [{ PolicyName: 'own', PolicyDocument: document }], ...more },
  };
}

const allow = (Action: Json, Resource: Json, Condition?: Json): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const arn = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ROOT: Json = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };

/** Where `Own` gets, with what it gains there: `Payout: replaces the code of Pay`. */
function reached(resources: { [id: string]: Json }): { paths: string[]; undecided: string | null } {
  const app = appOf(resources);
  const own = app.roles.find(({ id }) => id === 'Own')!;
  const { paths, undecided } = escalationsOf(app, own);
  const gaining = paths.filter((path) => gainOf(app, own, path) !== null);
  return { paths: gaining.map(({ steps }) => `${steps.at(-1)!.reaches}: ${steps.map(({ how }) => how).join(', ')}`), undecided };
}

describe('ways to more permissions', () => {
  test('a role that writes its own policy reaches every permission', () => {
    expect(reached({ Own: role([allow('iam:PutRolePolicy', arn('Own'))]) }).paths).toEqual([
      'every permission: writes a policy into itself',
    ]);
  });

  test('a policy into another role is no way to more', () => {
    expect(reached({ Own: role([allow('iam:PutRolePolicy', arn('Other'))]), Other: role([]) }).paths).toEqual([]);
  });

  test('a boundary limits what a policy of its own can give', () => {
    const edge = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow('iam:PutRolePolicy', '*')] } },
    };
    const own = role([allow('iam:PutRolePolicy', '*')], { more: { PermissionsBoundary: { Ref: 'Edge' } } });
    expect(reached({ Own: own, Edge: edge }).paths).toEqual([]);
  });

  test('a role is passed on only to a service that it trusts and that the policy names', () => {
    const strong = allow('s3:*', '*');
    const apps = (service: string): { [id: string]: Json } => ({
      Own: role([allow('states:TestState', '*'), allow('iam:PassRole', arn('Flow'), { StringEquals: { 'iam:PassedToService': service } })]),
      Flow: role([strong], { by: { Service: 'states.amazonaws.com' } }),
    });
    expect(reached(apps('states.amazonaws.com')).paths).toEqual(['Flow: passes Flow to a test of a state']);
    expect(reached(apps('lambda.amazonaws.com')).paths).toEqual([]);
  });

  test('code is replaced to act as a function, and only where its role has more', () => {
    const pay = (statements: readonly Json[]): { [id: string]: Json } => ({
      Own: role([allow('lambda:UpdateFunctionCode', arn('Pay'))]),
      PayRole: role(statements),
      Pay: { Type: 'AWS::Lambda::Function', Properties: { Role: arn('PayRole') } },
    });
    expect(reached(pay([allow('sns:Publish', '*')])).paths).toEqual(['PayRole: replaces the code of Pay']);
    expect(reached(pay([allow('logs:PutLogEvents', '*')])).paths).toEqual([]);
  });
});

describe('roles that are assumed', () => {
  const target = (by: Json): Json => role([allow('s3:*', '*')], { by });

  test('the account that a role trusts leaves it to the policies of the one who asks', () => {
    expect(reached({ Own: role([allow('sts:AssumeRole', arn('Admin'))]), Admin: target(ROOT) }).paths).toEqual(['Admin: assumes Admin']);
    expect(reached({ Own: role([]), Admin: target(ROOT) }).paths).toEqual([]);
  });

  test('a role that is named in the trust policy needs nothing else', () => {
    expect(reached({ Own: role([]), Admin: target({ AWS: arn('Own') }) }).paths).toEqual(['Admin: assumes Admin']);
  });

  test('an account whose number is written out is another one', () => {
    const foreign = target({ AWS: 'arn:aws:iam::111122223333:root' });
    expect(reached({ Own: role([allow('sts:AssumeRole', arn('Admin'))]), Admin: foreign }).paths).toEqual([]);
  });

  test('ways are followed through other roles', () => {
    const middle = role([allow('sts:AssumeRole', arn('Admin'))], { by: ROOT });
    expect(reached({ Own: role([allow('sts:AssumeRole', arn('Middle'))]), Middle: middle, Admin: target(ROOT) }).paths).toEqual([
      'Middle: assumes Middle',
      'Admin: assumes Middle, assumes Admin',
    ]);
  });
});

test('a way that a condition may close is not decided', () => {
  const tagged = allow('iam:PutRolePolicy', '*', { StringEquals: { 'aws:ResourceTag/team': 'shop' } });
  expect(reached({ Own: role([tagged]) })).toEqual({
    paths: [],
    undecided: 'writes a policy into itself only where aws:resourcetag/team allow it',
  });
});
