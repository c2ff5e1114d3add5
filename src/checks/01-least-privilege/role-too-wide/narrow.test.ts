import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyStatement } from '../../../iam/policy.ts';
import { minimalPolicy } from '../../../model/minimal-policy.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn, resourceArn } from '../../../model/policy-text.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import { appOf } from '../../../model/testing.ts';
import { SourceFile } from '../../../util/span.ts';
import { answerOf, isClean, isLess, narrowed } from './narrow.ts';
import type { Measure } from './narrow.ts';

const app = appOf({
  Orders: { Type: 'AWS::DynamoDB::Table' },
  Invoices: { Type: 'AWS::S3::Bucket' },
  Charges: { Type: 'AWS::SQS::Queue' },
});
const at = { source: new SourceFile('policy.json', '{}'), start: 0, end: 2 };
const arnOf = (id: string): string => resourceArn(app, app.resource(id)!)!;

function need(action: string, id: string, end = ''): Need {
  const arn = `${arnOf(id)}${end}`;
  const target = { logicalId: id, arn, unknown: null, via: '', bound: null };
  return { action, arn, viaService: null, reasons: [{ call: null, platform: null, target, because: null }] };
}

const ALL: readonly Need[] = [
  need('dynamodb:PutItem', 'Orders'),
  need('dynamodb:Query', 'Orders', '/index/byDay'),
  need('s3:PutObject', 'Invoices', '/*'),
  need('s3:GetObject', 'Invoices', '/2026/*'),
  need('sqs:SendMessage', 'Charges'),
];

const some = (...values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const statements: fc.Arbitrary<PolicyStatement> = fc
  .record({
    actions: some(
      '*',
      'dynamodb:*',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:DeleteItem',
      's3:*Object',
      's3:GetObject',
      's3:ListBucket',
      'sqs:*',
      'logs:PutLogEvents',
    ),
    resources: some(
      '*',
      arnOf('Orders'),
      `${arnOf('Orders')}/index/*`,
      arnOf('Invoices'),
      `${arnOf('Invoices')}/*`,
      arnOf('Charges'),
      canonicalArn('arn:aws:sqs:*:*:*'),
    ),
  })
  .map(({ actions, resources }) => ({
    sid: null,
    effect: 'Allow',
    actions: { not: false, patterns: actions },
    resources: { not: false, patterns: resources },
    principals: null,
    conditions: [],
  }));

/** The statement, and what it becomes with the needs that go elsewhere. */
function becomes(policy: PolicyStatement, needs: readonly Need[]): { measure: Measure; before: RoleStatement; after: RoleStatement[] } {
  const before: RoleStatement = { subject: 'ShopRole#0', managed: null, policy, at };
  const measure: Measure = { app, role: { statements: [before], unreadable: [], boundary: null }, needs };
  const served = needs.filter((one) => answerOf(measure, [before], one) !== 'missing');
  const { stays, left } = narrowed(measure, before, served, []);
  const added = minimalPolicy(left.map((one) => ({ ...one, arn: canonicalArn(one.arn) }))).statements;
  const after = [...(stays === null ? [] : [stays]), ...added].map((one) => ({ ...before, policy: one }));
  return { measure, before, after };
}

test('a narrowed statement allows every need as before, and nothing else', () => {
  fc.assert(
    fc.property(statements, fc.subarray([...ALL]), (policy, needs) => {
      const { measure, before, after } = becomes(policy, needs);
      const lost = needs.filter((one) => isLess(answerOf(measure, after, one), answerOf(measure, [before], one)));
      expect(lost).toEqual([]);
      const narrow = after.map((one) => one.policy);
      expect(narrow.length === 0 || isClean(measure, narrow, before)).toBe(true);
    }),
    { numRuns: 150, seed: 7 },
  );
});

const wide = (...actions: readonly string[]): PolicyStatement => ({
  sid: null,
  effect: 'Allow',
  actions: { not: false, patterns: actions },
  resources: { not: false, patterns: ['*'] },
  principals: null,
  conditions: [],
});

const shown = (after: readonly RoleStatement[]): unknown =>
  after.map(({ policy }) => [policy.actions.patterns, policy.resources?.patterns]);

test('a statement that nobody needs goes', () => {
  expect(becomes(wide('dynamodb:*', 'sqs:SendMessage'), []).after).toEqual([]);
});

test('where the actions are those that are needed, only the resources change', () => {
  const needs = [need('sqs:SendMessage', 'Charges'), need('sqs:GetQueueUrl', 'Charges')];
  expect(shown(becomes(wide('sqs:SendMessage', 'sqs:GetQueueUrl'), needs).after)).toEqual([
    [['sqs:SendMessage', 'sqs:GetQueueUrl'], [arnOf('Charges')]],
  ]);
});

test('actions of several services that are written anew get a statement each', () => {
  expect(shown(becomes(wide('*'), [ALL[0]!, ALL[4]!]).after)).toEqual([
    [['dynamodb:PutItem'], [arnOf('Orders')]],
    [['sqs:SendMessage'], [arnOf('Charges')]],
  ]);
});

test('writing logs stays on every group beside what is narrowed', () => {
  expect(shown(becomes(wide('logs:PutLogEvents', 'sqs:*'), ALL).after)).toEqual([
    [['logs:PutLogEvents'], ['*']],
    [['sqs:SendMessage'], [arnOf('Charges')]],
  ]);
});
