import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './project.ts';

/** A small project in which every file breaks one rule, by path; the comment beside it is the rule that must speak. */
const WRONG: Readonly<Record<string, string>> = {
  // Layers.
  'src/model/order.ts': "import { judge } from '../checks/judge.ts';\nexport const order = judge;\n",
  'src/iam/statement.ts': "import type { Order } from '../model/kind.ts';\nexport type Statement = Order;\n",
  'src/readers/orders.ts': "import { Infer } from '../behavior/infer.ts';\nexport const orders = Infer;\n",
  'src/report/text.ts': "export { readFiles } from '../readers/deep/orders.ts';\nexport { main } from '../cli/main.ts';\n",
  'src/analyze.ts': "import { main } from './cli/main.ts';\nexport const analyze = main;\n",
  'src/edit/plain.ts': "import { sample } from '../../test/sample.ts';\nexport const plain = sample;\n",
  // A cycle of values.
  'src/util/left.ts': "import { right } from './right.ts';\nexport const left = (): unknown => right;\n",
  'src/util/right.ts': "import { left } from './left.ts';\nexport const right = (): unknown => left;\n",
  // Side effects.
  'src/checks/judge.ts': "import { readFileSync } from 'node:fs';\nexport const judge = readFileSync;\n",
  'src/readers/files.ts':
    "import { readFileSync } from 'node:fs';\nimport { spawn } from 'node:child_process';\nexport const both = [readFileSync, spawn];\n",
  'src/packages/advisories.ts': "import { get } from 'node:https';\nexport const advisories = get;\n",
  'src/logs/ask.ts': "export const ask = (): Promise<unknown> => fetch('https://example.com');\n",
  'src/report/print.ts': "export function print(): void {\n  console.log('orders');\n  process.exit(1);\n}\n",
  'src/model/today.ts': 'export const today = (): number => Date.now();\n',
  // Types and size.
  'src/util/late.ts': 'async function late(): Promise<void> {}\nexport function hurry(): void {\n  late();\n}\n',
  'src/util/kind.ts':
    "export type Kind = 'queue' | 'topic';\nexport function name(kind: Kind): string {\n  switch (kind) {\n    case 'queue':\n      return 'Queue';\n  }\n  return '';\n}\n",
  'src/util/tall.ts': `export function tall(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(70)}  return sum;\n}\n`,
  'src/util/long.ts': 'export {};\n'.repeat(501),
};

/** Files that keep every rule: the places a fence leaves open. */
const RIGHT: Readonly<Record<string, string>> = {
  'src/cli/main.ts':
    "import { readFileSync } from 'node:fs';\nimport { spawn } from 'node:child_process';\nexport function main(): void {\n  console.log(readFileSync, spawn);\n}\n",
  'src/runtime/listen.ts': "import { createServer } from 'node:http';\nexport const listen = createServer;\n",
  'src/packages/remote/fetch-advisories.ts': "export const fetchAdvisories = (): Promise<unknown> => fetch('https://example.com');\n",
  'src/checks/quiet.ts': "import type { Order } from '../model/kind.ts';\nexport const quiet = (order: Order): Order => order;\n",
  'src/model/kind.ts': 'export interface Order {\n  readonly id: string;\n}\n',
  'src/behavior/infer.ts': 'export const Infer = 1;\n',
  'src/readers/deep/orders.ts':
    "import type { Order } from '../../model/kind.ts';\nexport const readFiles = (order: Order): Order => order;\n",
  'test/sample.ts': 'export const sample = 1;\n',
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

let folder = '';
let found: Map<string, string[]>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-lint-'));
  for (const [path, text] of Object.entries({ ...WRONG, ...RIGHT })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of ['oxlint.config.ts', 'tsconfig.json', 'package.json', 'test/architecture/layers.ts'])
    cpSync(join(ROOT, path), join(folder, path));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, module: 'nodenext', target: 'es2024', allowImportingTsExtensions: true, noEmit: true },
      include: ['src'],
    }),
  );
  const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  const said = (one: Diagnostic): string => `${one.code} ${one.message} ${one.help ?? ''}`;
  found = new Map([...Map.groupBy(diagnostics, (one) => one.filename)].map(([path, ones]) => [path, ones.map(said)]));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['a model that imports a check', 'src/model/order.ts', /no-restricted-imports.*src\/model may not import src\/checks/s],
  ['a type taken from a layer above', 'src/iam/statement.ts', /no-restricted-imports.*src\/iam may not import src\/model/s],
  ['an engine that imports its sibling', 'src/readers/orders.ts', /no-restricted-imports.*src\/readers may not import src\/behavior/s],
  ['a re-export from a layer above', 'src/report/text.ts', /no-restricted-imports.*src\/report may not import src\/cli/s],
  ['the composition root that imports the command line', 'src/analyze.ts', /no-restricted-imports.*src\/analyze may not import src\/cli/s],
  ['shipped code that imports a test', 'src/edit/plain.ts', /no-restricted-imports.*What ships never imports tests/s],
  ['a cycle, from one side', 'src/util/left.ts', /no-cycle/],
  ['a cycle, from the other side', 'src/util/right.ts', /no-cycle/],
  ['a check that reads files', 'src/checks/judge.ts', /no-restricted-imports.*file system/s],
  ['the one file that may read files, starting a program', 'src/readers/files.ts', /no-restricted-imports.*node:child_process/s],
  ['a socket outside remote/', 'src/packages/advisories.ts', /no-restricted-imports.*sockets/s],
  ['a global that opens a socket', 'src/logs/ask.ts', /no-restricted-globals.*sockets/s],
  ['printing outside the command line', 'src/report/print.ts', /no-console/],
  ['ending the process outside the command line', 'src/report/print.ts', /no-process-exit/],
  ['a clock outside the command line', 'src/model/today.ts', /no-restricted-properties.*--today/s],
  ['a promise that nobody awaits', 'src/util/late.ts', /no-floating-promises/],
  ['a switch that forgets a kind', 'src/util/kind.ts', /switch-exhaustiveness-check/],
  ['a function of more than 60 lines', 'src/util/tall.ts', /max-lines-per-function/],
  ['a file of more than 500 lines', 'src/util/long.ts', /max-lines\b/],
])('the linter sees %s', (_claim, path, expected) => {
  expect(found.get(path)?.join('\n') ?? 'nothing was found').toMatch(expected);
});

test('the one file that may read files is not blamed for reading them', () => {
  expect(found.get('src/readers/files.ts')?.filter((one) => one.includes('node:fs'))).toEqual([]);
});

test.each(Object.keys(RIGHT))('the linter is silent about %s', (path) => {
  expect(found.get(path) ?? []).toEqual([]);
});
