import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { casemate } from './casemate.ts';
import type { Run } from './casemate.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-fix-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const PHOTOS = `# Photos that customers upload
Resources:
  Photos:   # kept for ever
    Type: AWS::S3::Bucket

  Index:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /photos/index   # read by support
`;

const fix = (folder: string, ...args: readonly string[]): Run => casemate(['fix', '--today', '2026-11-22', ...args], { cwd: folder });
const text = (folder: string, name = 'template.yaml'): string => readFileSync(join(folder, name), 'utf8');

function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Ana', '-c', 'user.email=ana@photos.example'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
}

describe('fix', () => {
  test('edits in place, keeps every comment, and has nothing to do the second time', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    const first = fix(folder, '--check', 'log-retention');
    expect(first.stderr).toBe('');
    expect(text(folder)).toBe(`${PHOTOS}      RetentionInDays: 90\n`);
    const again = fix(folder, '--check', 'log-retention');
    expect(again.stdout).toContain('0 fixed and verified');
    expect(text(folder)).toBe(`${PHOTOS}      RetentionInDays: 90\n`);
  });

  test('with --diff writes nothing and prints what git apply takes', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    const { stdout } = fix(folder, '--diff');
    expect(text(folder)).toBe(PHOTOS);
    git(folder, 'init', '-q');
    writeFileSync(join(folder, 'fix.diff'), stdout);
    git(folder, 'apply', 'fix.diff');
    const other = folderWith({ 'template.yaml': PHOTOS });
    fix(other);
    expect(text(folder)).toBe(text(other));
    expect(text(folder)).not.toBe(PHOTOS);
  });

  test('with --safe leaves edits that a person must read', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    const { stdout } = fix(folder, '--safe', '--format', 'json');
    const { apps } = JSON.parse(stdout) as { apps: { applied: { safety: string }[] }[] };
    const applied = apps.flatMap((app) => app.applied);
    expect(applied.length).toBeGreaterThan(0);
    expect(applied.filter(({ safety }) => safety !== 'safe')).toEqual([]);
  });

  test('keeps line ends, a byte order mark and the mode of the file', () => {
    const folder = folderWith({ 'template.yaml': `\uFEFF${PHOTOS.replaceAll('\n', '\r\n')}` });
    chmodSync(join(folder, 'template.yaml'), 0o640);
    fix(folder, '--check', 'log-retention');
    expect(text(folder)).toBe(`\uFEFF${PHOTOS.replaceAll('\n', '\r\n')}      RetentionInDays: 90\r\n`);
    expect(statSync(join(folder, 'template.yaml')).mode & 0o777).toBe(0o640);
  });

  test('leaves what the owner accepted', () => {
    const accepted = PHOTOS.replace('  Index:\n', '  # casemate: accept log-retention -- an auditor reads them\n  Index:\n');
    const folder = folderWith({ 'template.yaml': accepted });
    fix(folder, '--check', 'log-retention');
    expect(text(folder)).toBe(accepted);
  });
});

describe('fix refuses', () => {
  test('a file with changes that git does not hold, unless forced', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'Photos');
    writeFileSync(join(folder, 'template.yaml'), `${PHOTOS}# a thought\n`);
    const refused = fix(folder);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('template.yaml has changes that git does not hold yet');
    expect(text(folder)).toBe(`${PHOTOS}# a thought\n`);
    fix(folder, '--force');
    expect(text(folder)).toContain('RetentionInDays: 90');
  });

  test.runIf(process.getuid?.() === 0)('a file that may not be written, and leaves nothing beside it', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'template.yaml'), 0o444);
    const { code, stderr } = casemate(['fix'], { cwd: folder, user: 65534 });
    expect(code).toBe(2);
    expect(stderr).toContain('template.yaml');
    expect(text(folder)).toBe(PHOTOS);
    expect(readdirSync(folder)).toEqual(['template.yaml']);
  });

  test('a template that two apps nest', () => {
    const root = (name: string): string =>
      `Resources:\n  ${name}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./shared.yaml\n`;
    const folder = folderWith({ 'a.yaml': root('First'), 'b.yaml': root('Second'), 'shared.yaml': PHOTOS });
    const { stdout } = fix(folder, '--check', 'log-retention');
    expect(stdout).toContain('shared.yaml is part of several apps');
    expect(text(folder, 'shared.yaml')).toBe(PHOTOS);
  });

  test('what the CDK or a build wrote, and says where to edit', () => {
    const folder = folderWith({ '.aws-sam/build/template.yaml': PHOTOS });
    const { stdout } = casemate(['fix', '.aws-sam/build/template.yaml', '--check', 'log-retention'], { cwd: folder });
    expect(text(folder, '.aws-sam/build/template.yaml')).toBe(PHOTOS);
    expect(stdout).toContain('0 fixed');
  });

  test('a value that is written once and used under several names', () => {
    const aliased = `Resources:
  Index:
    Type: AWS::Logs::LogGroup
    Properties: &kept
      LogGroupClass: STANDARD
  Archive:
    Type: AWS::Logs::LogGroup
    Properties: *kept
`;
    const folder = folderWith({ 'template.yaml': aliased });
    const { stdout } = fix(folder, '--check', 'log-retention');
    expect(stdout).toContain('tried and taken back');
    expect(text(folder)).toBe(aliased);
  });

  test('an unknown check, and --interactive where nobody can answer', () => {
    const folder = folderWith({ 'template.yaml': PHOTOS });
    expect(fix(folder, '--check', 'log-retenton').stderr).toContain('Did you mean log-retention?');
    expect(fix(folder, '--interactive')).toMatchObject({ code: 2, stdout: '' });
    expect(text(folder)).toBe(PHOTOS);
  });
});

test('apps that share sources are edited in one run, each file once', () => {
  const app = (id: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  ${id}:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: order.handler, CodeUri: src/, Events: { Call: { Type: HttpApi } } }
`;
  const code = 'export const handler = async (event) => {\n  console.log(event);\n  return { statusCode: 201 };\n};\n';
  const folder = folderWith({ 'save.yaml': app('Save'), 'list.yaml': app('List'), 'src/order.mjs': code });
  const { stderr, stdout } = fix(folder, '--check', 'sensitive-data-logged');
  expect(stderr).toBe('');
  expect(stdout).toContain('1 fixed and verified');
  expect(text(folder, 'src/order.mjs')).toBe(code.replace('  console.log(event);\n', ''));
  expect(fix(folder, '--check', 'sensitive-data-logged').stdout).toContain('0 fixed and verified');
});

test('an app of several files is edited as one', () => {
  const folder = folderWith({});
  cpSync(new URL('../../examples/orders', import.meta.url).pathname, folder, { recursive: true });
  const { stdout } = fix(folder, '--diff', '--safe');
  expect(stdout).toContain('+++ b/template.yaml');
});
