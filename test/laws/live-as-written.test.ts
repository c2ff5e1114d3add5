import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkFolders } from '../../scripts/generate/registry.ts';
import { analyze, prepare } from '../../src/analyze.ts';
import { DEFAULT_CONFIG } from '../../src/model/config.ts';
import type { Resource } from '../../src/model/template.ts';
import type { Atom, Value } from '../../src/model/value.ts';
import { loadApps } from '../../src/readers/load.ts';
import type { Json } from '../../src/util/node.ts';
import { FIXTURE_DAY } from '../support/day.ts';

// A stack that is live as its template says has lost nothing, whatever drift detection makes of it: services give numbers as texts,
// keys and plain lists in another order, and names and ARNs where the template has references.
const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'casemate-live-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
await prepare();

const fixtures = checkFolders(root)
  .filter((folder) => basename(folder) !== 'drift')
  .flatMap((folder) => {
    const base = join(root, 'src/checks', folder, 'fixtures');
    return readdirSync(base)
      .filter((name) => name.startsWith('good-') || name.startsWith('unknown-'))
      .map((name) => [`${basename(folder)}/${name}`, join(base, name)] as const);
  });

function deployedText(atom: Atom): string {
  switch (atom.kind) {
    case 'literal':
      return atom.text;
    case 'resource':
      return atom.attribute === 'Arn' ? `arn:aws:any:us-east-1:111122223333:${nameOf(atom.id)}` : nameOf(atom.id) + (atom.attribute ?? '');
    case 'pseudo':
      return { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws' }[atom.name] ?? `pseudo${atom.name}`;
    case 'parameter':
      return atom.noEcho ? '****' : `value-of-${atom.name}`;
    default:
      return `known-to-aws-${atom.kind}`;
  }
}

function nameOf(id: string): string {
  return `shop-${id.replaceAll('/', '-')}-1A2B3C4D`;
}

function deployed(value: Value): Json {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'text':
      return value.atoms.map(deployedText).join('');
    case 'list':
      return value.items.map(deployed);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, deployed(entry.value)]));
    case 'unknown':
      return 'known-to-aws';
  }
}

function givenBack(data: Json): Json {
  if (Array.isArray(data)) return data.some((item) => typeof item === 'object') ? data.map(givenBack) : data.map(givenBack).toReversed();
  if (typeof data !== 'object') return typeof data === 'string' ? data : String(data);
  if (data === null) return null;
  return Object.fromEntries(
    Object.entries(data)
      .map(([key, item]): [string, Json] => [key, givenBack(item)])
      .toReversed(),
  );
}

function recordOf(resource: Resource): object {
  const expected = deployed(resource.properties);
  const isMap = typeof expected === 'object' && expected !== null;
  return {
    StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/shop/6f0c2a10',
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: nameOf(resource.id),
    ResourceType: resource.type,
    ExpectedProperties: JSON.stringify(expected),
    ActualProperties: JSON.stringify(givenBack(expected)),
    PropertyDifferences: Object.keys(isMap ? expected : {}).map((key) => ({
      PropertyPath: `/${key}`,
      ActualValue: 'as it is',
      DifferenceType: 'NOT_EQUAL',
    })),
    StackResourceDriftStatus: 'MODIFIED',
    Timestamp: `${FIXTURE_DAY}T06:12:44Z`,
  };
}

test.each(fixtures)('%s', (_, fixture) => {
  const cwd = mkdtempSync(join(scratch, 'app-'));
  cpSync(fixture, cwd, { recursive: true });
  const { apps } = loadApps(['.'], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG });
  const drift = apps.flatMap(({ variants }, i) => {
    const records = [...variants[0]!.stack.resources.values()].filter(({ id }) => !id.includes('/')).map(recordOf);
    if (records.length === 0) return [];
    writeFileSync(join(cwd, `live-${i}.json`), JSON.stringify({ StackResourceDrifts: records }));
    return [`live-${i}.json`];
  });
  const options = { cwd, today: FIXTURE_DAY, config: null, baseline: null, parameters: {}, region: null, practices: [] };
  const report = analyze(['.'], { ...options, checks: ['drift'], drift });
  rmSync(cwd, { recursive: true });
  const fails = report.apps.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'));
  expect(fails.map(({ message }) => message)).toEqual([]);
});
