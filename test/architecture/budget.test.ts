import { expect, test } from 'vitest';
import { isGenerated, isTestOrFixture, projectFiles, textOf } from './project.ts';

const MOST_LINES = 500;

const lines = (path: string): number => textOf(path).trimEnd().split('\n').length;

const written = projectFiles().filter(
  (path) => /\.(?:ts|mts|mjs|cjs|js|sh)$/.test(path) && !isGenerated(path) && !/(?:^|\/)fixtures\/|^examples\//.test(path),
);

test(`no file that a person wrote is longer than ${MOST_LINES} lines`, () => {
  expect(written.filter((path) => lines(path) > MOST_LINES).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
});

test('the files of src are short: half of them within 90 lines, nine in ten within 300', () => {
  const lengths = written
    .filter((path) => path.startsWith('src/') && !isTestOrFixture(path))
    .map(lines)
    .toSorted((a, b) => a - b);
  const at = (share: number): number => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;
  expect({ median: at(0.5) <= 90 || at(0.5), ninth: at(0.9) <= 300 || at(0.9) }).toEqual({ median: true, ninth: true });
});

test('a generated file says so on its first line and names what made it', () => {
  const silent = projectFiles()
    .filter((path) => isGenerated(path) && !/(?:^|\/)fixtures\//.test(path))
    .filter((path) => !/generated/i.test(textOf(path).slice(0, 400).split('\n').slice(0, 2).join('\n')));
  expect(silent).toEqual([]);
});
