import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { actionMatches, arnMatches, globMatches, literalPattern, literalText } from './match.ts';
import { hole } from './policy.ts';

describe('a resource pattern', () => {
  test.each([
    ['*', '', true],
    ['*', 'arn:aws:s3:::tickets', true],
    ['arn:aws:s3:::tickets', 'arn:aws:s3:::tickets', true],
    ['arn:aws:s3:::tickets', 'arn:aws:s3:::Tickets', false],
    ['arn:aws:s3:::tickets*', 'arn:aws:s3:::tickets-archive/2026/a.pdf', true],
    ['arn:aws:s3:::tickets/*', 'arn:aws:s3:::tickets', false],
    ['arn:aws:s3:::tickets/*.pdf', 'arn:aws:s3:::tickets/2026/a.pdf', true],
    ['arn:aws:s3:::ticket?', 'arn:aws:s3:::tickets', true],
    ['arn:aws:s3:::ticket?', 'arn:aws:s3:::ticket', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['arn:aws:sqs:*', 'arn:aws:sqs:eu-west-1:111122223333:orders', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });

  test('takes an opaque part for plain characters', () => {
    expect(globMatches(`arn:aws:s3:::${hole('Tickets')}/*`, `arn:aws:s3:::${hole('Tickets')}/a.pdf`)).toBe(true);
    expect(globMatches(`arn:aws:s3:::${hole('Tickets')}/*`, `arn:aws:s3:::${hole('Photos')}/a.pdf`)).toBe(false);
    expect(globMatches('arn:aws:s3:::*/*', `arn:aws:s3:::${hole('Photos')}/a.pdf`)).toBe(true);
  });

  test('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const regex = new RegExp(`^${p.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(globMatches(p, t)).toBe(regex.test(t));
      }),
      { numRuns: 1000 },
    );
  });

  test('made literal fits its own text and no other', () => {
    expect(globMatches(literalPattern('a*?'), 'a*?')).toBe(true);
    expect(globMatches(literalPattern('a*?'), 'abc')).toBe(false);
    expect(literalText(literalPattern('a*?'))).toBe('a*?');
  });

  test('of many stars stays fast on a text made to be slow', () => {
    const started = performance.now();
    expect(globMatches(`${'*a'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('an action pattern', () => {
  test.each([
    ['*', 's3:GetObject', true],
    ['s3:*', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['s3:Get*Acl', 's3:GetBucketAcl', true],
    ['*:GetObject', 's3:GetObject', true],
    ['s3*', 's3:GetObject', false],
    ['s*', 's3:GetObject', false],
    ['s3:GetObjec?', 's3:GetObject', true],
    ['s3express:*', 's3:GetObject', false],
  ])('%s against %s: %s', (pattern, action, expected) => {
    expect(actionMatches(pattern, action)).toBe(expected);
  });
});

describe('an ARN pattern of a condition', () => {
  test.each([
    ['arn:aws:sns:*:111122223333:orders', 'arn:aws:sns:eu-west-1:111122223333:orders', true],
    ['arn:aws:sns:*:orders', 'arn:aws:sns:eu-west-1:111122223333:orders', false],
    ['arn:aws:sns:*', 'arn:aws:sns:eu-west-1:111122223333:orders', false],
    ['arn:*:sns:*:*:*', 'arn:aws:sns:eu-west-1:111122223333:orders:subscription', true],
    ['*', 'arn:aws:sns:eu-west-1:111122223333:orders', true],
    ['*', 'orders', false],
    ['arn:aws:iam::111122223333:role/*', 'arn:aws:iam::111122223333:role/shop/orders', true],
    ['arn:aws:iam::111122223333:ROLE/*', 'arn:aws:iam::111122223333:role/orders', false],
  ])('%s against %s: %s', (pattern, arn, expected) => {
    expect(arnMatches(pattern, arn)).toBe(expected);
  });

  test('compares an opaque ARN as a whole', () => {
    expect(arnMatches(hole('Topic'), hole('Topic'))).toBe(true);
    expect(arnMatches(hole('Topic'), hole('Queue'))).toBe(false);
    expect(arnMatches(`${hole('Api')}/*`, `${hole('Api')}/prod`)).toBe(true);
  });
});
