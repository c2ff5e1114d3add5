import { expect, test } from 'vitest';
import { covers, equivalent } from './covers.ts';
import { parsePolicy } from './parse.ts';
import type { Policy } from './policy.ts';

const allow = (Action: string, Resource: string | string[]): Policy =>
  parsePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } }).policy;

const photos = allow('s3:GetObject', 'arn:aws:s3:::photos/*');

test('a wider policy covers a narrower one, not the other way round', () => {
  const all = allow('s3:Get*', 'arn:aws:s3:::*');
  expect([covers([all], [photos]), covers([photos], [all]), equivalent([all], [photos])]).toEqual([true, false, false]);
});

test('policies in other words are equivalent', () => {
  expect(equivalent([photos], [allow('S3:getobject', ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/thumbs/*'])])).toBe(true);
});

test('what cannot be decided is neither', () => {
  const home = allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*');
  const butBob = [
    allow('s3:GetObject', 'arn:aws:s3:::home/*'),
    parsePolicy({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::home/bob/*' } }).policy,
  ];
  expect([covers(butBob, [home]), equivalent(butBob, [home])]).toEqual([null, false]);
});
