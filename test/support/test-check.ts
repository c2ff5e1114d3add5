import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze, prepare } from '../../src/analyze.ts';
import type { AppReport, Finding, Report } from '../../src/model/report.ts';
import { CHECKS } from '../../src/checks/index.ts';
import { FIXTURE_DAY } from './day.ts';
import { fixtureDiff } from './fixed.ts';

// Fixtures hold source code too.
await prepare();

/** One line of `expected.json`. */
interface Expected {
  readonly subject: string;
  readonly code: string;
  readonly line: number;
  readonly column?: number;
  readonly severity?: string;
  readonly when?: string;
  readonly alsoSubjects?: readonly string[];
}

/** Judges a fixture folder with every check, as `casemate check` would. */
export function judgeFixture(folder: string): Report {
  return analyze(['.'], {
    cwd: folder,
    today: FIXTURE_DAY,
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: [],
  });
}

/** Runs the fixtures of one check folder as tests: bad ones fail where expected, good ones pass, unknown ones say so. */
export function testCheck(folder: string): void {
  const id = basename(folder);
  const check = CHECKS.find((one) => one.id === id);
  const fixtures = readdirSync(join(folder, 'fixtures')).toSorted();
  describe(id, () => {
    test('is registered under its folder name and says why it matters', () => {
      expect(check?.id).toBe(id);
      expect(readFileSync(join(folder, 'why.md'), 'utf8').trim().length).toBeGreaterThan(100);
    });
    test('has a bad and a good fixture', () => {
      expect(fixtures.some((name) => name.startsWith('bad-'))).toBe(true);
      expect(fixtures.some((name) => name.startsWith('good-'))).toBe(true);
    });
    for (const name of fixtures) test(`fixture ${name}`, () => judge(id, join(folder, 'fixtures', name), name));
    for (const name of fixtures.filter((one) => one.startsWith('bad-'))) {
      test(`fixture ${name} is mended as its diff says`, () => expectMended(id, join(folder, 'fixtures', name)));
    }
    for (const { safety } of check?.fix === undefined ? [] : [check.fix]) {
      test(`has a fixture that its ${safety} fix mends`, () => {
        expect(fixtures.some((name) => existsSync(join(folder, 'fixtures', name, 'fixed.diff')))).toBe(true);
      });
    }
  });
}

function judge(id: string, folder: string, name: string): void {
  const report = judgeFixture(folder);
  // What cannot be deployed at all is also a problem of the run.
  if (id !== 'template-broken') expect(report.problems).toEqual([]);
  const findings = report.apps.flatMap((app) => app.findings.filter((finding) => finding.check === id));
  const verdicts = report.apps.flatMap((app: AppReport) => app.verdicts.filter((row) => row.check === id).map((row) => row.verdict));
  const fails = findings.filter((finding) => finding.verdict === 'fail' && finding.suppressed === null);
  if (name.startsWith('bad-')) {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[];
    expect(fails.map((finding, i) => shown(finding, expected[i]))).toEqual(expected);
    for (const finding of fails) expect(finding.message, 'every hole of the message is filled').not.toMatch(/(?<!\$)\{\w+\}/);
  } else if (name.startsWith('good-')) {
    expect(fails.map((finding) => finding.message)).toEqual([]);
    expect(verdicts).toContain('pass');
    expect(verdicts).not.toContain('unknown');
  } else if (name.startsWith('unknown-')) {
    expect(fails.map((finding) => finding.message)).toEqual([]);
    expect(verdicts).toContain('unknown');
  } else if (name.startsWith('na-')) {
    expect(verdicts.filter((verdict) => verdict !== 'not-applicable')).toEqual([]);
    expect(fails).toEqual([]);
  } else {
    throw new Error(`${name}: a fixture begins with bad-, good-, unknown- or na-`);
  }
  expect(existsSync(join(folder, 'expected.json'))).toBe(name.startsWith('bad-'));
}

/** The edits are those of `fixed.diff`; every finding that has one is gone with it, and there is nothing more to do. */
function expectMended(id: string, folder: string): void {
  const { diff, rejected, run } = fixtureDiff(folder, id);
  const path = join(folder, 'fixed.diff');
  expect(rejected).toEqual([]);
  expect(diff).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  const left = run.after.apps.flatMap((app) => app.findings).filter((one) => one.check === id && one.suppressed === null);
  expect(left.filter((one) => one.fix !== null && one.fix.safety !== 'advice').map((one) => one.message)).toEqual([]);
}

/** The finding in the terms its expectation uses. */
function shown(finding: Finding, expected: Expected | undefined): Expected {
  const { line, column } = finding.at.source.position(finding.at.start);
  return {
    subject: finding.subject,
    code: finding.code,
    line,
    ...(expected?.column === undefined ? {} : { column }),
    ...(expected?.severity === undefined ? {} : { severity: finding.severity }),
    ...(expected?.when === undefined && finding.when === null ? {} : { when: finding.when ?? '' }),
    ...(finding.alsoSubjects.length === 0 ? {} : { alsoSubjects: finding.alsoSubjects }),
  };
}
