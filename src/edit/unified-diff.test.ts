import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Chance } from './testing/chance.ts';
import { unifiedDiff } from './unified-diff.ts';

const folder = mkdtempSync(join(tmpdir(), 'casemate-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What git and patch make of a text with a diff. */
function applied(command: 'git' | 'patch', before: string | null, diff: string, path: string): string {
  const root = mkdtempSync(join(folder, `${command}-`));
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  if (before !== null) writeFileSync(file, before);
  // `git apply` outside of a repository takes the folder it runs in.
  const environment = { ...process.env, GIT_CEILING_DIRECTORIES: folder };
  const options = command === 'git' ? ['apply', '--whitespace=nowarn', '-'] : ['-p1', '--binary', '-s'];
  execFileSync(command, options, { cwd: root, input: diff, env: environment });
  return readFileSync(file, 'utf8');
}

test('equal texts have no difference', () => {
  expect(unifiedDiff({ before: 'a\n', after: 'a\n', path: 'a' })).toBe('');
});

test('a change stands among the lines around it, with a heading for the lines after', () => {
  const before = 'a\nb\nc\nd\ne\n';
  const heading = (start: number, end: number): string => `lines ${start} to ${end}`;
  expect(unifiedDiff({ before, after: 'a\nb\nC\nD\nd\ne\n', path: 'x.yaml', context: 1, heading })).toBe(
    '--- a/x.yaml\n+++ b/x.yaml\n@@ -2,3 +2,4 @@ lines 3 to 4\n b\n-c\n+C\n+D\n d\n',
  );
});

test('distant changes are apart, near ones together', () => {
  const before = Array.from({ length: 30 }, (_, i) => `${i}\n`).join('');
  const after = before.replace('\n5\n', '\nfive\n').replace('\n9\n', '\nnine\n').replace('\n25\n', '\n');
  expect(unifiedDiff({ before, after, path: 'x' }).match(/^@@.*$/gm)).toEqual(['@@ -3,11 +3,11 @@', '@@ -23,7 +23,6 @@']);
});

test('a new file comes from nowhere, and a last line without a break says so', () => {
  expect(unifiedDiff({ before: null, after: 'a', path: 'b c.txt' })).toBe(
    '--- /dev/null\n+++ b/b c.txt\t\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n',
  );
});

test('git and patch make the text after of the text before', () => {
  const chance = new Chance(5);
  const line = (): string => `${chance.of(['a', 'b', 'c', ' ', '- x', '+ y', '@@', 'd\r'])}\n`;
  for (let i = 0; i < 40; i++) {
    const before = Array.from({ length: chance.below(20) + 1 }, line);
    const after = before.flatMap((one) => (chance.is(0.2) ? [] : chance.is(0.15) ? [line(), one] : [one]));
    const texts = [before, after].map((all) => (chance.is(0.3) ? all.join('').trimEnd() : all.join('')));
    const [old, now] = texts as [string, string];
    // What git takes for a removed file is not there any more.
    if (old === '' || now === '' || old === now) continue;
    const diff = unifiedDiff({ before: old, after: now, path: 'in/my template.yaml', context: 1 + chance.below(3) });
    expect(applied('git', old, diff, 'in/my template.yaml')).toBe(now);
    expect(applied('patch', old, diff, 'in/my template.yaml')).toBe(now);
  }
  const created = unifiedDiff({ before: null, after: 'one\ntwo\n', path: 'new/file.yaml' });
  expect(applied('git', null, created, 'new/file.yaml')).toBe('one\ntwo\n');
  expect(applied('patch', null, created, 'new/file.yaml')).toBe('one\ntwo\n');
});

test('very different long texts are still told apart', () => {
  const before = Array.from({ length: 6000 }, (_, i) => `old ${i}\n`).join('');
  const after = Array.from({ length: 6000 }, (_, i) => `new ${i}\n`).join('');
  const diff = unifiedDiff({ before, after, path: 'x' });
  expect(diff.split('\n').filter((line) => line.startsWith('-old'))).toHaveLength(6000);
});
