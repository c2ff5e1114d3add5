import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casemate } from './casemate.ts';
import type { Run } from './casemate.ts';

const fixture = fileURLToPath(new URL('../../src/checks/12-infrastructure-as-code/drift/fixtures/bad-function', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'casemate-drift-'));
beforeAll(() => {
  cpSync(fixture, folder, { recursive: true });
  rmSync(join(folder, 'casemate.config.json'));
  writeFileSync(join(folder, 'other.json'), JSON.stringify({ Stacks: [] }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function check(...more: readonly string[]): Run {
  return casemate(['check', '.', '--check', 'drift', '--today', '2026-11-22', ...more], { cwd: folder });
}

describe('casemate check --drift', () => {
  test('says which protection is gone, where it is live and where it is written', () => {
    const { code, stdout } = check('--drift', 'drift.json');
    expect(code).toBe(1);
    expect(stdout).toContain('SavePhoto is not live as its template says');
    expect(stdout).toContain('live, tracing-off fails');
    expect(stdout).toMatch(/7 │ +Tracing: Active/);
    expect(stdout).toContain('drift.json:14:36');
  });
  test('says nothing fails where no result was given', () => {
    const { code, stdout } = check();
    expect({ code, isSilent: !stdout.includes('SavePhoto') }).toEqual({ code: 0, isSilent: true });
  });
  test('says what is wrong with a file that is no result, and judges the app', () => {
    const { code, stdout } = check('--drift', 'other.json', '--drift', 'nowhere.json', '--drift', 'drift.json');
    expect(code).toBe(2);
    expect(stdout).toContain('has no StackResourceDrifts, so it is no drift result');
    expect(stdout).toContain('nowhere.json');
    expect(stdout).toContain('live, tracing-off fails');
  });
  test('tells every report of it', () => {
    for (const format of ['json', 'sarif', 'markdown', 'junit']) {
      const { code, stdout } = check('--drift', 'drift.json', '--format', format);
      expect({ format, code, isTold: stdout.includes('tracing-off') }).toEqual({ format, code: 1, isTold: true });
    }
  });
});

test('a result that was saved anew is judged anew, though the template is the same', () => {
  const drift = join(folder, 'saved.json');
  const text = readFileSync(join(folder, 'drift.json'), 'utf8');
  const environment = { XDG_CACHE_HOME: join(folder, 'cache') };
  const gone = (): boolean =>
    casemate(['check', '.', '--check', 'drift', '--today', '2026-11-22', '--drift', 'saved.json'], {
      cwd: folder,
      environment,
    }).stdout.includes('live, tracing-off fails');
  writeFileSync(drift, text);
  const before = [gone(), gone()];
  writeFileSync(drift, text.replaceAll('PassThrough', 'Active'));
  expect({ before, after: [gone(), gone()] }).toEqual({ before: [true, true], after: [false, false] });
});

test('casemate fix leaves what is deployed alone', () => {
  writeFileSync(join(folder, 'casemate.config.json'), JSON.stringify({ stacks: { 'template.yaml': { drift: ['drift.json'] } } }));
  expect(check().stdout).toContain('live, tracing-off fails');
  const { stdout } = casemate(['fix', '.', '--diff', '--check', 'drift'], { cwd: folder });
  expect(stdout).not.toContain('drift.json');
});
