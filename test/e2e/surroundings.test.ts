import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { APPS, MAIN, ONE_CHECK, casemate } from './casemate.ts';

const folder = mkdtempSync(join(tmpdir(), 'casemate-surroundings-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a line of shell with `$casemate` as the command. */
function shell(line: string): { code: number | null; stdout: string; stderr: string } {
  const environment = { ...process.env, casemate: `${process.execPath} ${MAIN}` };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: APPS, env: environment, encoding: 'utf8', timeout: 30_000 });
  return { code: status, stdout, stderr };
}

describe('the surroundings change no verdict', () => {
  const plain = casemate(['check', 'photos', ...ONE_CHECK, '--format', 'json', '--today', '2026-11-22']);
  test.each([
    ['without a home', 'env -u HOME'],
    ['with a home that is not there', 'HOME=/nonexistent/home'],
    ['with a home where nothing can be made', 'HOME=/proc/home'],
    ['with a cache folder that is a file', 'XDG_CACHE_HOME=/dev/null'],
    ['in the C locale', 'LC_ALL=C'],
    ['on a dumb terminal', 'TERM=dumb'],
    ['with an empty environment', 'env -i'],
  ])('%s', (_what, before) => {
    const run = shell(`${before} $casemate check photos ${ONE_CHECK.join(' ')} --format json --today 2026-11-22`);
    expect(run).toEqual(plain);
  });
});

test('a folder that was deleted meanwhile is said, with exit code 2', () => {
  const gone = join(folder, 'gone');
  mkdirSync(gone);
  const { code, stderr } = shell(`cd '${gone}' && rmdir '${gone}' && $casemate check`);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'casemate: the current folder does not exist any more\n  Change to a folder that does.\n',
  });
});

test.each(['check photos', 'fix photos --diff', 'policy photos', 'expand photos/template.yaml', 'explain', '--help', 'check --help'])(
  'a reader that leaves early is no error: casemate %s',
  (command) => {
    const { stderr } = shell(`{ $casemate ${command}; echo "exit $?" >&2; } | head -c 1 > /dev/null`);
    expect(stderr.replace(/^(?!exit).*\n/gm, '')).toMatch(/^exit [01]\n$/);
    expect(stderr).not.toMatch(/EPIPE|bug/);
  },
);

test('closed standard streams are no bug', () => {
  for (const closed of ['<&-', '>&-', '2>&-']) expect(shell(`$casemate check photos ${closed}`).code).not.toBe(3);
});

test('asking about each edit needs a terminal', () => {
  const { code, stderr } = casemate(['fix', 'photos', '--interactive']);
  expect(code).toBe(2);
  expect(stderr).toContain('--interactive asks at a terminal');
});

describe('folders with odd names', () => {
  const names = ['with space', `it's "quoted"`, 'ümläut', 'new\nline', 'esc\u001B[31mred', '$(touch pwned)', '-dash', '%41#?&<b>'];
  const odd = join(folder, 'odd');
  for (const name of names) cpSync(join(APPS, 'photos'), join(odd, name), { recursive: true });

  test.each(['text', 'json', 'sarif', 'markdown', 'junit', 'html'])('are checked, and nothing in them acts: %s', (format) => {
    const { code, stdout, stderr } = casemate(['check', '.', ...ONE_CHECK, '--format', format], { cwd: odd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(existsSync(join(odd, 'pwned'))).toBe(false);
  });
  test.each(names)('%j can be named, and fixed in place', (name) => {
    const path = join(odd, name);
    expect(casemate(['check', ...ONE_CHECK, '--', name], { cwd: odd }).stderr).toBe('');
    expect(casemate(['fix', ...ONE_CHECK, '--', name], { cwd: odd }).code).not.toBe(3);
    expect(readFileSync(join(path, 'template.yaml'), 'utf8')).toContain('PublicAccessBlockConfiguration');
  });
});

test('a template whose name would drive the terminal is named by marks', () => {
  const app = join(folder, 'evil');
  mkdirSync(app);
  cpSync(join(APPS, 'photos', 'template.yaml'), join(app, 'ev\u001B]0;owned\u0007.yaml'));
  for (const command of [['check'], ['fix', '--diff'], ['policy']]) {
    const { stdout, stderr } = casemate(command, { cwd: app });
    expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
  }
});

test('forty columns are enough', () => {
  const { code, stdout } = casemate(['check', 'photos'], { environment: { COLUMNS: '40' } });
  expect(code).toBe(1);
  const words = stdout.split('\n').filter((line) => line.length > 40 && line.trim().includes(' ') && !line.includes('│'));
  // A place, a command or a name stays in one piece, so that it can be copied.
  expect(words.filter((line) => !/photos\/|casemate |AWS::|\d+ pass|· \w+$/.test(line))).toEqual([]);
});

test('a parameter that no template declares is said', () => {
  const { stdout } = casemate(['check', 'photos', ...ONE_CHECK, '--parameter', 'Stgae=prod']);
  expect(stdout).toContain('the template has no parameter Stgae, which was given');
});

test('a missing baseline says how to write one', () => {
  const { code, stdout } = casemate(['check', 'photos', ...ONE_CHECK, '--baseline', join(folder, 'none.json')]);
  expect(code).toBe(2);
  expect(stdout).toContain('--write-baseline FILE');
});

test('an output that is a folder, or a file in none, leaves nothing behind', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const path of [folder, join(folder, 'none', 'x'), join(folder, 'file', 'x')]) {
    for (const command of [
      ['check', 'photos'],
      ['policy', 'photos'],
      ['expand', 'photos/template.yaml'],
    ]) {
      const { code, stderr } = casemate([...command, '--output', path]);
      expect({
        code,
        says: /^casemate: cannot write .*: (?:it is a folder|its folder (?:does not exist|is a file))\n$/.test(stderr),
      }).toEqual({
        code: 2,
        says: true,
      });
    }
  }
});
