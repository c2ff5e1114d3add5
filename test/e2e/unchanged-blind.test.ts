import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { prepare } from '../../src/analyze.ts';
import type * as Looks from '../../src/readers/looks.ts';
import { CHANGES, writeApps } from '../support/changes.ts';
import { reportsOf } from '../support/remembered.ts';

const forgotten = vi.hoisted((): { kind: string } => ({ kind: '' }));

vi.mock('../../src/readers/looks.ts', async (original) => {
  const looks = await original<typeof Looks>();
  return {
    ...looks,
    recordLooks: <T>(run: () => T) => {
      const { value, seen } = looks.recordLooks(run);
      return { value, seen: new Set([...seen].filter(({ kind }) => kind !== forgotten.kind)) };
    },
  };
});

beforeAll(prepare);

/** The changes after which the report is not that of judging everything anew. */
async function missed(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-blind-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('LOCALAPPDATA', join(folder, 'cache'));
  const names: string[] = [];
  for (const [name, change] of Object.entries(CHANGES)) {
    const own = mkdtempSync(join(folder, 'own-'));
    writeApps(own);
    await reportsOf(own);
    change(own);
    const { remembered, anew } = await reportsOf(own);
    if (remembered !== anew) names.push(name);
  }
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  return names;
}

test('with every look recorded, no change is missed', async () => {
  forgotten.kind = '';
  expect(await missed()).toEqual([]);
}, 120_000);

test.each(['text', 'entries', 'kind'])(
  'were looks of the kind %s not recorded, a change would be missed: the tests of changes can fail',
  async (kind) => {
    forgotten.kind = kind;
    expect(await missed()).not.toEqual([]);
  },
  120_000,
);
