import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/readers/config.ts';
import { CHECKS } from '../../src/checks/index.ts';
import { ROOT } from './project.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The code blocks of a page in one language. */
function blocks(page: string, language: string): string[] {
  return [...textOf(page).matchAll(new RegExp(String.raw`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);
}

const program = createProgram(() => {});

/** What a line `casemate check --format json` names that does not exist. */
function unknownWords(line: string): string[] {
  const [name = '', ...words] = line.split(/\s+/).slice(1);
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return name.startsWith('--') ? [] : [name];
  const known = command.options.flatMap(({ long, short }) => [long, short]);
  const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/[=.,;)].*$/, ''));
  const at = words.indexOf('--check');
  const checks = at < 0 ? [] : [words[at + 1] ?? ''].filter((id) => !/^(?:ID|X)$/.test(id) && CHECKS.every((check) => check.id !== id));
  return [...options.filter((option) => !known.includes(option) && option !== '--help'), ...checks];
}

describe.each(PAGES)('%s', (page) => {
  test('names commands, options and checks that exist', () => {
    const lines = [...textOf(page).matchAll(/(?<=`|^|npx |entry: |- )casemate [a-z-][^`#\n|]*/gm)].map((match) => match[0].trim());
    const commands = lines.filter((line) => /^casemate (?:check|fix|policy|expand|explain|--)/.test(line));
    expect(commands.map((line) => ({ line, unknown: unknownWords(line) })).filter(({ unknown }) => unknown.length > 0)).toEqual([]);
  });
  test('links to files and headings that are there', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1]!);
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const target = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
      return !existsSync(target) || (heading !== undefined && !headings(readFileSync(target, 'utf8')).includes(heading));
    });
    expect(broken).toEqual([]);
  });
});

/** The anchors that GitHub gives to headings. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\d _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('the config of docs/configuration.md is valid', () => {
  const [config] = blocks('docs/configuration.md', 'json');
  expect(readConfig('casemate.config.json', config!).problems).toEqual([]);
});

test('the workflows of docs/ci.md are YAML, pin their actions, and put nothing of a pull request into a shell', () => {
  const workflows = blocks('docs/ci.md', 'yaml');
  expect(workflows.length).toBeGreaterThan(3);
  for (const workflow of workflows) {
    expect(() => parse(workflow) as unknown).not.toThrow();
    const actions = [...workflow.matchAll(/uses: (\S+)/g)].map((match) => match[1]!);
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(workflow).not.toContain('${{');
  }
});

test('actions of docs/ci.md are those of our own workflows', () => {
  const own = readdirSync(join(ROOT, '.github/workflows'))
    .map((name) => textOf(`.github/workflows/${name}`))
    .join('\n');
  const actions = [...textOf('docs/ci.md').matchAll(/uses: ([^@\s]+)@([0-9a-f]{40})/g)];
  const shas = actions.map((match) => match[2]!);
  expect(shas.filter((sha) => !own.includes(sha))).toEqual([]);
});

test('every figure of the comparison is one of the measured ones', () => {
  const measured = textOf('bench/RESULTS.md') + textOf('bench/PRECISION.md');
  const figures = [...textOf('docs/comparison.md').matchAll(/\d[\d.]* (?:%|s)(?: \(\d+\/\d+\))?/g)].map((match) => match[0]);
  expect(figures.length).toBeGreaterThan(15);
  expect(figures.filter((figure) => !measured.includes(figure))).toEqual([]);
});

test('the figures of the README follow from the measured ones', () => {
  const measured = textOf('bench/RESULTS.md');
  const readme = textOf('README.md');
  const many = measured.slice(measured.indexOf('## Many templates'));
  const secondsOf = (tool: string): string => Number(new RegExp(String.raw`^\| ${tool}[^|]* \| ([\d.]+) s`, 'm').exec(many)![1]).toFixed(1);
  const [own, lint, checkov] = [secondsOf('casemate'), secondsOf('cfn-lint'), secondsOf('checkov')];
  expect(readme).toMatch(new RegExp(String.raw`\| 500 templates +\| ${own} s +\| ${checkov} s +\| ${lint} s`));
  // Both draws together: casemate at its first run, then the other tool.
  const sum = (row: RegExp, column: number): [number, number] => {
    const cells = [...measured.matchAll(row)].map((match) => match[column]!.split('/').map(Number) as [number, number]);
    return [cells[0]![0] + cells[1]![0], cells[0]![1] + cells[1]![1]];
  };
  const found = /^\| operations, recall \|[^(]*\((\d+\/\d+)\).*\((\d+\/\d+)\) \|$/gm;
  const bound = /^\| needs granted on exactly the right resource \|[^(]*\((\d+\/\d+)\).*\((\d+\/\d+)\) \|$/gm;
  expect(sum(found, 1)).toEqual([104, 104]);
  const [others, all] = sum(found, 2);
  const [right, needs] = sum(bound, 1);
  expect(readme).toContain(`found all ${all} operations, IAM Policy Autopilot ${others} (${Math.round((others / all) * 100)} %)`);
  expect(readme).toContain(`${right} of ${needs} needs were granted on exactly the right resource, against ${sum(bound, 2)[0]}.`);
});

describe('the examples of docs/library.md', () => {
  const examples = blocks('docs/library.md', 'ts').filter((code) => !code.includes('vitest'));
  test.each(examples)('run as they stand: %#', (code) => {
    const folder = mkdtempSync(join(tmpdir(), 'casemate-docs-'));
    symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
    const entries = { casemate: 'src/index.ts', 'casemate/sam': 'src/readers/sam/index.ts' };
    let source = code;
    for (const [name, path] of Object.entries(entries)) source = source.replace(`'${name}'`, `'${new URL(path, `file://${ROOT}/`).href}'`);
    writeFileSync(join(folder, 'example.ts'), source);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const run = spawnSync(process.execPath, ['example.ts'], { cwd: folder, encoding: 'utf8', timeout: 30_000 });
    rmSync(folder, { recursive: true });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/resource-policy-public: OrderEventsPolicy|^0 \{"/);
  });
});
