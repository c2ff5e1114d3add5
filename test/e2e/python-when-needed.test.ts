import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze, prepare } from '../../src/analyze.ts';
import { jsonReport } from '../../src/report/json.ts';
import { casemate } from './casemate.ts';

/** An app whose Python no search for templates can see: it stands in the template. */
const INLINE = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  SaveOrder:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      InlineCode: |
        import boto3, os
        def handler(event, context):
            boto3.resource('dynamodb').Table(os.environ['TABLE']).put_item(Item=event)
      Environment:
        Variables:
          TABLE: !Ref Orders
      Policies:
        - Statement: [{ Effect: Allow, Action: ['dynamodb:PutItem', 'dynamodb:DeleteItem'], Resource: !GetAtt Orders.Arn }]
`;
const AWAY = INLINE.replace(/ {6}InlineCode: \|\n(?: {8}.*\n)+/, '      CodeUri: ../jobs\n');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-python-'));
  for (const name of ['inline', 'away', 'jobs', '.git']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'inline/template.yaml'), INLINE);
  writeFileSync(join(folder, 'away/template.yaml'), AWAY);
  writeFileSync(join(folder, 'jobs/index.py'), /InlineCode: \|\n((?: {8}.*\n)+)/.exec(INLINE)![1]!.replaceAll(/^ {8}/gm, ''));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.for([['inline'], ['away'], ['inline', 'away'], ['away/template.yaml', 'jobs']])(
  'Python that is met only while apps are judged is read as any other: check %s',
  async (paths) => {
    await prepare();
    const options = { cwd: folder, config: null, baseline: null, parameters: {}, region: null, practices: [], checks: [] };
    const expected = jsonReport(analyze(paths, { ...options, today: '2026-09-01' }));
    expect(expected).toContain('dynamodb:DeleteItem');
    const cache = mkdtempSync(join(tmpdir(), 'casemate-python-cache-'));
    const environment = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
    const runs = ['first', 'second'].map(() =>
      casemate(['check', ...paths, '--format', 'json', '--today', '2026-09-01'], { cwd: folder, environment }),
    );
    rmSync(cache, { recursive: true });
    for (const { stdout, stderr } of runs) {
      expect(stderr).toBe('');
      expect(stdout).toBe(expected);
    }
  },
);
