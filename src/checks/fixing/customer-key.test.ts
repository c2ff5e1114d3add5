import { expect, test } from 'vitest';
import { templateApp } from '../../../test/support/template-app.ts';
import { customerKey } from './customer-key.ts';
import type { CustomerKey, KeyUser } from './customer-key.ts';

const QUEUE = 'Resources:\n  Orders: { Type: AWS::SQS::Queue }\n';
const ROOT = `{ Effect: Allow, Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }, Action: kms:*, Resource: '*' }`;
const LOGS = `{ Sid: LogGroups, Effect: Allow, Principal: { Service: !Sub 'logs.\${AWS::Region}.amazonaws.com' }, Action: kms:*, Resource: '*' }`;

function keyFor(text: string, user: KeyUser): CustomerKey {
  const app = templateApp(text);
  return customerKey(app, app.files[0]!, user);
}

function withKey(properties: string, attributes = ''): string {
  return `${QUEUE}  DataKey:\n    Type: AWS::KMS::Key\n${attributes}    Properties: { ${properties} }\n`;
}

function policy(...statements: string[]): string {
  return `KeyPolicy: { Statement: [${statements.join(', ')}] }`;
}

/** What is changed, in short: `set Resources.AppKey`. */
function shortOf({ changes }: CustomerKey): string[] {
  return changes.map((change) => `${change.kind} ${'path' in change ? change.path.join('.') : ''}`);
}

test('an app without a key gets one, the same for everybody who asks', () => {
  const forVariables = keyFor(QUEUE, 'account');
  const forLogs = keyFor(QUEUE, 'logs');
  expect(forVariables.arn).toEqual({ 'Fn::GetAtt': ['AppKey', 'Arn'] });
  expect(shortOf(forVariables)).toEqual(['set Resources.AppKey']);
  expect(shortOf(forLogs)).toEqual(['set Resources.AppKey', 'append Resources.AppKey.Properties.KeyPolicy.Statement']);
  expect((forLogs.changes[0] as { value: unknown }).value).toEqual((forVariables.changes[0] as { value: unknown }).value);
});

test('a name that is taken is not taken again', () => {
  expect(keyFor('Resources:\n  AppKey: { Type: AWS::SQS::Queue }\n', 'account').logicalId).toBe('AppKey2');
});

test('a key whose policy leaves it to the account is used as it stands', () => {
  const { logicalId, changes } = keyFor(withKey(policy(ROOT)), 'account');
  expect([logicalId, changes]).toEqual(['DataKey', []]);
});

test('its policy grows by what a service needs, once', () => {
  expect(shortOf(keyFor(withKey(policy(ROOT)), 'logs'))).toEqual(['append Resources.DataKey.Properties.KeyPolicy.Statement']);
  expect(shortOf(keyFor(withKey(policy(ROOT, LOGS)), 'logs'))).toEqual([]);
});

test('a statement for one log group alone leaves the others out', () => {
  const one = '{ ArnEquals: { kms:EncryptionContext:aws:logs:arn: arn:aws:logs:eu-west-1:111122223333:log-group:orders } }';
  const { changes } = keyFor(withKey(policy(ROOT, LOGS.replace(/ }$/, `, Condition: ${one} }`))), 'logs');
  expect(changes).toMatchObject([{ kind: 'append', items: [{ Sid: 'LogGroupsOfThisAccount' }] }]);
});

test('a key without a policy has AWS’s default one, which is spelled out before it grows', () => {
  expect(shortOf(keyFor(withKey('EnableKeyRotation: true'), 'account'))).toEqual([]);
  expect(shortOf(keyFor(withKey('EnableKeyRotation: true'), 'sns'))).toEqual([
    'set Resources.DataKey.Properties.KeyPolicy',
    'append Resources.DataKey.Properties.KeyPolicy.Statement',
  ]);
});

test.each([
  ['that signs', withKey(`KeyUsage: SIGN_VERIFY, KeySpec: RSA_2048, ${policy(ROOT)}`)],
  ['that is off', withKey(`Enabled: false, ${policy(ROOT)}`)],
  ['that is there under a condition', `Conditions: { IsProd: !Equals [a, a] }\n${withKey(policy(ROOT), '    Condition: IsProd\n')}`],
  ['for one role alone', withKey(policy(ROOT.replace(':root', ':role/treasurer')))],
  ['that denies something', withKey(policy(ROOT, `{ Effect: Deny, Principal: '*', Action: kms:Decrypt, Resource: '*' }`))],
])('a key %s is left alone', (_, text) => {
  expect(keyFor(text, 'account').logicalId).toBe('AppKey');
});
