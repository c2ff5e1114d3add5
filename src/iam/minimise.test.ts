import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equivalent } from './covers.ts';
import { minimise } from './minimise.ts';
import { parsePolicy } from './parse.ts';
import type { Policy } from './policy.ts';
import { KEYS, randomPolicy, seeded } from './sets/testing/random-policies.ts';

function policy(...statements: object[]): Policy {
  return parsePolicy({ Version: '2012-10-17', Statement: statements }).policy;
}

const ORDERS = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const PHOTOS = 'arn:aws:dynamodb:eu-west-1:111122223333:table/photos';
const allow = (Action: string | string[], Resource: string | string[], Condition?: object): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});

test('actions on the same resource become one statement', () => {
  const { statements } = minimise(policy(allow('dynamodb:GetItem', ORDERS), allow('dynamodb:PutItem', ORDERS)));
  expect(statements.map(({ actions }) => actions.patterns)).toEqual([['dynamodb:GetItem', 'dynamodb:PutItem']]);
});

test('resources with the same actions become one statement, in whatever order the actions stand', () => {
  const { statements } = minimise(
    policy(allow(['dynamodb:GetItem', 'dynamodb:Query'], ORDERS), allow(['dynamodb:Query', 'dynamodb:GetItem'], PHOTOS)),
  );
  expect(statements.map(({ resources }) => resources?.patterns)).toEqual([[ORDERS, PHOTOS]]);
});

test('statements with other conditions stay apart', () => {
  const condition = { Bool: { 'aws:SecureTransport': 'true' } };
  expect(minimise(policy(allow('dynamodb:GetItem', ORDERS, condition), allow('dynamodb:PutItem', ORDERS))).statements).toHaveLength(2);
});

test('a pattern that another one covers is dropped', () => {
  const { statements } = minimise(
    policy(allow(['s3:GetObject', 's3:Get*', 'S3:getobject'], ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/thumbs/*'])),
  );
  expect(statements[0]).toMatchObject({ actions: { patterns: ['s3:Get*'] }, resources: { patterns: ['arn:aws:s3:::photos/*'] } });
});

test('a statement that the others together cover is dropped', () => {
  const { statements } = minimise(
    policy(
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::photos/thumbs/*'),
      allow('s3:GetObject', 'arn:aws:s3:::photos/*'),
      allow('s3:PutObject', ['arn:aws:s3:::photos/thumbs/*', 'arn:aws:s3:::orders/*']),
    ),
  );
  expect(statements).toHaveLength(2);
});

test('a deny stays although the policy allows nothing of it', () => {
  const deny = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
  expect(minimise(policy(deny, allow('s3:GetObject', '*'))).statements).toHaveLength(2);
});

test('exceptions are not joined', () => {
  const but = (NotAction: string): object => ({ Effect: 'Allow', NotAction, Resource: ORDERS });
  const before = policy(but('iam:*'), but('s3:*'));
  expect(equivalent([before], [minimise(before)])).toBe(true);
});

/** Resources are ARNs; texts that are none match nothing. */
function onBuckets(random: Policy): Policy {
  const statements = random.statements.map((statement) => ({
    ...statement,
    resources: statement.resources && {
      ...statement.resources,
      patterns: statement.resources.patterns.map((pattern) => `arn:aws:s3:::${pattern}`),
    },
  }));
  return { ...random, statements };
}

test('a policy in fewer words allows the same requests, and never has more statements', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const pick = seeded(seed);
      const before = onBuckets(randomPolicy(pick, [KEYS[pick(KEYS.length)]!]));
      const after = minimise(before);
      expect(after.statements.length).toBeLessThanOrEqual(before.statements.length);
      expect(equivalent([before], [after])).not.toBe(false);
    }),
    { numRuns: 500 },
  );
});
