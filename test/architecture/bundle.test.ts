import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { APPS, MAIN, casemate } from '../e2e/casemate.ts';
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

/** Node's own modules that a run loads. */
function modulesLoaded(args: readonly string[]): string[] {
  // From a file: what Node runs with --eval loads more.
  const script = join(mkdtempSync(join(tmpdir(), 'casemate-modules-')), 'start.cjs');
  writeFileSync(script, `process.on('exit', () => console.error(process.moduleLoadList.join('\\n'))); require(${JSON.stringify(MAIN)});`);
  const cache = dirname(script);
  const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
  const { stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
  rmSync(dirname(script), { recursive: true });
  return stderr.split('\n');
}

test('checking an app loads nothing that could start a process, and none of the modules that take long to load', () => {
  const slow = /^NativeModule (?:child_process|cluster|crypto|http|net|tty|v8|worker_threads)$/;
  const loaded = modulesLoaded(['check', APPS, '--quiet', '--no-cache']);
  expect(loaded).toContain('NativeModule fs');
  expect(loaded.filter((name) => slow.test(name))).toEqual([]);
  // Digests tell whether an app is unchanged.
  const again = modulesLoaded(['check', APPS, '--quiet']);
  expect(again.filter((name) => slow.test(name))).toEqual(['NativeModule crypto']);
});

test('a part of the bundle requires only parts before it, so that checking unchanged apps loads the first alone', () => {
  const requiredBy = (part: string): string[] => {
    const code = readFileSync(join(folder, `${part}.cjs`), 'utf8');
    return [...new Set([...code.matchAll(/^(?!\t).*require\("\.\/([\w-]+)\.cjs"\)/gm)].map((match) => match[1] ?? ''))];
  };
  expect(requiredBy('core')).toEqual([]);
  expect(requiredBy('reports')).toEqual(['core']);
  expect(requiredBy('judging').filter((part) => part === 'more')).toEqual([]);
});

test('the parsers are loaded with the first code in their language, and by nothing else', () => {
  const files = ['oxc-parser', 'web-tree-sitter'];
  const loads = (part: string, file: string): boolean => readFileSync(join(folder, part), 'utf8').includes(`require("./${file}.cjs")`);
  expect(files.map((file) => chunks.filter((part) => loads(part, file)))).toEqual([['judging.cjs'], ['judging.cjs']]);
  const cache = mkdtempSync(join(tmpdir(), 'casemate-parsers-'));
  try {
    const template = join(cache, 'template.yaml');
    writeFileSync(template, 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n');
    casemate(['check', template, '--no-cache'], { environment: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache } });
    const kept = readdirSync(join(cache, 'casemate')).join(' ');
    expect(kept).toContain('judging.cjs');
    expect(files.filter((file) => kept.includes(file))).toEqual([]);
  } finally {
    rmSync(cache, { recursive: true });
  }
});
