import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { casemate } from './casemate.ts';
import type { Run } from './casemate.ts';

/** For root nothing is unreadable, so root's tests run as the user that owns nothing. */
function unprivileged(): number | undefined {
  return process.getuid?.() === 0 ? 65_534 : undefined;
}

function canRunAsNobody(): boolean {
  return process.getuid !== undefined && casemate(['--version'], { cwd: tmpdir(), user: unprivileged() }).code === 0;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-hostile-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const HEAD = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n";
const GOOD = `${HEAD}  Photos:\n    Type: AWS::S3::Bucket\n`;

function checkFile(name: string, content: string | Buffer): Run {
  writeFileSync(join(folder, name), content);
  return casemate(['check', '.'], { cwd: folder });
}

/** Input is refused with a message about the file, never with a stack, and never passes for clean. */
function expectRefused(run: Run, message: RegExp): void {
  expect(run.stderr).toBe('');
  expect(run.code).toBe(2);
  expect(run.stdout).toMatch(message);
}

/** Nine levels of ten aliases each would unfold to a billion values. */
function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_value, level) => {
    const items = level === 0 ? Array.from({ length: 10 }, () => 'photo') : Array.from({ length: 10 }, () => `*a${level - 1}`);
    return `  a${level}: &a${level} [${items.join(', ')}]`;
  });
  return `${GOOD}Metadata:\n${levels.join('\n')}\n`;
}

test('an empty template', () => {
  expectRefused(checkFile('template.yaml', ''), /template\.yaml.*empty/);
});

test('a binary file named like a template', () => {
  expectRefused(checkFile('template.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1])), /template\.yaml.*binary/);
});

test('aliases that would unfold to a billion values', () => {
  expectRefused(checkFile('template.yaml', aliasBomb()), /template\.yaml:\d+:\d+.*aliases are unfolded/);
});

test.each([
  ['YAML in brackets', 'template.yaml', `${HEAD}  Photos: ${'['.repeat(10_000)}`],
  ['YAML in blocks', 'template.yaml', `${HEAD}${Array.from({ length: 2000 }, (_value, level) => `${' '.repeat(level + 2)}a:`).join('\n')}`],
  ['JSON', 'template.json', `{"AWSTemplateFormatVersion":"2010-09-09","Resources":${'{"a":'.repeat(10_000)}`],
])('nesting without end, %s', (_what, name, text) => {
  expectRefused(checkFile(name, text), /template\.(yaml|json).*(nested|deep|valid)/);
});

test('a template of 50 MB is refused before it is read', () => {
  expectRefused(checkFile('template.yaml', GOOD + '# photo\n'.repeat(6_500_000)), /template\.yaml.*50 MB/);
});

test('a template that is not UTF-8', () => {
  expectRefused(checkFile('template.yaml', Buffer.from([0xff, 0xfe, 0x41, 0])), /template\.yaml.*UTF-16/);
});

test.each([
  'Resources: [Photos]\n',
  'Resources: null\n',
  'Resources: 5\n',
  'Resources:\n  Photos: []\n',
  'Resources:\n  Photos:\n    Type: [AWS::S3::Bucket]\n',
  'Resources:\n  Photos:\n    Type: AWS::S3::Bucket\n    Properties: text\nConditions: null\nParameters: []\n',
])('an odd shape does not crash: %j', (text) => {
  const run = checkFile('template.yaml', `AWSTemplateFormatVersion: '2010-09-09'\n${text}`);
  expect([0, 1, 2]).toContain(run.code);
  expect(run.stderr).toBe('');
});

test('nested stacks that contain each other end, and that is said', () => {
  const run = casemate(['check', 'nested-loop']);
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('contains itself');
});

test('a nested template that is missing is said', () => {
  const run = casemate(['check', 'nested-missing']);
  expect(run.code).toBe(2);
  expect(run.stdout).toContain('gallery/stack.yaml');
});

test('links that lead in a circle end', () => {
  writeFileSync(join(folder, 'template.yaml'), GOOD);
  symlinkSync('.', join(folder, 'loop'));
  mkdirSync(join(folder, 'photos'));
  symlinkSync('..', join(folder, 'photos', 'up'));
  symlinkSync('self.yaml', join(folder, 'self.yaml'));
  const run = casemate(['check', '.', '--format', 'json'], { cwd: folder });
  expect((JSON.parse(run.stdout) as { apps: unknown[] }).apps).toHaveLength(1);
});

test.skipIf(!canRunAsNobody())('a folder that may not be read is said, and the rest is checked', () => {
  writeFileSync(join(folder, 'template.yaml'), GOOD);
  mkdirSync(join(folder, 'locked'));
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'locked'), 0);
  const run = casemate(['check', '.'], { cwd: folder, user: unprivileged() });
  chmodSync(join(folder, 'locked'), 0o700);
  expectRefused(run, /locked.*may not be read/);
  expect(run.stdout).toContain('Photos');
});

test('a folder without an app', () => {
  writeFileSync(join(folder, 'package.json'), '{"name":"photos"}');
  expectRefused(casemate(['check', '.'], { cwd: folder }), /no serverless app was found/);
});

test('names that would drive the terminal are shown as marks', () => {
  const evil = '"Photos\\e[2J\\e]0;owned\\a\\u202Egnp"';
  const run = checkFile('template.yaml', `${HEAD}  ${evil}:\n    Type: AWS::S3::Bucket\n`);
  expect(run.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('a good app beside a bad file is still checked', () => {
  mkdirSync(join(folder, 'album'));
  writeFileSync(join(folder, 'album', 'template.yaml'), GOOD);
  const run = checkFile('template.yaml', '');
  expect(run.code).toBe(2);
  expect(run.stdout).toContain('Photos');
});
