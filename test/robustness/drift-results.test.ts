import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { analyze, prepare } from '../../src/analyze.ts';
import type { Report } from '../../src/model/report.ts';
import { jsonReport } from '../../src/report/json.ts';
import { DEFAULT_REPORT_OPTIONS } from '../../src/report/options.ts';
import { textReport } from '../../src/report/text.ts';
import { readJson } from '../../src/util/json.ts';
import { SourceFile } from '../../src/util/span.ts';
import { FIXTURE_DAY } from '../support/day.ts';
import { damaged, damagedText, jsonOf, treeOf } from './damage.ts';
import type { Blow, Tree } from './damage.ts';

/** Damaged drift results per property. */
const RUNS = Number(process.env['CASEMATE_FUZZ_RUNS'] ?? 60);
const SEED = Number(process.env['CASEMATE_FUZZ_SEED'] ?? 20261122);

const scratch = mkdtempSync(join(tmpdir(), 'casemate-drift-results-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
await prepare();

const fixtures = ['bad-function', 'bad-group', 'bad-gone-alarm'].map((name) => {
  const folder = join(scratch, name);
  cpSync(join(import.meta.dirname, '../../src/checks/12-infrastructure-as-code/drift/fixtures', name), folder, { recursive: true });
  rmSync(join(folder, 'casemate.config.json'));
  return { folder, text: readFileSync(join(folder, 'drift.json'), 'utf8') };
});

function treeOfJson(text: string): Tree {
  const read = readJson(new SourceFile('drift.json', text));
  if (!read.ok) throw new Error(read.error.message);
  return treeOf(read.node);
}

/** The properties that a record holds as JSON in a text, damaged as well; what is damaged may be no JSON afterwards. */
function withInside(tree: Tree, blows: readonly Blow[]): void {
  if (tree.kind === 'list') for (const item of tree.items) withInside(item, blows);
  if (tree.kind !== 'map') return;
  for (const pair of tree.pairs) {
    const [key, value] = pair;
    if (value.kind !== 'scalar') withInside(value, blows);
    else if (/^(?:Expected|Actual)Properties$/.test(key)) {
      const inner = treeOfJson(JSON.parse(value.json) as string);
      pair[1] = { kind: 'scalar', json: JSON.stringify(jsonOf(damaged(inner, blows, inner))) };
    }
  }
}

function judged(folder: string, drift: string): Report {
  writeFileSync(join(folder, 'drift.json'), drift);
  const options = { cwd: folder, today: FIXTURE_DAY, config: null, baseline: null, parameters: {}, region: null, practices: [] };
  return analyze(['.'], { ...options, checks: ['drift'], drift: ['drift.json'] });
}

/** Every place is inside its file, every problem says what it is, and no control character reaches a terminal. */
function hold(report: Report): void {
  expect(report.apps).toHaveLength(1);
  for (const { at, evidence } of report.apps[0]!.findings) {
    for (const place of [at, ...evidence.map((one) => one.at)]) {
      if (place !== undefined) expect(place.start >= 0 && place.start <= place.end && place.end <= place.source.text.length).toBe(true);
    }
  }
  for (const { message, advice } of report.problems) expect(message === '' || advice === '').toBe(false);
  expect(textReport(report, DEFAULT_REPORT_OPTIONS)).not.toMatch(/[^\P{Cc}\n]/u);
  JSON.parse(jsonReport(report));
}

const blow: fc.Arbitrary<Blow> = fc.record({
  how: fc.nat(),
  at: fc.nat(),
  what: fc.nat(),
  text: fc.string({ unit: 'binary', maxLength: 12 }),
});
const blows = fc.array(blow, { minLength: 1, maxLength: 4 });
const parameters = { numRuns: RUNS, seed: SEED };
const limits = { timeout: 60_000 + RUNS * 1000 };

test('a drift result damaged anywhere gets a report or a problem', limits, () => {
  const property = fc.property(fc.nat({ max: fixtures.length - 1 }), blows, blows, (i, outside, inside) => {
    const { folder, text } = fixtures[i]!;
    const tree = treeOfJson(text);
    withInside(tree, inside);
    hold(judged(folder, jsonOf(damaged(tree, outside, tree))));
  });
  fc.assert(property, parameters);
});

test('properties damaged inside a drift result are judged', limits, () => {
  const property = fc.property(fc.nat({ max: fixtures.length - 1 }), blows, (i, inside) => {
    const { folder, text } = fixtures[i]!;
    const tree = treeOfJson(text);
    withInside(tree, inside);
    hold(judged(folder, jsonOf(tree)));
  });
  fc.assert(property, parameters);
});

test('the text of a drift result damaged anywhere gets a report or a problem', limits, () => {
  const property = fc.property(fc.nat({ max: fixtures.length - 1 }), blows, (i, strokes) => {
    const { folder, text } = fixtures[i]!;
    hold(judged(folder, strokes.reduce(damagedText, text)));
  });
  fc.assert(property, parameters);
});
