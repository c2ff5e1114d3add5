import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, manifest, projectFiles, shippedSources } from './project.ts';

/** The files that `npm pack` would put into the package, relative to its root. */
function packed(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [archive] = JSON.parse(output) as { files: { path: string }[] }[];
  return archive?.files.map((file) => file.path) ?? [];
}

const files = packed();
const { exports, bin } = manifest();
const targets = [
  ...Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target))),
  ...Object.values(bin),
];

test('whatever package.json points at is in the package', () => {
  expect(targets.map((target) => target.replace(/^\.\//, '')).filter((target) => !files.includes(target))).toEqual([]);
});

test('every module of src but the command line, which is bundled, is in the package, built, with its types', () => {
  const library = shippedSources().filter((path) => !path.startsWith('src/cli/'));
  const built = library.flatMap((path) => ['.js', '.d.ts'].map((ending) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, ending)));
  expect(built.filter((path) => !files.includes(path))).toEqual([]);
});

test('the licence, the change log, every schema and the page of every check are in the package', () => {
  const needed = ['LICENSE', 'README.md', 'CHANGELOG.md', ...projectFiles().filter((path) => /^schema\/|^docs\/checks\//.test(path))];
  expect(needed.filter((path) => !files.includes(path))).toEqual([]);
});

test('no test, fixture, source or leftover of the build is in the package', () => {
  expect(files.filter((path) => /\.test\.|(?:^|\/)(?:fixtures|testing)[/.]|^src\/|\.tsbuildinfo$|\.map$/.test(path))).toEqual([]);
});

test('the command starts with a line that finds node, so that it runs once installed', () => {
  for (const target of Object.values(bin)) {
    expect(existsSync(join(ROOT, target)), `${target} is not built`).toBe(true);
    const head = execFileSync('head', ['-c', '19', join(ROOT, target)], { encoding: 'utf8' });
    expect(head).toBe('#!/usr/bin/env node');
  }
});
