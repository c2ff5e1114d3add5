import { describe, expect, test } from 'vitest';
import { allowsAnyone, escapesDeny } from './allows-anyone.ts';
import type { AnyoneOptions } from './allows-anyone.ts';
import { evaluate } from './evaluate.ts';
import { parsePolicy } from './parse.ts';
import type { Policy, PolicyCondition } from './policy.ts';

const BUCKET = ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*'];

function policy(...statements: object[]): Policy {
  const { policy: parsed, problems } = parsePolicy({ Version: '2012-10-17', Statement: statements });
  expect(problems).toEqual([]);
  return parsed;
}

const read = (more: object): object => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', ...more });

/** Whether somebody is allowed, with the witness confirmed by evaluating it with that principal; null when it is not decided. */
function anyone(one: Policy, who: NonNullable<AnyoneOptions['who']>): boolean | null {
  const answer = allowsAnyone(one, { who });
  if (!answer.decided) return null;
  const { witness } = answer;
  if (witness === null) return false;
  const principal =
    who === 'anonymous'
      ? ({ kind: 'anonymous', arn: '', account: null } as const)
      : ({ kind: 'role', arn: 'arn:aws:iam::999999999999:role/stranger', account: '999999999999' } as const);
  const own = {
    version: '2012-10-17',
    statements: [{ sid: null, effect: 'Allow', actions: ALL, resources: ALL, principals: null, conditions: [] }],
  } as const;
  const input = { identity: [own], resource: { policy: one, account: '111122223333' } };
  expect(evaluate({ ...witness, principal }, input).decision).toBe('allowed');
  return true;
}

const ALL = { not: false, patterns: ['*'] };

describe('who may read a bucket', () => {
  test.each<[string, object, boolean, boolean]>([
    ['everyone', { Principal: '*' }, true, true],
    ['everyone, as AWS principals', { Principal: { AWS: '*' } }, true, true],
    ['one account', { Principal: { AWS: '111122223333' } }, false, false],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }, false, false],
    ['one organization', { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }, false, false],
    ['any organization', { Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, false, true],
    ['one network', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, false, false],
    ['every network', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true, true],
    ['whoever names a referrer', { Principal: '*', Condition: { StringLike: { 'aws:Referer': 'https://photos.example/*' } } }, true, true],
    ['all but one account', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, true, true],
    [
      'those with a tag they give themselves',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'photos' } } },
      false,
      true,
    ],
    [
      "the topic's own account, as in SNS's default policy",
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } },
      false,
      false,
    ],
    ['one endpoint', { Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } }, false, false],
  ])('%s', (_, more, anonymous, otherAccount) => {
    const one = policy(read(more));
    expect({ anonymous: anyone(one, 'anonymous'), otherAccount: anyone(one, 'other-account') }).toEqual({ anonymous, otherAccount });
  });

  test('a denial for everyone outside of the organization closes what a statement opens', () => {
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    };
    expect(anyone(policy(read({ Principal: '*' }), deny), 'anonymous')).toBe(false);
    expect(anyone(policy(read({ Principal: '*' }), deny), 'other-account')).toBe(false);
  });

  test('a trust policy, which names no resource', () => {
    const trust = (Principal: object | string, Condition: object): Policy =>
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition });
    expect(anyone(trust('*', { StringEquals: { 'sts:ExternalId': 'orders' } }), 'other-account')).toBe(true);
    expect(anyone(trust('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }), 'other-account')).toBe(false);
  });
});

describe('requests without TLS', () => {
  const plain: PolicyCondition = { operator: 'Bool', qualifier: null, ifExists: false, key: 'aws:SecureTransport', values: ['false'] };
  const deny = (more: object): Policy =>
    policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: BUCKET,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      ...more,
    });
  const escaping = (one: Policy): string | null | undefined => {
    const answer = escapesDeny(one, { conditions: [plain], resources: BUCKET, actions: ['s3:GetObject', 's3:ListBucket'] });
    return answer.decided ? answer.witness && `${answer.witness.action} on ${answer.witness.resource}` : undefined;
  };
  test.each<[string, object, string | null]>([
    ['a denial of everything', {}, null],
    ['a denial for objects only', { Resource: 'arn:aws:s3:::photos/*' }, 's3:GetObject on arn:aws:s3:::photos'],
    ['a denial of some actions', { Action: 's3:Put*' }, 's3:GetObject on arn:aws:s3:::photos'],
    ['a denial for one account', { Principal: { AWS: '111122223333' } }, 's3:GetObject on arn:aws:s3:::photos'],
    [
      'a denial that spells true and false the wrong way',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      's3:GetObject on arn:aws:s3:::photos',
    ],
    ['a denial of all but true', { Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } } }, null],
  ])('%s', (_, more, expected) => {
    expect(escaping(deny(more))).toBe(expected);
  });
});
