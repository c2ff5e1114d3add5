import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { analyze, prepare } from '../analyze.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const develop = (table: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Photos:
    Type: AWS::S3::Bucket
  Develop:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
        exports.handler = (event) => new S3Client().send(new GetObjectCommand({ Bucket: ${table}, Key: 'cover.jpg' }));
`;

test('a hint that one app uses is not called unused in another with the same config file', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'casemate-shared-'));
  folders.push(cwd);
  const hint = (value: string): object => ({ function: 'Develop', value, resources: ['Photos'] });
  const config = { behavior: { hints: [hint('event.album'), hint('event.nobody')] } };
  writeFileSync(join(cwd, 'casemate.config.json'), JSON.stringify(config));
  for (const [app, table] of [
    ['albums', 'event.album'],
    ['prints', "'prints'"],
  ]) {
    mkdirSync(join(cwd, app!));
    writeFileSync(join(cwd, app!, 'template.yaml'), develop(table!));
  }
  await prepare();
  const report = analyze(['.'], {
    cwd,
    today: '2026-11-22',
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: ['unused-hint'],
  });
  expect(report.apps.map(({ root, verdicts }) => [root, ...verdicts.map(({ verdict }) => verdict)])).toEqual([
    ['albums', 'pass', 'fail'],
    ['prints', 'not-applicable', 'fail'],
  ]);
});
