import { describe, expect, test } from 'vitest';
import type { Json } from '../../util/node.ts';
import { appOf } from '../testing.ts';
import { apiAdmitsAnyone } from './exposure.ts';

function admits(policy: Json | null, types: Json = ['REGIONAL']): unknown {
  const app = appOf({
    Orders: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { EndpointConfiguration: { Types: types }, ...(policy === null ? {} : { Policy: policy }) },
    },
  });
  return apiAdmitsAnyone(app.apis[0]!);
}

const statement = (effect: string, more: { [key: string]: Json } = {}): Json => ({
  Effect: effect,
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  ...more,
});
const policy = (...statements: Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

describe('an API without a policy', () => {
  test('admits anyone when it is public, nobody when it is private', () => {
    expect(admits(null)).toBe(true);
    expect(admits(null, ['PRIVATE'])).toBe(false);
    expect(admits(null, { 'Fn::If': [] })).toMatchObject({ kind: 'unknown' });
  });
});

test.each<[string, Json, boolean]>([
  ['an allow for everybody', policy(statement('Allow')), true],
  ['an allow for one account', policy(statement('Allow', { Principal: { AWS: '111122223333' } })), false],
  ['an allow from an office address', policy(statement('Allow', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })), false],
  ['an allow from every address', policy(statement('Allow', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } })), true],
  [
    'an allow from all but one address',
    policy(statement('Allow', { Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.9/32' } } })),
    true,
  ],
  ['a header that callers choose', policy(statement('Allow', { Condition: { StringEquals: { 'aws:Referer': 'shop' } } })), true],
  [
    'an organization only if the caller says one',
    policy(statement('Allow', { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } })),
    true,
  ],
  [
    'a deny outside one endpoint',
    policy(statement('Allow'), statement('Deny', { Condition: { StringNotEquals: { 'aws:SourceVpce': { Ref: 'Door' } } } })),
    false,
  ],
  [
    'a deny of plain HTTP',
    policy(statement('Allow'), statement('Deny', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
    true,
  ],
  [
    'a deny of one address',
    policy(statement('Allow'), statement('Deny', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.9/32' } } })),
    true,
  ],
])('%s', (_name, document, anyone) => {
  expect(admits(document)).toBe(anyone);
});

test('a policy that cannot be read admits nobody knows whom', () => {
  expect(admits({ 'Fn::Transform': 'x' })).toMatchObject({ kind: 'unknown' });
  expect(admits(policy(statement('Allow', { Principal: { 'Fn::If': [] } })))).toMatchObject({ kind: 'unknown' });
});

test('who gets in by a policy for certain times depends on the day', () => {
  const inSeptember = { DateLessThan: { 'aws:CurrentTime': '2022-09-30T23:59:59Z' } };
  expect(admits(policy(statement('Allow', { Condition: inSeptember })))).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('certain times'),
  });
});
