import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { casemate } from './casemate.ts';
import type { Run } from './casemate.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-outside-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const INDEX = 'Resources:\n  Index:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: /photos/index\n';
const KEPT = `${INDEX}      RetentionInDays: 90\n`;
const OUTSIDE = 'is outside of the folder that fix was asked about';

const fix = (cwd: string, ...args: readonly string[]): Run => casemate(['fix', '--today', '2026-11-22', ...args], { cwd });
const retention = (cwd: string, ...args: readonly string[]): Run => fix(cwd, '--check', 'log-retention', ...args);
const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

describe('fix writes inside the folder that it was asked about', () => {
  test('behind a link that stays within, and the link stays one', () => {
    const folder = folderWith({ 'shared/base.yaml': INDEX });
    symlinkSync('shared/base.yaml', join(folder, 'template.yaml'));
    expect(retention(folder).stdout).toContain('1 fixed and verified');
    expect(lstatSync(join(folder, 'template.yaml')).isSymbolicLink()).toBe(true);
    expect(text(folder, 'shared/base.yaml')).toBe(KEPT);
  });

  test.each([['folder'], ['file']])('and not behind a link out of it, asked about the %s', (asked) => {
    const other = folderWith({ 'base.yaml': INDEX });
    const folder = folderWith({});
    symlinkSync(join(other, 'base.yaml'), join(folder, 'template.yaml'));
    const { stdout, stderr } = retention(folder, ...(asked === 'file' ? ['template.yaml'] : []));
    expect(stdout + stderr).toMatch(asked === 'file' ? OUTSIDE : 'is a symbolic link out of the folder');
    expect(text(other, 'base.yaml')).toBe(INDEX);
  });

  test('and not to a template above it that one in it nests', () => {
    const nest = 'Resources:\n  Photos:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ../shared/index.yaml\n';
    const folder = folderWith({ 'app/template.yaml': nest, 'shared/index.yaml': INDEX });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const { stdout } = retention(folder, '--force', 'app');
    expect(stdout).toContain(OUTSIDE);
    expect(text(folder, 'shared/index.yaml')).toBe(INDEX);
    expect(retention(folder, '--force', '.').stdout).toContain('1 fixed and verified');
    expect(text(folder, 'shared/index.yaml')).toBe(KEPT);
  });

  test('and not to code above it, nor beside code that a link leads to', () => {
    const template = (code: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: charge.handler
      CodeUri: ${code}
      Environment:
        Variables:
          GATEWAY_TOKEN: gw-7Kq2Xv9Lm4Rt8Zd3
`;
    const code = 'const token = process.env.GATEWAY_TOKEN;\nexport const handler = async () => token;\n';
    const folder = folderWith({
      'app/template.yaml': template('../code'),
      'linked/template.yaml': template('code'),
      'code/charge.mjs': code,
    });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    symlinkSync('../code', join(folder, 'linked/code'));
    for (const app of ['app', 'linked']) {
      const before = text(folder, app, 'template.yaml');
      const { stdout } = fix(folder, '--force', '--check', 'environment-secret', app);
      expect(stdout).toContain(OUTSIDE);
      expect(text(folder, app, 'template.yaml')).toBe(before);
    }
    expect(readdirSync(join(folder, 'code'))).toEqual(['charge.mjs']);
  });
});

test.skipIf(process.platform === 'win32')(
  'names with escapes and line breaks reach the terminal as marks, and git finds the file all the same',
  () => {
    const name = 'in\u001B[2J\nand "out" \u202Ex/template.yaml';
    const folder = folderWith({ [name]: INDEX });
    const { stdout, stderr } = retention(folder, '--diff');
    expect(stdout + stderr).not.toMatch(/[\u001B\u202E]/);
    expect(stdout.split('\n')[0]).toBe('--- "a/in\\033[2J\\012and \\"out\\" \\342\\200\\256x/template.yaml"');
    writeFileSync(join(folder, 'fix.diff'), stdout);
    execFileSync('git', ['apply', 'fix.diff'], { cwd: folder });
    expect(text(folder, name)).toBe(KEPT);
    const written = folderWith({ [name]: INDEX });
    const run = retention(written);
    expect(run.stdout + run.stderr).not.toMatch(/[\u001B\u202E]/);
    expect(text(written, name)).toBe(KEPT);
  },
);

test('names with brackets are looked up as they are, and looking runs nothing of the folder', () => {
  const folder = folderWith({ 'shop [eu]/template.yaml': INDEX, 'shop e/template.yaml': INDEX });
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@shop.example', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'Shops');
  writeFileSync(join(folder, 'watch.sh'), `#!/bin/sh\ntouch '${join(folder, 'ran')}'\n`, { mode: 0o755 });
  git('config', 'core.fsmonitor', join(folder, 'watch.sh'));
  writeFileSync(join(folder, 'shop e/template.yaml'), `${INDEX}# a thought\n`);
  expect(retention(folder, 'shop [eu]').stdout).toContain('1 fixed and verified');
  expect(retention(folder, 'shop e').stderr).toContain('has changes that git does not hold yet');
  expect(readdirSync(folder)).not.toContain('ran');
});

test('another name of a file keeps the old text, which is said', () => {
  const folder = folderWith({ 'template.yaml': INDEX });
  linkSync(join(folder, 'template.yaml'), join(folder, 'kept.txt'));
  expect(retention(folder).stderr).toContain('template.yaml had another name (a hard link), which keeps the old text');
  expect(text(folder, 'template.yaml')).toBe(KEPT);
  expect(text(folder, 'kept.txt')).toBe(INDEX);
});
