import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { APPS, MAIN } from '../e2e/casemate.ts';
import { ROOT, manifest } from './project.ts';

const folder = join(ROOT, 'dist/bin');
const chunks = readdirSync(folder).filter((name) => name.endsWith('.cjs'));

/** The packages whose modules were written into the bundle, which names each module above its code. */
function bundledPackages(): string[] {
  const names = chunks.flatMap((chunk) =>
    [...readFileSync(join(folder, chunk), 'utf8').matchAll(/^\/\/ ?(?:#region )?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map(
      (match) => match[1] ?? '',
    ),
  );
  return [...new Set(names)].toSorted();
}

test('every package in the bundled command line is a declared dependency whose licence is kept', () => {
  const packages = bundledPackages();
  const { dependencies = {} } = manifest();
  const licences = readFileSync(join(folder, 'LICENSES.txt'), 'utf8');
  expect(packages).toContain('yaml');
  expect(packages.filter((name) => !licences.includes(`\n${name} ${dependencies[name]} (`))).toEqual([]);
});

test('the command line starts from its bundle alone: no module of the library is read', () => {
  const outside = chunks.flatMap((chunk) =>
    [...readFileSync(join(folder, chunk), 'utf8').matchAll(/\brequire\("(\.[^"]*)"\)/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !chunks.includes(path.replace('./', ''))),
  );
  expect(outside).toEqual([]);
});

test('checking an app loads nothing that could start a process, and none of the modules that take long to load', () => {
  const script = `process.on('exit', () => console.error(process.moduleLoadList.join('\\n'))); require(${JSON.stringify(MAIN)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', script, MAIN, 'check', APPS, '--quiet'], { encoding: 'utf8' });
  const loaded = stderr.split('\n');
  expect(loaded).toContain('NativeModule fs');
  expect(loaded.filter((name) => /^NativeModule (?:child_process|cluster|crypto|http|net|tty|worker_threads)$/.test(name))).toEqual([]);
});
