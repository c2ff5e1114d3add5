import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze, prepare } from '../../src/analyze.ts';
import { jsonReport } from '../../src/report/json.ts';
import { APPS, casemate } from './casemate.ts';

let folder = '';

/** So many copies of the small apps, and files that cannot be read among them, that the templates are shared out. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casemate-threads-'));
  for (let i = 10; i < 50; i++) {
    cpSync(APPS, join(folder, `copy-${i}`), { recursive: true });
    writeFileSync(join(folder, `copy-${i}`, 'template.yaml'), i % 2 === 0 ? 'Resources: [\n' : 'Resources:\n  Orders: {}\n');
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('many apps are reported as one thread reports them, in the same order', async () => {
  await prepare();
  const options = {
    cwd: folder,
    today: '2026-09-01',
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: [],
  };
  const expected = jsonReport(analyze(['.'], options));
  const { stdout, stderr, code } = casemate(['check', '.', '--format', 'json', '--today', '2026-09-01'], { cwd: folder });
  expect(stderr).toBe('');
  expect(code).toBe(2);
  expect(stdout).toBe(expected);
}, 60_000);

test('what is thrown in a thread is a bug like any other', () => {
  const fault = join(folder, 'fault.cjs');
  writeFileSync(
    fault,
    `if (!require('node:worker_threads').isMainThread) {
      const { add } = Atomics;
      Atomics.add = (...args) => { if (add(...args) >= 0) throw new TypeError('a fault in a thread'); };
    } else {
      // The main thread leaves something to the others.
      const { add } = Atomics;
      Atomics.add = (...args) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); return add(...args); };
    }`,
  );
  const { stderr, stdout, code } = casemate(['check', '.'], { cwd: folder, environment: { NODE_OPTIONS: `--require ${fault}` } });
  expect(code).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('this is a bug in casemate');
  expect(stderr).toContain('TypeError: a fault in a thread');
  expect(stderr).toContain('command: casemate check …');
}, 60_000);

test('a run with threads leaves the compiled code that a run without has kept, and that stays valid', () => {
  const cache = mkdtempSync(join(tmpdir(), 'casemate-threads-cache-'));
  const environment = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
  const kept = (): number[] => {
    const files = readdirSync(join(cache, 'casemate')).filter((name) => name.includes('judging.cjs'));
    return files.map((name) => statSync(join(cache, 'casemate', name)).mtimeMs);
  };
  try {
    casemate(['check', APPS, '--no-cache'], { environment });
    const before = kept();
    expect(before).toHaveLength(1);
    casemate(['check', '.', '--no-cache'], { cwd: folder, environment });
    expect(kept()).toEqual(before);
    // What V8 does not take is compiled and kept anew.
    casemate(['check', APPS, '--no-cache'], { environment });
    expect(kept()).toEqual(before);
  } finally {
    rmSync(cache, { recursive: true });
  }
}, 60_000);
