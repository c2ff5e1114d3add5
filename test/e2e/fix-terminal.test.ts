import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { MAIN, casemate } from './casemate.ts';

// Somebody at a terminal answers what `fix --interactive` asks: a terminal of its own is made by Python.
const ORDERS = resolve(import.meta.dirname, '../../examples/orders');
const TERMINAL = join(import.meta.dirname, 'at-terminal.py');
const python = spawnSync('python3', ['-c', 'import pty']).status === 0;
const why = python ? '' : ', skipped: there is no python3 that can make a terminal';
const PROMPT = 'for help: ';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function copyOfOrders(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-terminal-'));
  folders.push(folder);
  cpSync(ORDERS, folder, { recursive: true });
  originals.set(folder, { names: namesIn(ORDERS), text: text(ORDERS) });
  return folder;
}

/** The smallest app with two findings: quicker to ask about than a whole shop. */
const SHELF = `Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
  Index:
    Type: AWS::Logs::LogGroup
`;

function shelf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-terminal-'));
  folders.push(folder);
  writeFileSync(join(folder, 'template.yaml'), SHELF);
  originals.set(folder, { names: ['template.yaml'], text: SHELF });
  return folder;
}

interface Session {
  /** What stood on the terminal, without its control sequences. */
  readonly shown: string;
  /** The same with them. */
  readonly output: string;
  readonly code: number;
  /** Keys that nothing asked for. */
  readonly unanswered: number;
}

interface Terminal {
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `fix --interactive` and sends each of the keys when it asks. */
function session(folder: string, keys: readonly string[], args: readonly string[], terminal: Terminal = {}): Session {
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...clean } = process.env;
  const given = {
    command: [process.execPath, MAIN, 'fix', '--interactive', '--today', '2026-11-22', ...args],
    cwd: folder,
    columns: terminal.columns ?? 100,
    environment: { TERM: 'xterm', ...terminal.environment },
    talk: keys.map((key) => [PROMPT, key]),
  };
  const out = execFileSync('python3', [TERMINAL, JSON.stringify(given)], { env: clean, encoding: 'utf8', timeout: 90_000 });
  const session = JSON.parse(out) as Omit<Session, 'shown'>;
  return { ...session, shown: stripVTControlCharacters(session.output).replaceAll('\r', '') };
}

const originals = new Map<string, { readonly names: readonly string[]; readonly text: string }>();

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
}

/** Whether the template differs; nothing may lie beside the files. */
function isChanged(folder: string): boolean {
  const original = originals.get(folder)!;
  expect(namesIn(folder)).toEqual(original.names);
  return text(folder) !== original.text;
}

const text = (folder: string): string => readFileSync(join(folder, 'template.yaml'), 'utf8');
const TWO: readonly string[] = ['--check', 'key-rotation', '--check', 'log-retention'];

describe.skipIf(!python)(`fix --interactive at a terminal${why}`, { timeout: 120_000 }, () => {
  test('yes makes an edit, no leaves it', () => {
    const folder = copyOfOrders();
    const { shown, code, unanswered } = session(folder, ['y\r', 'n\r'], TWO);
    expect(unanswered).toBe(0);
    expect(code).toBe(1);
    expect(shown).toContain('1/2 Rotate DataKey every year\n');
    expect(shown).toContain('+      EnableKeyRotation: true\n');
    expect(shown).toContain('1 fixed and verified');
    expect(text(folder)).toContain('EnableKeyRotation: true');
    expect(text(folder)).not.toContain('RetentionInDays: 90');
  });

  test('all makes the rest without asking, and what is typed ahead counts', () => {
    const all = shelf();
    expect(session(all, ['a\r'], TWO).unanswered).toBe(0);
    const ahead = shelf();
    expect(session(ahead, ['yes\ryes\r'], TWO).unanswered).toBe(0);
    expect(text(ahead)).toBe(text(all));
    expect(text(all)).toContain('EnableKeyRotation: true');
    expect(text(all)).toContain('RetentionInDays: 90');
  });

  test('quit makes those said yes to', () => {
    const folder = shelf();
    session(folder, ['n\r', 'q\r'], TWO);
    expect(isChanged(folder)).toBe(false);
    session(folder, ['y\r', 'quit\r'], TWO);
    expect(text(folder)).toContain('EnableKeyRotation: true');
    expect(text(folder)).not.toContain('RetentionInDays: 90');
  });

  test('anything else, an empty line too, decides nothing and is told what can be said', () => {
    const folder = shelf();
    const { shown, unanswered } = session(folder, ['\r', 'yikes\r', '?\r', 'n\r', 'n\r'], TWO);
    expect(unanswered).toBe(0);
    expect(shown.match(/y {2}make it\n/g)).toHaveLength(3);
    expect(isChanged(folder)).toBe(false);
  });

  test.each([
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 2],
  ])('%s changes nothing, not even what was said yes to', (_, key, code) => {
    const folder = copyOfOrders();
    const run = session(folder, ['y\r', key], TWO);
    expect(run.code).toBe(code);
    expect(run.shown).toContain('not all was answered, so no file was changed\n');
    expect(isChanged(folder)).toBe(false);
  });

  test('a narrow terminal, and one without colours', () => {
    const { shown, output } = session(shelf(), ['n\r', 'n\r'], [...TWO, '--quiet'], { columns: 44, environment: { NO_COLOR: '1' } });
    expect(output).not.toMatch(/\u001B\[\d*m/);
    const words = shown.split('\n').filter((line) => !/^[-+@ ]/.test(line) && !line.includes(PROMPT.trim()));
    for (const line of words) expect(line.length).toBeLessThanOrEqual(44);
    const coloured = session(shelf(), ['n\r', 'n\r'], TWO);
    expect(coloured.output).toContain('\u001B[32m+      EnableKeyRotation: true\u001B[39m');
  });

  test('with --diff the chosen edits are shown and nothing is written', () => {
    const folder = shelf();
    const { shown } = session(folder, ['n\r', 'y\r'], [...TWO, '--diff', '--quiet']);
    const diff = shown.slice(shown.lastIndexOf('--- a/template.yaml'));
    expect(diff).toContain('+      RetentionInDays: 90\n');
    expect(diff).not.toContain('EnableKeyRotation');
    expect(isChanged(folder)).toBe(false);
  });

  test('nothing is asked about files that could not be edited after all', () => {
    const folder = shelf();
    const git = (...args: readonly string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@shop.example', ...args], { cwd: folder, stdio: 'ignore' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'Shop');
    writeFileSync(join(folder, 'template.yaml'), `${text(folder)}# a thought\n`);
    const { shown, code } = session(folder, [], TWO);
    expect(code).toBe(2);
    expect(shown).toContain('template.yaml has changes that git does not hold yet');
    expect(shown).not.toContain(PROMPT);
  });
});

test('without a terminal nobody is asked, and that is said at once', () => {
  const folder = shelf();
  const { code, stderr } = casemate(['fix', '--interactive'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain('--interactive asks at a terminal');
  expect(isChanged(folder)).toBe(false);
});
