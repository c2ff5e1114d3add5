import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APPS, casemate } from './casemate.ts';
import type { Run } from './casemate.ts';

let home = '';
let apps = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'casemate-cache-'));
  // The folder where casemate is started is looked at as well, so that the cache lies in another.
  apps = join(home, 'work/apps');
  cpSync(APPS, apps, { recursive: true });
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function check(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Run {
  const cache = join(home, 'cache');
  return casemate(['check', 'apps', '--today', '2026-09-01', ...args], {
    cwd: join(home, 'work'),
    environment: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, CASEMATE_CACHE: '', ...environment },
  });
}

const kept = (): string => join(home, 'cache/casemate/outcomes');
/** The time that a run took, and what is said of apps that were not judged again, wherever the lines break. */
const CLOSING = /\s+·\s+\d+\.\d+\s+s(,\s+(?:\d+\s+of\s+)?\d+\s+apps?\s+unchanged\s+since\s+the\s+last\s+run)?/;
const timeless = ({ stdout }: Run): string => stdout.replace(CLOSING, '').replace(/ time="\d+\.\d+"/, '');
const said = ({ stdout }: Run): string => (CLOSING.exec(stdout)?.[1] ?? '').replaceAll(/\s+/g, ' ');

test('a later run takes what the first found of unchanged apps, says so, and reports the same', () => {
  const [first, second] = [check(), check()];
  expect(timeless(second)).toBe(timeless(first));
  expect(second.code).toBe(first.code);
  expect(said(first)).toBe('');
  expect(said(second)).toMatch(/^, \d+ apps unchanged since the last run$/);
});

test('it says how many apps were as before when others were not', () => {
  check();
  const [name = ''] = readdirSync(apps);
  const [template = ''] = readdirSync(join(apps, name)).filter((file) => file.startsWith('template.'));
  const path = join(apps, name, template);
  writeFileSync(path, readFileSync(path, 'utf8').replace('Resources:', '# Anew.\nResources:'));
  const run = check();
  expect(said(run)).toMatch(/^, \d+ of \d+ apps unchanged since the last run$/);
  expect(timeless(run)).toBe(timeless(check(['--no-cache'])));
});

test.each(['json', 'sarif', 'markdown', 'junit'])('the %s report is the same to the byte', (format) => {
  const anew = check(['--format', format, '--no-cache']);
  const first = check(['--format', format]);
  const second = check(['--format', format]);
  expect([first, second].map(timeless)).toEqual(Array(2).fill(timeless(anew)));
  expect(second.code).toBe(anew.code);
});

test('with --no-cache or CASEMATE_CACHE=off nothing is kept and nothing taken', () => {
  expect(said(check(['--no-cache']))).toBe('');
  expect(said(check([], { CASEMATE_CACHE: 'off' }))).toBe('');
  expect(existsSync(kept())).toBe(false);
  check();
  expect(said(check(['--no-cache']))).toBe('');
  expect(said(check([], { CASEMATE_CACHE: 'off' }))).toBe('');
});

test('other commands keep no outcomes', () => {
  const environment = { XDG_CACHE_HOME: join(home, 'cache'), LOCALAPPDATA: join(home, 'cache'), CASEMATE_CACHE: '' };
  for (const args of [
    ['fix', 'apps', '--diff'],
    ['policy', 'apps'],
  ])
    casemate(args, { cwd: join(home, 'work'), environment });
  expect(existsSync(kept())).toBe(false);
});

test('damaged files, foreign ones and a folder that cannot be written change nothing but the time', () => {
  const first = check();
  for (const [i, name] of readdirSync(kept()).entries()) {
    const path = join(kept(), name);
    const bytes = readFileSync(path);
    rmSync(path);
    if (i % 4 === 0) writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
    else if (i % 4 === 1) writeFileSync(path, bytes.fill(48, 60, 61));
    else if (i % 4 === 2) mkdirSync(path);
    else symlinkSync('/dev/zero', path);
  }
  writeFileSync(join(kept(), 'notes.txt'), 'mine');
  expect(timeless(check())).toBe(timeless(first));
  const file = join(home, 'file');
  writeFileSync(file, '');
  const run = check([], { XDG_CACHE_HOME: file, LOCALAPPDATA: file });
  expect([timeless(run), run.stderr]).toEqual([timeless(first), '']);
});

// As root, every file may be read.
test.runIf(process.getuid?.() !== 0)('an app with a file that may not be read is judged each time', () => {
  const [name = ''] = readdirSync(apps);
  const locked = join(apps, name, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0);
  const [, second] = [check(), check()];
  chmodSync(locked, 0o700);
  expect(said(second)).toMatch(/ of /);
});

test('what many threads kept is taken as one', () => {
  for (let i = 0; i < 40; i++) cpSync(APPS, join(apps, `copy-${i}`), { recursive: true });
  const first = check(['--format', 'json']);
  const second = check(['--format', 'json']);
  expect(second).toEqual(first);
  expect(said(check())).toMatch(/ apps unchanged since the last run$/);
}, 60_000);
