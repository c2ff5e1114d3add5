import { expect, test } from 'vitest';
import type { PolicyStatement } from '../../../iam/policy.ts';
import type { BehaviorCall } from '../../../model/behavior.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn, resourceArn } from '../../../model/policy-text.ts';
import type { RolePolicy } from '../../../model/role-policy.ts';
import { appOf } from '../../../model/testing.ts';
import { SourceFile } from '../../../util/span.ts';
import { excessOf } from './excess.ts';

const app = appOf({ Charges: { Type: 'AWS::SQS::Queue' }, Receipts: { Type: 'AWS::S3::Bucket' }, Key: { Type: 'AWS::KMS::Key' } });
const at = { source: new SourceFile('policy.json', '{}'), start: 0, end: 2 };
const arnOf = (id: string): string => resourceArn(app, app.resource(id)!)!;

/** A need of a call, `s3 PutObject`; of the platform when there is none. */
function need(action: string, target: { readonly id: string | null; readonly arn: string }, called?: string): Need {
  const [service = '', operation = ''] = called?.split(' ') ?? [];
  const call: BehaviorCall | null =
    called === undefined ? null : { service, operation, principal: null, grants: [], at, stack: [], must: true, how: null };
  const known = { logicalId: target.id, arn: target.arn, unknown: null, via: '', bound: null };
  return { action, arn: target.arn, viaService: null, reasons: [{ call, platform: null, target: known, because: null }] };
}

function judged(
  actions: readonly string[],
  resource: string,
  needs: readonly Need[],
): { excess: readonly string[]; undecided: string | null } {
  const policy: PolicyStatement = {
    sid: null,
    effect: 'Allow',
    actions: { not: false, patterns: actions },
    resources: { not: false, patterns: [resource] },
    principals: null,
    conditions: [],
  };
  const role: RolePolicy = { statements: [{ subject: 'Role#0', at, managed: null, policy }], unreadable: [], boundary: null };
  const found = excessOf(app, role, needs);
  return {
    excess: found.excess.flatMap(({ witnesses }) => witnesses.map(({ action }) => action)),
    undecided: found.undecided?.reason ?? null,
  };
}

const vault = canonicalArn('arn:aws:secretsmanager:*:*:secret:/shop/payment-key-??????');

test('the key of a secret that is kept outside of the app may be any, so the right to decrypt with one is not called too much', () => {
  const outside = need('secretsmanager:GetSecretValue', { id: null, arn: vault }, 'secretsmanager GetSecretValue');
  expect(judged(['kms:Decrypt'], arnOf('Key'), [outside])).toEqual({
    excess: [],
    undecided: expect.stringContaining('with which key secretsmanager secret:/shop/payment-key-?????? is encrypted'),
  });
  expect(judged(['kms:Decrypt', 'kms:ReEncryptFrom'], arnOf('Key'), [outside]).excess).toEqual(['kms:ReEncryptFrom']);
});

test('the key of a resource of the app is known: the right to decrypt with another one is too much', () => {
  const own = need('s3:GetObject', { id: 'Receipts', arn: `${arnOf('Receipts')}/*` }, 's3 GetObject');
  expect(judged(['kms:Decrypt'], arnOf('Key'), [own])).toEqual({ excess: ['kms:Decrypt'], undecided: null });
});

test('what is allowed on a resource of another kind can never be asked', () => {
  const read = need('ssm:GetParameter', { id: null, arn: canonicalArn('arn:aws:ssm:*:*:parameter/shop/fees') }, 'ssm GetParameter');
  const { excess } = judged(['ssm:*'], canonicalArn('arn:aws:ssm:*:*:parameter/shop/fees'), [read]);
  expect(excess).toContain('ssm:PutParameter');
  expect(excess.filter((action) => /Create|MaintenanceWindow|OpsItem/.test(action))).toEqual([]);
  expect(judged(['kms:Decrypt'], canonicalArn('arn:aws:kms:*:*:alias/shop'), []).excess).toEqual([]);
});

test('a queue that is polled for the function may be hidden from others too, as SAM’s own template has it', () => {
  const polled = need('sqs:ReceiveMessage', { id: 'Charges', arn: arnOf('Charges') });
  expect(judged(['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:PurgeQueue'], arnOf('Charges'), [polled]).excess).toEqual([
    'sqs:PurgeQueue',
  ]);
});

test('who calls a model may subscribe the account to it, which the first call does', () => {
  const model = canonicalArn('arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0');
  const called = need('bedrock:InvokeModel', { id: null, arn: model }, 'bedrock-runtime InvokeModel');
  expect(judged(['aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions'], '*', [called]).excess).toEqual([]);
  expect(judged(['aws-marketplace:Subscribe'], '*', []).excess).toEqual(['aws-marketplace:Subscribe']);
});

test('the statement of SAM’s VPCAccessPolicy serves the platform; one of its rights written by hand does not', () => {
  const template = ['CreateNetworkInterface', 'DeleteNetworkInterface', 'DescribeNetworkInterfaces', 'DetachNetworkInterface'];
  expect(
    judged(
      template.map((name) => `ec2:${name}`),
      '*',
      [],
    ).excess,
  ).toEqual([]);
  expect(judged(['ec2:DetachNetworkInterface'], '*', []).excess).toEqual(['ec2:DetachNetworkInterface']);
});

test('a star for the six characters that Secrets Manager adds to a name is not too much', () => {
  const read = need('secretsmanager:GetSecretValue', { id: null, arn: vault }, 'secretsmanager GetSecretValue');
  const starred = vault.replace('??????', '*');
  expect(judged(['secretsmanager:GetSecretValue'], starred, [read])).toEqual({ excess: [], undecided: null });
  expect(judged(['secretsmanager:PutSecretValue'], starred, [read]).excess).toEqual(['secretsmanager:PutSecretValue']);
});
