import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { casemate } from './casemate.ts';

const folder = mkdtempSync(join(tmpdir(), 'casemate-expand-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Template = { Transform?: string; Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> };

test('a SAM template comes out as CloudFormation', () => {
  const { code, stdout, stderr } = casemate(['expand', 'photos/template.yaml']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const template = JSON.parse(stdout) as Template;
  expect(template.Transform).toBeUndefined();
  expect(Object.entries(template.Resources).map(([id, { Type }]) => `${id} ${Type}`)).toEqual([
    'Photos AWS::S3::Bucket',
    'Thumbnails AWS::S3::Bucket',
    'MakeThumbnail AWS::Lambda::Function',
    'MakeThumbnailRole AWS::IAM::Role',
  ]);
  expect(template.Resources['MakeThumbnail']?.Properties).toMatchObject({
    Environment: { Variables: { THUMBNAILS: { Ref: 'Thumbnails' } } },
  });
});

test('YAML says the same as JSON', () => {
  const yaml = casemate(['expand', 'photos/template.yaml', '--format', 'yaml']).stdout;
  expect(parse(yaml, { version: '1.1' })).toEqual(JSON.parse(casemate(['expand', 'photos/template.yaml']).stdout));
});

test('parameters and the region are taken', () => {
  const path = join(folder, 'template.yaml');
  writeFileSync(
    path,
    `Transform: AWS::Serverless-2016-10-31
Parameters:
  Runtime: { Type: String }
Resources:
  ListPhotos:
    Type: AWS::Serverless::Function
    Properties: { Runtime: !Ref Runtime, Handler: list.handler, InlineCode: '', Tracing: Active }
`,
  );
  const { stdout } = casemate(['expand', path, '--parameter', 'Runtime=python3.14', '--region', 'cn-north-1']);
  expect(stdout).toContain('arn:aws-cn:iam::aws:policy/');
});

test('--output writes the template to a file', () => {
  const path = join(folder, 'expanded.json');
  expect(casemate(['expand', 'photos/template.yaml', '--output', path])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((JSON.parse(readFileSync(path, 'utf8')) as Template).Resources).toHaveProperty('MakeThumbnailRole');
});

test('a template that AWS would refuse is refused at its place, and nothing is printed', () => {
  const path = join(folder, 'wrong.yaml');
  writeFileSync(path, 'Transform: AWS::Serverless-2016-10-31\nResources:\n  ListPhotos:\n    Type: AWS::Serverless::Function\n');
  const { code, stdout, stderr } = casemate(['expand', path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: ListPhotos: /);
});

test.each([
  ['an empty file', ''],
  ['no map', '- Photos'],
  ['broken JSON', '{"Resources": '],
  ['deep nesting', '['.repeat(20_000)],
  ['no resources', 'Transform: AWS::Serverless-2016-10-31\n'],
  ['a list of resources', 'Transform: AWS::Serverless-2016-10-31\nResources: [Photos]\n'],
])('%s is refused', (_what, text) => {
  const path = join(folder, 'odd.yaml');
  writeFileSync(path, text);
  const { code, stdout, stderr } = casemate(['expand', path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('odd.yaml:');
});
