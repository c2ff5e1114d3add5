import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/util/version.ts';
import { ROOT, manifest } from './project.ts';

test('registry, docs, tables and schemas are what the generator would write', { timeout: 60_000 }, () => {
  const run = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect(`${run.stdout}${run.stderr}`).toBe('');
  expect(run.status).toBe(0);
});

test('the version in the source is the version of the package', () => {
  expect(VERSION).toBe((manifest() as { version?: string }).version);
});
