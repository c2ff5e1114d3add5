import { expect, test } from 'vitest';
import { difference } from '../difference.ts';
import { parsePolicy } from '../parse.ts';
import type { Policy } from '../policy.ts';

const list = <T>(length: number, at: (i: number) => T): T[] => Array.from({ length }, (_, i) => at(i));
const policy = (...statements: object[]): Policy => parsePolicy({ Version: '2012-10-17', Statement: statements }).policy;
const on = (Effect: string, Resource: string | string[], Condition?: object): object => ({
  Effect,
  Action: 's3:*',
  Resource,
  ...(Condition && { Condition }),
});

const stars = (more: string): string[] =>
  list(200, (i) => `arn:aws:s3:::*${String.fromCharCode(97 + (i % 26))}*${i}*${(i * 7) % 13}*${more}`);
const either = (i: number): object => ({ StringEquals: { [`aws:PrincipalTag/a${i}`]: 'x', [`aws:PrincipalTag/b${i}`]: 'y' } });

test.each<[string, Policy, Policy]>([
  ['many stars on both sides', policy(on('Allow', stars(''))), policy(on('Allow', stars('?')))],
  [
    'one pattern of thousands of stars',
    policy(on('Allow', `arn:aws:s3:::${'*a'.repeat(3000)}`)),
    policy(on('Allow', `arn:aws:s3:::${'*a'.repeat(2999)}*b`)),
  ],
  ['a star before many question marks', policy(on('Allow', `*a${'?'.repeat(60)}`)), policy(on('Allow', `*b${'?'.repeat(60)}`))],
  [
    'a thousand statements on a thousand buckets',
    policy(...list(1000, (i) => on('Allow', `arn:aws:s3:::b${i}/*`))),
    policy(...list(1000, (i) => on('Allow', `arn:aws:s3:::b${i}/?*`))),
  ],
  [
    'a thousand denials with conditions',
    policy(on('Allow', '*'), ...list(1000, (i) => on('Deny', '*', either(i)))),
    policy(on('Allow', '*'), ...list(1000, (i) => on('Deny', '*', either(i)))),
  ],
  [
    'conditions that make a hard puzzle',
    policy(on('Allow', '*')),
    policy(
      ...list(700, (i) =>
        on('Allow', '*', {
          Null: { [`k:${(i * 7) % 151}`]: i % 2 > 0, [`k:${(i * 31) % 149}`]: i % 3 > 0, [`k:${(i * 57) % 139}`]: i % 5 > 2 },
        }),
      ),
    ),
  ],
  [
    'many policy variables',
    policy(
      on(
        'Allow',
        list(100, (i) => `arn:aws:s3:::\${aws:PrincipalTag/t${i}}*\${aws:PrincipalTag/t${i + 1}}`),
      ),
    ),
    policy({ Effect: 'Allow', Action: 's3:*', NotResource: list(100, (i) => `arn:aws:s3:::\${aws:PrincipalTag/t${i}}*`) }),
  ],
])('%s: an answer in bounded time', (_, a, b) => {
  const started = performance.now();
  difference([a], [b]);
  // Two seconds are the aim; a busy machine gets more.
  expect(performance.now() - started).toBeLessThan(6000);
});

test('a search that is too large is not decided, and says which limit it met', () => {
  const marks = '?'.repeat(60);
  expect(difference([policy(on('Allow', `arn:aws:s3:::*a${marks}`))], [policy(on('Allow', `arn:aws:s3:::*b${marks}`))])).toEqual({
    decided: false,
    because: 'the patterns together are too large to compare (limit: pattern states)',
  });
});
