import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkFolders } from '../../scripts/generate/registry.ts';
import { toJson } from '../../src/util/node.ts';
import type { Json } from '../../src/util/node.ts';
import { SourceFile } from '../../src/util/span.ts';
import { readYaml } from '../../src/util/yaml.ts';
import { judgeFixture } from '../support/test-check.ts';

// Laws that hold for every check: what must not change a verdict does not change one. Each law runs on every fixture of every check.
const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'casemate-laws-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fixtures = checkFolders(root).flatMap((folder) => {
  const base = join(root, 'src/checks', folder, 'fixtures');
  return readdirSync(base)
    .map((name) => join(base, name))
    .filter((fixture) => existsSync(join(fixture, 'template.yaml')) && readdirSync(fixture).every((name) => !name.endsWith('.toml')))
    .filter((fixture) => !repeatsKeys(fixture));
});

/** A key that stands twice in its map is in the text of a template alone, and in none that is made of its data. */
function repeatsKeys(fixture: string): boolean {
  const read = readTemplate(fixture);
  return read.ok && read.warnings.some(({ repeats }) => repeats !== undefined);
}

function readTemplate(fixture: string): ReturnType<typeof readYaml> {
  return readYaml(new SourceFile('template.yaml', readFileSync(join(fixture, 'template.yaml'), 'utf8')));
}

/** Verdicts of the original and of the changed template, comparable; `translate` maps subjects of the original. */
function bothVerdicts(
  fixture: string,
  name: string,
  {
    text,
    translate = (subject) => subject,
    inResult = (result) => result,
  }: { text: string; translate?: (subject: string) => string; inResult?: (text: string) => string },
): { before: string[]; after: string[] } {
  const copy = mkdtempSync(join(scratch, 'fixture-'));
  cpSync(fixture, copy, { recursive: true });
  rmSync(join(copy, 'template.yaml'));
  writeFileSync(join(copy, name), text);
  const result = join(copy, 'drift.json');
  if (existsSync(result)) writeFileSync(result, inResult(readFileSync(result, 'utf8')));
  const before = verdictsOf(fixture).map(([check, subject, verdict]) => [check, translate(subject!), verdict].join(' '));
  const after = verdictsOf(copy).map((row) => row.join(' '));
  rmSync(copy, { recursive: true });
  return { before: before.toSorted(), after: after.toSorted() };
}

/** Suppressions are comments at places; a law about data does not speak of them. */
function verdictsOf(folder: string): string[][] {
  const report = judgeFixture(folder);
  return report.apps.flatMap((app) =>
    app.verdicts
      .filter(({ check }) => check !== 'unused-suppression')
      .map(({ check, subject, verdict }) => [check, plain(subject), verdict]),
  );
}

/** File names differ by design; ids of API deployments carry a hash of the API. */
function plain(subject: string): string {
  return subject.replace(/\.(yaml|json)/, '').replace(/Deployment[0-9a-f]{10}/, 'Deployment');
}

function dataOf(fixture: string): Json {
  const read = readTemplate(fixture);
  if (!read.ok) throw new Error(read.error.message);
  return toJson(read.node);
}

function reversed(data: Json): Json {
  if (Array.isArray(data)) return data.map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .toReversed()
      .map(([key, value]) => [key, reversed(value)]),
  );
}

const short = (fixture: string): string => fixture.slice(join(root, 'src/checks').length + 1);

describe('JSON and YAML of one template give the same verdicts', () => {
  test.each(fixtures.map((fixture) => [short(fixture), fixture]))('%s', (_, fixture) => {
    const { before, after } = bothVerdicts(fixture, 'template.json', { text: JSON.stringify(dataOf(fixture), null, 2) });
    expect(after).toEqual(before);
  });
});

describe('the order of keys changes no verdict', () => {
  test.each(fixtures.map((fixture) => [short(fixture), fixture]))('%s', (_, fixture) => {
    const { before, after } = bothVerdicts(fixture, 'template.json', { text: JSON.stringify(reversed(dataOf(fixture)), null, 2) });
    expect(after).toEqual(before);
  });
});

describe('an unrelated resource changes no verdict about the others', () => {
  test.each(fixtures.map((fixture) => [short(fixture), fixture]))('%s', (_, fixture) => {
    const data = dataOf(fixture) as { Resources: { [id: string]: Json } };
    const copy = mkdtempSync(join(scratch, 'more-'));
    cpSync(fixture, copy, { recursive: true });
    rmSync(join(copy, 'template.yaml'));
    const more = { ...data, Resources: { ...data.Resources, ZzUnrelated: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } };
    writeFileSync(join(copy, 'template.json'), JSON.stringify(more, null, 2));
    const after = verdictsOf(copy).filter(([, subject]) => subject !== 'ZzUnrelated');
    expect(after.map((row) => row.join(' ')).toSorted()).toEqual(
      verdictsOf(fixture)
        .map((row) => row.join(' '))
        .toSorted(),
    );
  });
});

describe('renaming a logical id consistently changes no verdict', () => {
  test.each(fixtures.map((fixture) => [short(fixture), fixture]))('%s', (_, fixture) => {
    const text = readFileSync(join(fixture, 'template.yaml'), 'utf8');
    const ids = Object.keys((dataOf(fixture) as { Resources: { [id: string]: Json } }).Resources);
    const id = ids.find((candidate) => isOnlyAnId(text, candidate));
    if (id === undefined) return;
    const renamed = `Zq${id}`;
    const { before, after } = bothVerdicts(fixture, 'template.yaml', {
      text: text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), renamed),
      translate: (subject) => subject.replaceAll(new RegExp(`\\b${id}`, 'g'), renamed),
      // The deployed stack has the same ids, those of generated resources included.
      inResult: (result) => result.replaceAll(new RegExp(`("LogicalResourceId": ")${id}`, 'g'), `$1${renamed}`),
    });
    expect(after).toEqual(before);
  });
});

/** A word that stands nowhere as a property, a value of AWS's, or the beginning of another id. */
function isOnlyAnId(text: string, id: string): boolean {
  const words = text.match(new RegExp(`\\b\\w*${id}\\w*\\b`, 'g')) ?? [];
  const asKey = (text.match(new RegExp(`^\\s*${id}:`, 'gm')) ?? []).length;
  return words.every((word) => word === id) && asKey === 1 && !text.includes(`'${id}'`) && !text.includes('AWS::Serverless::HttpApi');
}
