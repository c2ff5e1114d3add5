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
  expectRefused(checkFile('template.yaml', ''), /template\.yaml: is empty[^]*Write a template/);
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

test('every command names the place of what it cannot read', () => {
  writeFileSync(join(folder, 'template.yaml'), aliasBomb());
  for (const command of [['check'], ['fix'], ['policy'], ['expand', 'template.yaml'], ['check', '--write-baseline', 'baseline.json']]) {
    const { code, stdout, stderr } = casemate(command, { cwd: folder });
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).toMatch(/template\.yaml:\d+:\d+: more than \d+ values once its aliases are unfolded/);
  }
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

/** Says where and what, once as a problem of reading and once as a finding, and what to do; other apps of the run are checked. */
function expectSaid(app: string, problem: RegExp, finding: RegExp): void {
  const environment = { COLUMNS: '200' };
  const run = casemate(['check', app, 'photos', '--check', 'template-broken', '--check', 'bucket-public-access'], { environment });
  expectRefused(run, problem);
  expect(run.stdout).toMatch(finding);
  expect(run.stdout).toContain('photos/template.yaml:11:9');
}

test('nested stacks that contain each other', () => {
  expectSaid(
    'nested-loop',
    /nested-loop\/[\w.-]+:\d+:\d+: the nested stack \S+ contains itself:[^]*Remove one/,
    /HIGH +the nested stack \S+ contains itself/,
  );
});

test('a nested template that is missing', () => {
  expectSaid(
    'nested-missing',
    /nested-missing\/template\.yaml:\d+:\d+: the template of the nested stack \w+ \S*gallery\/stack\.yaml does not[^]*Correct the path/,
    /UNKNOWN +the template of the nested stack \w+ \S*gallery\/stack\.yaml does not exist\n +template-broken: Gallery/,
  );
});

test.each([
  [
    'resources',
    `${HEAD}  Photos: {Type: AWS::S3::Bucket, DependsOn: Albums}\n  Albums: {Type: AWS::S3::Bucket, DependsOn: Photos}\n`,
    /Albums -> Photos -> Albums/,
  ],
  ['conditions', `Conditions:\n  Live: !Not [!Condition Live]\n${GOOD}`, /conditions: Live -> Live/],
  ['parameters', `Parameters:\n  Stage: {Type: String, Default: !Ref Stage}\n${GOOD}`, /parameters: Stage -> Stage/],
  ['mappings', `Mappings:\n  Sizes: {a: {b: !FindInMap [Sizes, a, b]}}\n${GOOD}`, /mappings: Sizes -> Sizes/],
])('a circle of %s', (_what, text, circle) => {
  mkdirSync(join(folder, 'album'));
  writeFileSync(join(folder, 'album', 'template.yaml'), GOOD);
  const run = checkFile('template.yaml', text);
  expectRefused(run, /template\.yaml:\d+:\d+: circular dependency[^]*Break the circle/);
  expect(run.stdout).toMatch(circle);
  expect(run.stdout).toContain('HIGH      circular dependency');
  expect(run.stdout).toContain('album/template.yaml');
});

test.each([
  ['over the template', `Transform: [Gallery]\n${GOOD}`],
  ['over a bucket', `${GOOD}    Properties:\n      Fn::Transform: {Name: Gallery}\n`],
])('a macro %s is said once, and what is absent is not held against the app', (_what, text) => {
  const run = checkFile('template.yaml', text);
  expect(run.stderr).toBe('');
  expect([0, 1]).toContain(run.code);
  expect(run.stdout.split('Read with 1 warning')).toHaveLength(2);
  expect(run.stdout).toContain('the macro Gallery runs at deployment');
});

test('links that lead in a circle end', () => {
  writeFileSync(join(folder, 'template.yaml'), GOOD);
  symlinkSync('.', join(folder, 'loop'));
  mkdirSync(join(folder, 'photos'));
  symlinkSync('..', join(folder, 'photos', 'up'));
  symlinkSync('self.yaml', join(folder, 'self.yaml'));
  const run = casemate(['check', '.', '--format', 'json'], { cwd: folder });
  expect(JSON.parse(run.stdout)).toMatchObject({ apps: [{ root: '.' }], problems: [] });
});

test('a template that is a link to itself is said, named or found', () => {
  symlinkSync('template.yaml', join(folder, 'template.yaml'));
  for (const path of ['.', 'template.yaml']) {
    expectRefused(casemate(['check', path], { cwd: folder }), /template\.yaml: is a symbolic link that leads to itself[^]*Remove the link/);
  }
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
  expectRefused(casemate(['check', '.'], { cwd: folder }), /no serverless app was found[^]*Looked for template\.yaml, [^]*cdk\.out/);
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
