import { expect, test } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import { casemate } from './casemate.ts';

test('alone it lists every check under its practice', () => {
  const { code, stdout } = casemate(['explain']);
  expect(code).toBe(0);
  for (const check of CHECKS) expect(stdout).toContain(`  ${check.id} `);
});

test.each(CHECKS.map((check) => [check.id, check] as const))('%s is explained with what to do and its sources', (id, check) => {
  const { code, stdout } = casemate(['explain', id]);
  expect(code).toBe(0);
  expect(stdout.startsWith(`${id}\n`)).toBe(true);
  expect(stdout).toContain(check.severity);
  expect(stdout).toContain('What to do');
  expect(stdout).not.toMatch(/^Passes$/m);
  for (const source of check.sources) expect(stdout).toContain(source);
});
