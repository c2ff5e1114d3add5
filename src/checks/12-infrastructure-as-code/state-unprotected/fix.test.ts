import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import check from './check.ts';

/** What would be set for the first failure in a template, by the end of its path; or why nothing is. */
function plan(text: string): { safety: string; set: Record<string, unknown> } | string {
  const app = templateApp(text);
  const fail = [...check.run(app)].find((outcome): outcome is FailOutcome => outcome.verdict === 'fail');
  const made = check.fix!.plan(fail!, app);
  if (made.safety === 'advice') return made.reason;
  const set = made.changes.flatMap((change) => (change.kind === 'set' ? [[change.path.slice(2).join('.'), change.value] as const] : []));
  return { safety: made.safety, set: Object.fromEntries(set) };
}

test('a database is kept as a snapshot, not as a database that runs on', () => {
  expect(plan('Resources:\n  Loans: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql } }')).toEqual({
    safety: 'safe',
    set: { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot', 'Properties.DeletionProtection': true },
  });
});

test('what the owner switched off by name is switched on only after a look', () => {
  const text =
    'Resources:\n  Readers: { Type: AWS::Cognito::UserPool, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: { DeletionProtection: INACTIVE } }';
  expect(plan(text)).toEqual({ safety: 'review', set: { 'Properties.DeletionProtection': 'ACTIVE' } });
});

test('a setting that depends on the deployment is left alone', () => {
  const text = `Parameters: { Stage: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Loans:
    Type: AWS::DynamoDB::Table
    Properties: { DeletionProtectionEnabled: !If [IsProd, true, false] }`;
  expect(plan(text)).toBe('what protects Loans depends on the deployment');
});

test('a simple table keeps its key, throughput and tags as the table that SAM makes of it', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Loans:
    Type: AWS::Serverless::SimpleTable
    Properties:
      PrimaryKey: { Name: card, Type: Number }
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
      Tags: { team: desk }`;
  expect(plan(text)).toMatchObject({
    safety: 'review',
    set: {
      Type: 'AWS::DynamoDB::Table',
      'Properties.KeySchema': [{ AttributeName: 'card', KeyType: 'HASH' }],
      'Properties.AttributeDefinitions': [{ AttributeName: 'card', AttributeType: 'N' }],
      'Properties.Tags': [{ Key: 'team', Value: 'desk' }],
    },
  });
});

test('a simple table with its key beside the properties, where SAM does not see it, is left to its owner', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Loans: { Type: AWS::Serverless::SimpleTable, PrimaryKey: { Name: card, Type: Number } }`;
  expect(plan(text)).toBe('Loans cannot be written as AWS::DynamoDB::Table');
});

test('a simple table with settings under Globals is left to its owner', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Globals: { SimpleTable: { SSESpecification: { SSEEnabled: true } } }
Resources:
  Loans: { Type: AWS::Serverless::SimpleTable }`;
  expect(plan(text)).toBe('Loans cannot be written as AWS::DynamoDB::Table');
});
