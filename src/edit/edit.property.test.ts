import { expect, test } from 'vitest';
import { readJson } from '../util/json.ts';
import { SourceFile } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import { Chance } from './testing/chance.ts';
import { randomChanges } from './testing/random-changes.ts';
import { randomJson } from './testing/random-json.ts';
import { randomYaml } from './testing/random-yaml.ts';
import { verdictOn } from './testing/verdict.ts';

/** Set `EDIT_CASES` to try more than a test run does, and `EDIT_SEED` to begin elsewhere. */
const CASES = Number(process.env['EDIT_CASES'] || 10_000);
const SEED = Number(process.env['EDIT_SEED'] || 1);

interface Tally {
  cases: number;
  refused: number;
  readonly reasons: Map<string, number>;
  readonly wrong: string[];
}

function judge(path: string, text: string, seed: number, tally: Tally): void {
  const read = path.endsWith('.json') ? readJson(new SourceFile(path, text)) : readYaml(new SourceFile(path, text));
  if (!read.ok || read.warnings.some(({ message }) => message.startsWith('not valid'))) return;
  const changes = randomChanges(new Chance(seed + 7), read.node);
  if (changes.length === 0) return;
  tally.cases++;
  const verdict = verdictOn(path, text, changes);
  if (verdict.kind === 'wrong') tally.wrong.push(`seed ${seed}: ${verdict.why}\n${JSON.stringify(changes)}\n${text}`);
  if (verdict.kind !== 'refused') return;
  tally.refused++;
  tally.reasons.set(verdict.why, (tally.reasons.get(verdict.why) ?? 0) + 1);
}

function judgeAll(of: (seed: number) => { path: string; text: string } | undefined, from: number, count: number): Tally {
  const tally: Tally = { cases: 0, refused: 0, reasons: new Map(), wrong: [] };
  for (let seed = from; tally.cases < count; seed++) {
    const one = of(seed);
    if (one !== undefined) judge(one.path, one.text, seed, tally);
  }
  if (CASES !== 10_000) console.log(tally.cases, tally.refused, [...tally.reasons], tally.wrong.length);
  return tally;
}

test('an edit of any YAML text changes exactly what was asked for', { timeout: 100_000 + CASES * 60 }, () => {
  const plain = judgeAll(
    (seed) => {
      const { text, hasAnchors } = randomYaml(seed);
      return hasAnchors ? undefined : { path: 'template.yaml', text };
    },
    SEED,
    Math.ceil(CASES * 0.75),
  );
  expect(plain.wrong.slice(0, 3)).toEqual([]);
  expect(plain.refused / plain.cases).toBeLessThan(0.05);
});

test('nor does one of a text with anchors and aliases change anything else', { timeout: 100_000 + CASES * 60 }, () => {
  const anchored = judgeAll(
    (seed) => {
      const { text, hasAnchors } = randomYaml(seed);
      return hasAnchors ? { path: 'template.yaml', text } : undefined;
    },
    SEED,
    Math.ceil(CASES * 0.05),
  );
  expect(anchored.wrong.slice(0, 3)).toEqual([]);
  expect(anchored.refused / anchored.cases).toBeLessThan(0.6);
});

test('an edit of any JSON text changes exactly what was asked for', { timeout: 100_000 + CASES * 60 }, () => {
  const json = judgeAll((seed) => ({ path: 'template.json', text: randomJson(seed) }), SEED, Math.ceil(CASES * 0.2));
  expect(json.wrong.slice(0, 3)).toEqual([]);
  expect(json.refused / json.cases).toBeLessThan(0.05);
});
