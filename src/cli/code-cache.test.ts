import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WRAPPER, loadCached } from './code-cache.ts';

interface Greeting {
  greet(name: string): string;
}

let folder = '';
let bundle = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-code-'));
  bundle = join(folder, 'core.cjs');
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.stubEnv('LOCALAPPDATA', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A bundle of one function; `day` is the day of September 2026 on which it was built. */
function build(word: string, day: number): void {
  const code = `exports.greet = (name) => '${word} ' + name + ' of ' + require('node:path').basename(__filename);`;
  writeFileSync(bundle, WRAPPER.join(code));
  utimesSync(bundle, 0, new Date(Date.UTC(2026, 8, day)));
}

/** Loads the bundle, greets, and keeps the code. */
function greeted(): string | undefined {
  const found = loadCached<Greeting>(bundle);
  const said = found?.loaded.greet('Ada');
  found?.keep();
  return said;
}

function cached(): string[] {
  return readdirSync(join(folder, 'casemate')).map((name) => readFileSync(join(folder, 'casemate', name), 'latin1'));
}

test('a bundle says the same with the code of an earlier run as without', () => {
  build('Hello', 1);
  expect([greeted(), greeted(), greeted()]).toEqual(Array(3).fill('Hello Ada of core.cjs'));
  expect(cached()).toHaveLength(1);
});

test('a new build of the same length is not run with the code of the one before', () => {
  build('Hello', 1);
  greeted();
  build('Howdy', 2);
  expect(greeted()).toBe('Howdy Ada of core.cjs');
  expect(cached()).toHaveLength(1);
});

test('a damaged file of kept code is not used', () => {
  build('Hello', 1);
  greeted();
  const [name = ''] = readdirSync(join(folder, 'casemate'));
  writeFileSync(join(folder, 'casemate', name), 'casemate');
  expect(greeted()).toBe('Hello Ada of core.cjs');
});

test('a cache folder that cannot be written to hinders nothing', () => {
  build('Hello', 1);
  vi.stubEnv('XDG_CACHE_HOME', bundle);
  vi.stubEnv('LOCALAPPDATA', bundle);
  expect(greeted()).toBe('Hello Ada of core.cjs');
});

test('a part beside the bundle is loaded when it is required, once, and its code is kept too', () => {
  build('Hello', 1);
  const code = "exports.greet = () => require('./tea.cjs').pour() + require('./tea.cjs').pour();";
  writeFileSync(bundle, WRAPPER.join(code));
  writeFileSync(join(folder, 'tea.cjs'), WRAPPER.join('let cups = 0; exports.pour = () => ++cups;'));
  expect([greeted(), greeted()]).toEqual([3, 3]);
  expect(cached()).toHaveLength(2);
});

test('where there is no bundle, nothing is loaded', () => {
  expect(loadCached(join(folder, 'none.cjs'))).toBeUndefined();
});
