import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { analyze, prepare } from '../../src/analyze.ts';
import type { Report } from '../../src/model/report.ts';
import { jsonReport } from '../../src/report/json.ts';
import { junitReport } from '../../src/report/junit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { DEFAULT_REPORT_OPTIONS } from '../../src/report/options.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { textReport } from '../../src/report/text.ts';
import { SourceFile } from '../../src/util/span.ts';
import type { Span } from '../../src/util/span.ts';
import { readJson } from '../../src/util/json.ts';
import { readYaml } from '../../src/util/yaml.ts';
import { FIXTURE_DAY } from '../support/day.ts';
import { damaged, damagedText, jsonOf, treeOf } from './damage.ts';
import type { Blow, Tree } from './damage.ts';

/** Damaged templates per property. `CASEMATE_FUZZ_TEMPLATES` names more folders of templates to start from, `:` between them. */
const RUNS = Number(process.env['CASEMATE_FUZZ_RUNS'] ?? 150);
const SEED = Number(process.env['CASEMATE_FUZZ_SEED'] ?? 20261122);
const MORE_TEMPLATES = (process.env['CASEMATE_FUZZ_TEMPLATES'] ?? '').split(':').filter((folder) => folder !== '');
/** Milliseconds in which any damaged template is judged, with a slow machine allowed for. */
const LONGEST = 20_000;
const LARGEST_TEMPLATE = 60_000;

// Code in Python stands in some of the templates.
await prepare();
const folder = mkdtempSync(join(tmpdir(), 'casemate-mutations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Original {
  readonly text: string;
  readonly tree: Tree;
}

function originals(): Original[] {
  const root = join(import.meta.dirname, '../..');
  const folders =
    MORE_TEMPLATES.length > 0
      ? MORE_TEMPLATES
      : ['src/checks', 'src/readers/sam/fixtures', 'fixtures/apps'].map((path) => join(root, path));
  return folders.flatMap((path) =>
    (readdirSync(path, { recursive: true }) as string[])
      .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !/node_modules|expected\.json$/.test(name))
      .toSorted()
      .flatMap((name) => original(join(path, name))),
  );
}

function original(path: string): Original[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > LARGEST_TEMPLATE) return [];
  const text = readFileSync(path, 'utf8');
  if (!/\bResources\b/.test(text)) return [];
  const source = new SourceFile(path, text);
  const read = path.endsWith('.json') ? readJson(source) : readYaml(source);
  return read.ok && read.node.kind === 'map' ? [{ text, tree: treeOf(read.node) }] : [];
}

/** Judges a text and holds the report to what every report keeps; a crash anywhere is thrown. */
function judge(name: string, text: string): void {
  rmSync(join(folder, 'template.json'), { force: true });
  rmSync(join(folder, 'template.yaml'), { force: true });
  writeFileSync(join(folder, name), text);
  const started = performance.now();
  const report = analyze(['.'], {
    cwd: folder,
    today: FIXTURE_DAY,
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: [],
    withEdits: true,
  });
  rendered(report);
  const took = performance.now() - started;
  if (took > LONGEST) throw new Error(`took ${Math.round(took)} ms`);
  for (const app of report.apps) {
    for (const finding of app.findings) {
      insideFile(finding.at);
      for (const { at } of finding.evidence) if (at !== undefined) insideFile(at);
      if (finding.suppressed?.at !== null && finding.suppressed !== null) insideFile(finding.suppressed.at);
    }
    for (const { at } of app.warnings) insideFile(at);
  }
  for (const problem of report.problems) {
    if (problem.message === '' || problem.advice === '') throw new Error(`a problem without words: ${JSON.stringify(problem)}`);
  }
  if (report.apps.length === 0 && report.problems.length === 0) throw new Error('neither an app nor a problem');
}

function insideFile({ source, start, end }: Span): void {
  if (start < 0 || end < start || end > source.text.length) throw new Error(`a place outside of ${source.path}: ${start} to ${end}`);
}

function rendered(report: Report): void {
  const text = textReport(report, { ...DEFAULT_REPORT_OPTIONS, width: 40 + (report.summary.fail % 3) * 40 });
  if (/[^\P{Cc}\n]/u.test(text)) throw new Error('a control character in the text report');
  JSON.parse(jsonReport(report));
  JSON.parse(sarifReport(report));
  markdownReport(report);
  // Characters that XML 1.0 refuses.
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(junitReport(report))) throw new Error('a character that XML refuses');
}

const templates = originals();
const blow: fc.Arbitrary<Blow> = fc.record({
  how: fc.nat(),
  at: fc.nat(),
  what: fc.nat(),
  text: fc.string({ unit: 'binary', maxLength: 12 }),
});
const parameters = { numRuns: RUNS, seed: SEED, endOnFailure: MORE_TEMPLATES.length > 0 };

test(
  'a template damaged anywhere gets a report with every place inside its file, in every format',
  { timeout: 60_000 + RUNS * 1000 },
  () => {
    expect(templates.length).toBeGreaterThan(100);
    const one = fc.nat({ max: templates.length - 1 });
    const property = fc.property(one, one, fc.array(blow, { minLength: 1, maxLength: 6 }), fc.boolean(), (first, second, blows, isYaml) => {
      const other = templates[second]!.tree;
      writeFileSync(join(folder, 'inner.json'), jsonOf(other));
      const json = jsonOf(damaged(templates[first]!.tree, blows, other));
      // JSON is YAML too; a YAML file may not begin with a brace to be read as such.
      judge(isYaml ? 'template.yaml' : 'template.json', isYaml ? `---\n${json}\n` : json);
    });
    fc.assert(property, parameters);
  },
);

test('a text damaged anywhere gets a report or a problem', { timeout: 60_000 + RUNS * 1000 }, () => {
  const one = fc.nat({ max: templates.length - 1 });
  const property = fc.property(one, fc.array(blow, { minLength: 1, maxLength: 3 }), fc.boolean(), (first, blows, isYaml) => {
    const { text, tree } = templates[first]!;
    judge(isYaml ? 'template.yaml' : 'template.json', blows.reduce(damagedText, isYaml ? text : jsonOf(tree)));
  });
  fc.assert(property, parameters);
});
