import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { deniesStrangers, limitsCallers, speaksOfAnyone } from './restriction.ts';
import { readPolicyDocument } from './statement.ts';
import type { Statement } from './statement.ts';
import { valueOf } from './testing.ts';

function statement(parts: { [key: string]: Json }): Statement {
  const value = valueOf({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', ...parts }] });
  return readPolicyDocument(value, 'Orders', value.at).statements[0]!;
}

test.each([
  ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-library' } }, true],
  ['an address range', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }, true],
  ['the topic that sends', { ArnEquals: { 'AWS:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' } }, true],
  ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, false],
  ['a header the caller writes', { StringLike: { 'aws:Referer': 'https://example.com/*' } }, false],
  ['an account that must not call', { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }, false],
  ['a key that may be left out', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-library' } }, false],
])('an Allow for anyone limited to %s', (_name, condition, limited) => {
  expect(limitsCallers(statement({ Condition: condition }))).toBe(limited);
});

test('a condition that cannot be read may limit', () => {
  expect(limitsCallers(statement({ Condition: { 'Fn::FindInMap': ['a', 'b', 'c'] } }))).toMatchObject({ kind: 'unknown' });
});

test('a Deny keeps strangers out when it spares only known callers', () => {
  const spared = statement({ Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-library' } } });
  const someAddress = statement({ Effect: 'Deny', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.7/32' } } });
  expect([spared, someAddress, statement({ Effect: 'Deny' })].map(deniesStrangers)).toEqual([true, false, true]);
});

test('NotPrincipal speaks of everybody else; a principal that cannot be read may be anyone', () => {
  const { Principal: _everybody, ...others } = { Principal: '*', NotPrincipal: { AWS: '111122223333' } };
  const value = valueOf({ Statement: [{ Effect: 'Allow', Action: '*', ...others }] });
  expect(speaksOfAnyone(readPolicyDocument(value, 'Orders', value.at).statements[0]!)).toBe(true);
  expect(speaksOfAnyone(statement({ Principal: { AWS: { 'Fn::FindInMap': ['a', 'b', 'c'] } } }))).toMatchObject({ kind: 'unknown' });
  expect(speaksOfAnyone(statement({ Principal: { Service: 's3.amazonaws.com' } }))).toBe(false);
});
