import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { APPS, MAIN, ONE_CHECK, casemate } from './casemate.ts';

const ESC = '\u001B[';
const folder = mkdtempSync(join(tmpdir(), 'casemate-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the exit code', () => {
  test('is 0 for an app in which nothing fails', () => {
    const { code, stdout, stderr } = casemate(['check', 'album', ...ONE_CHECK]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Nothing fails: 1 verdict passes');
  });
  test('is 1 for a finding at the threshold, and 0 above it', () => {
    expect(casemate(['check', 'photos', ...ONE_CHECK, '--fail-on', 'medium']).code).toBe(1);
    expect(casemate(['check', 'photos', ...ONE_CHECK, '--fail-on', 'low']).code).toBe(1);
    expect(casemate(['check', 'photos', ...ONE_CHECK]).code).toBe(0);
    expect(casemate(['check', 'photos', ...ONE_CHECK, '--fail-on', 'critical']).code).toBe(0);
    expect(casemate(['check', 'photos', ...ONE_CHECK, '--fail-on', 'never']).code).toBe(0);
  });
  test('is 0 for an unknown, and 1 when unknowns count', () => {
    const args = ['check', 'shared-settings', ...ONE_CHECK, '--fail-on', 'medium'];
    expect(casemate(args).code).toBe(0);
    expect(casemate([...args, '--strict']).code).toBe(1);
  });
  test('follows the threshold of the config file, unless the command line says otherwise', () => {
    const config = join(folder, 'casemate.config.json');
    writeFileSync(config, '{"failOn": "low"}');
    const args = ['check', 'photos', ...ONE_CHECK, '--config', config];
    expect(casemate(args).code).toBe(1);
    expect(casemate([...args, '--fail-on', 'high']).code).toBe(0);
    rmSync(config);
  });
  test('is 2 for a config file that says something unknown', () => {
    const config = join(folder, 'casemate.config.json');
    writeFileSync(config, '{"failOm": "low"}');
    const { code, stdout } = casemate(['check', 'photos', ...ONE_CHECK, '--config', config]);
    rmSync(config);
    expect(code).toBe(2);
    expect(stdout).toContain('failOm');
  });
  test('is 2 for a path that is not there, and the other paths are checked', () => {
    const { code, stdout } = casemate(['check', 'nowhere', 'photos', ...ONE_CHECK, '--fail-on', 'medium']);
    expect(code).toBe(2);
    expect(stdout).toContain('nowhere');
    expect(stdout).toContain('Thumbnails declares no public access block');
  });
});

describe('the text', () => {
  test('names the place, shows the line, and says what to do', () => {
    const { stdout } = casemate(['check', 'photos', ...ONE_CHECK]);
    expect(stdout).toContain('photos/template.yaml:11:9');
    expect(stdout).toMatch(/11 │ +BlockPublicPolicy: false\n +│ +\^+/);
    expect(stdout).toContain('fix: Block public access to Thumbnails (safe)');
    expect(stdout).toContain('casemate explain bucket-public-access');
  });
  test('from within the app names the same places from there', () => {
    expect(casemate(['check', ...ONE_CHECK], { cwd: join(APPS, 'photos') }).stdout).toContain(' template.yaml:11:9');
  });
  test('has colours only when asked for', () => {
    const args = ['check', 'photos', ...ONE_CHECK];
    expect(casemate(args).stdout).not.toContain(ESC);
    expect(casemate(args, { environment: { FORCE_COLOR: '1' } }).stdout).toContain(ESC);
    expect(casemate(args, { environment: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(ESC);
    expect(casemate([...args, '--no-color'], { environment: { FORCE_COLOR: '1' } }).stdout).not.toContain(ESC);
  });
  test('is nothing for a clean app under --quiet', () => {
    expect(casemate(['check', 'album', ...ONE_CHECK, '--quiet']).stdout).toBe('');
  });
  test('is as wide as COLUMNS says', () => {
    const { stdout } = casemate(['check', 'photos', ...ONE_CHECK], { environment: { COLUMNS: '70' } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(70);
  });
});

describe('the formats', () => {
  const both = ['check', 'photos', 'album', ...ONE_CHECK];
  test('json: every app with its verdicts and findings', () => {
    const report = JSON.parse(casemate([...both, '--format', 'json', '--today', '2026-11-22']).stdout) as {
      schema: string;
      today: string;
      apps: { root: string; findings: { check: string; at: { file: string; line: number } }[] }[];
      summary: { pass: number; fail: number };
    };
    expect(report).toMatchObject({ schema: 'casemate/report@1', today: '2026-11-22', summary: { pass: 1, fail: 2 } });
    expect(report.apps.map((app) => app.root)).toEqual(['photos', 'album']);
    expect(report.apps[0]?.findings.map((finding) => `${finding.at.file}:${finding.at.line}`)).toEqual([
      'template.yaml:11',
      'template.yaml:15',
    ]);
  });
  test('sarif: results at the lines', () => {
    const log = JSON.parse(casemate([...both, '--format', 'sarif']).stdout) as { runs: [{ results: { ruleId: string }[] }] };
    expect(log.runs[0].results.map((result) => result.ruleId)).toEqual(['bucket-public-access', 'bucket-public-access']);
  });
  test('markdown: a comment with the findings folded', () => {
    const { stdout } = casemate([...both, '--format', 'markdown']);
    expect(stdout).toContain('## casemate: 2 findings: 1 medium, 1 low');
    expect(stdout.split('<details>').length).toBeGreaterThan(2);
  });
  test('junit: a suite for each app', () => {
    const { stdout } = casemate([...both, '--format', 'junit']);
    expect(stdout).toContain('<testsuites name="casemate" tests="3" failures="2" errors="0"');
    expect(stdout).toContain('<testsuite name="album"');
  });
  test('the same files give the same report', () => {
    const args = [...both, '--format', 'json', '--today', '2026-11-22'];
    expect(casemate(args).stdout).toBe(casemate(args).stdout);
  });
});

describe('--output', () => {
  test('writes the whole report and prints nothing', () => {
    const path = join(folder, 'report.json');
    const { code, stdout } = casemate(['check', 'album', ...ONE_CHECK, '--format', 'json', '--output', path]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect((JSON.parse(readFileSync(path, 'utf8')) as { schema: string }).schema).toBe('casemate/report@1');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
  test('never colours a file', () => {
    const path = join(folder, 'report.txt');
    casemate(['check', 'photos', ...ONE_CHECK, '--output', path], { environment: { FORCE_COLOR: '1' } });
    expect(readFileSync(path, 'utf8')).not.toContain(ESC);
  });
  test('that cannot be written is exit code 2', () => {
    const { code, stderr } = casemate(['check', 'album', '--output', join(folder, 'nowhere/report.txt')]);
    expect(code).toBe(2);
    expect(stderr).toContain('its folder does not exist');
  });
});

describe('a baseline', () => {
  test('accepts what was there when it was written, and nothing else', () => {
    const path = join(folder, 'baseline.json');
    const written = casemate(['check', 'photos', ...ONE_CHECK, '--write-baseline', path]);
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('2 findings listed');
    const again = casemate(['check', 'photos', ...ONE_CHECK, '--fail-on', 'low', '--baseline', path]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('2 findings accepted');
  });
  test('that is none is exit code 2', () => {
    const { code, stdout } = casemate(['check', 'album', ...ONE_CHECK, '--baseline', 'album/template.yaml']);
    expect(code).toBe(2);
    expect(stdout).toContain('is not a baseline file');
  });
});

test('only the practices asked for are judged', () => {
  const report = JSON.parse(casemate(['check', 'photos', '--practice', '8', '--format', 'json']).stdout) as {
    apps: { findings: { practice: number }[]; verdicts: { check: string }[] }[];
  };
  expect(report.apps[0]?.verdicts.filter((verdict) => verdict.check === 'bucket-public-access')).toEqual([]);
});

test('a reader that closes the pipe early is no error', () => {
  const command = `{ "${process.execPath}" "${MAIN}" check photos --format json; echo "exit $?" >&2; } | head -c 1`;
  const { stderr } = spawnSync('bash', ['-c', command], { cwd: APPS, encoding: 'utf8' });
  expect(stderr).toMatch(/^exit [01]\n$/);
});

test.runIf(existsSync('/dev/full'))('a full disk behind the output is said, with exit code 2', () => {
  const run = spawnSync('bash', ['-c', `"${process.execPath}" "${MAIN}" check photos > /dev/full`], { cwd: APPS, encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('cannot write the output');
});

test('a bug ends with exit code 3 and with what to report, without the app or its path', () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, "Array.prototype.toSorted = () => { throw new TypeError('no more words'); };");
  const { code, stdout, stderr } = casemate(['check', 'photos', '--format', 'json'], {
    environment: { NODE_OPTIONS: `--import=${broken}` },
  });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('this is a bug in casemate');
  expect(stderr).toContain('command: casemate check … --format …');
  expect(stderr).toContain('TypeError: no more words');
  expect(stderr).not.toContain('photos');
});
