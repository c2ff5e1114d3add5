import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { prepare } from '../../src/analyze.ts';
import { CHANGES, writeApps } from '../support/changes.ts';
import { reportsOf } from '../support/remembered.ts';

let folder = '';

beforeAll(prepare);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-unchanged-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('LOCALAPPDATA', join(folder, 'cache'));
  writeApps(folder);
});

afterAll(() => {
  vi.unstubAllEnvs();
});

test('the second report of unchanged apps is taken from the first, and is the same', async () => {
  const first = await reportsOf(folder);
  const second = await reportsOf(folder);
  expect([first.unchanged, second.unchanged]).toEqual([0, 2]);
  expect(first.apps).toBe(2);
  expect(second.remembered).toBe(first.anew);
  expect(second.remembered).toBe(second.anew);
  rmSync(folder, { recursive: true });
});

test.each(Object.entries(CHANGES))(
  'after a change of %s the report is that of judging everything anew, and so it is when that is undone',
  async (_, change) => {
    await reportsOf(folder);
    for (let i = 0; i < 2; i++) {
      change(folder);
      const { remembered, anew } = await reportsOf(folder);
      expect(remembered).toBe(anew);
    }
    rmSync(folder, { recursive: true });
  },
);

test('the report depends on these changes, but for packages that no code of the app imports', async () => {
  const before = await reportsOf(folder);
  const silent: string[] = [];
  for (const [name, change] of Object.entries(CHANGES)) {
    const own = mkdtempSync(join(folder, 'own-'));
    writeApps(own);
    change(own);
    const { anew } = await reportsOf(own);
    if (anew.replaceAll(own, folder) === before.anew) silent.push(name);
  }
  expect(silent).toEqual(['a lockfile', 'an installed package']);
});

test('after any changes in a row the report is that of judging everything anew', async () => {
  const names = Object.keys(CHANGES);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      async (rounds) => {
        const own = mkdtempSync(join(folder, 'own-'));
        writeApps(own);
        await reportsOf(own);
        for (const round of rounds) {
          for (const name of round) CHANGES[name]?.(own);
          const { remembered, anew } = await reportsOf(own);
          expect(remembered).toBe(anew);
        }
        rmSync(own, { recursive: true });
      },
    ),
    { numRuns: 20 },
  );
}, 120_000);

test.each([
  ['the day', { today: '2031-01-01' }],
  ['a region', { region: 'eu-west-1' }],
  ['a parameter', { parameters: { Stage: 'live' } }],
  ['the checks', { checks: ['bucket-public-access'] }],
  ['the practices', { practices: [8] }],
  ['edits in the report', { withEdits: true }],
  ['where casemate was started', { cwd: 'repo' }],
])('with another setting of %s every app is judged', async (_, options) => {
  await reportsOf(folder);
  const other = await reportsOf(folder, options);
  expect(other.unchanged).toBe(0);
  expect(other.remembered).toBe(other.anew);
  rmSync(folder, { recursive: true });
});

test('another build of casemate judges every app', async () => {
  await reportsOf(folder);
  expect((await reportsOf(folder, {}, 'a later build')).unchanged).toBe(0);
  expect((await reportsOf(folder, {}, 'a later build')).unchanged).toBe(2);
  rmSync(folder, { recursive: true });
});
