import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { ROOT, projectFiles, textOf } from './project.ts';

const TEXT = /\.(?:ts|mts|mjs|cjs|js|json|jsonc|md|ya?ml|toml|sh|txt|snap|py)$|(?:^|\/)(?:run|LICENSE|NOTICE|\.[a-z]+)$/;

const texts = projectFiles().filter((path) => TEXT.test(path) && path !== 'package-lock.json');
// An app in a fixture may name the hosts and folders that real apps name.
const own = texts.filter((path) => !/(?:^|\/)fixtures\/|^examples\//.test(path));

function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [])),
  );
}

test('no file names a folder of the machine it was written on', () => {
  const here = [ROOT, homedir()].filter((folder) => folder.length > 1);
  const ends = (line: string, folder: string): boolean =>
    line
      .split(folder)
      .slice(1)
      .some((rest) => !/^[\w-]/.test(rest));
  const named = texts.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line) => (here.some((folder) => ends(line, folder)) ? [`${path}: ${line.trim().slice(0, 120)}`] : [])),
  );
  expect(named).toEqual([]);
});

// Where build machines and people keep their checkouts; `/tmp`, `/var/task` and `/opt` are Lambda's own. A test may invent one.
test('no file that ships or explains names a folder of any machine', () => {
  const usual = new RegExp(String.raw`(?<![\w.@-])/(?:(?:root|work|workspace|builds)/\w|(?:home|Users)/\w+/)`);
  expect(
    linesWith(
      own.filter((path) => !path.endsWith('.test.ts')),
      usual,
    ),
  ).toEqual([]);
});

test('no file names the host of a package registry', () => {
  const registry = new RegExp(
    String.raw`\bregistry\.(?:npmjs|yarnpkg)\b|\b(?:pypi|files\.pythonhosted)\.org\b|\b(?:artifactory|nexus)\.\w`,
  );
  expect(linesWith(own, registry)).toEqual([]);
});

test('no account number but the one of fixtures appears in what we write', () => {
  const arn = /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(?!111122223333|123456789012|444455556666|999999999999|000000000000)\d{12}\b/;
  expect(
    linesWith(
      own.filter((path) => path.startsWith('src/') || path.startsWith('examples/')),
      arn,
    ),
  ).toEqual([]);
});

test('nothing is left to do later', () => {
  const marker = new RegExp(String.raw`\b(?:TO` + String.raw`DO|FIX` + String.raw`ME|X{3})\b`);
  expect(
    linesWith(
      own.filter((path) => /^(?:src|scripts|test|bench)\//.test(path)),
      marker,
    ),
  ).toEqual([]);
});
