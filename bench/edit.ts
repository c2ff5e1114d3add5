/**
 * Edits every template below the folders in many ways, one change at a time, and judges each edit without the editor's own means:
 * `node bench/edit.ts FOLDER...`. Each value of a file (200 drawn of more) is replaced, removed, followed by a new key, appended to;
 * each file gets a new resource.
 */
import { globSync, readFileSync } from 'node:fs';
import { verdictOn } from '../src/edit/testing/verdict.ts';
import type { LooseChange, Verdict } from '../src/edit/testing/verdict.ts';
import type { Path } from '../src/model/change.ts';
import { writtenTree } from '../src/model/written.ts';
import type { Node } from '../src/util/node.ts';
import { SourceFile } from '../src/util/span.ts';

const MOST = Number(process.env['EDIT_VALUES'] ?? 200);
const counts = { files: 0, edits: 0, right: 0, refused: 0, wrong: 0 };
const reasons = new Map<string, number>();

/** What values become. */
const NEW_VALUES = [
  'changed',
  90,
  { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::photos/*' },
  ['dynamodb:GetItem', 'dynamodb:PutItem'],
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::GetAtt': ['Photos', 'Arn'] } }] },
  'two\nlines\n',
  true,
  { 'Fn::If': ['IsProd', { Ref: 'Key' }, { Ref: 'AWS::NoValue' }] },
];

for (const folder of process.argv.slice(2)) {
  for (const path of globSync(`${folder}/**/*.{yaml,yml,template,json}`, { exclude: ['**/node_modules/**', '**/.git/**'] })) {
    const text = readFileSync(path, 'utf8');
    if (!/["']?Resources["']?\s*:/.test(text) || text.length > 300_000) continue;
    const source = new SourceFile(path, text);
    const tree = writtenTree(source);
    if (tree?.kind !== 'map' || tree.get('Resources')?.kind !== 'map') continue;
    counts.files++;
    for (const change of changesOf(tree)) judge(path, text, change);
  }
}
console.log(counts);
for (const [reason, count] of [...reasons].toSorted((a, b) => b[1] - a[1])) console.log(String(count).padStart(7), reason);
process.exitCode = counts.wrong > 0 ? 1 : 0;

function judge(path: string, text: string, change: LooseChange): void {
  let verdict: Verdict;
  try {
    verdict = verdictOn(path, text, [change]);
  } catch (error) {
    verdict = { kind: 'wrong', why: String((error as Error).stack), text };
  }
  counts.edits++;
  counts[verdict.kind]++;
  if (verdict.kind === 'refused') {
    const reason = verdict.why
      .replaceAll(/`[^`]+`/g, '`x`')
      .replaceAll(/\d+/g, 'N')
      .replaceAll(/\b[\w:.-]+ (?=comes|stands|is )/g, 'X ');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const isUnexplained = verdict.kind === 'refused' && /without changing|in different ways/.test(verdict.why);
  if (verdict.kind === 'wrong' || (isUnexplained && process.env['EDIT_SHOW'] !== undefined)) {
    console.log(`${verdict.kind}: ${path} ${JSON.stringify(change)}: ${verdict.why}`);
  }
}

/** One change after the other; of many values some, spread evenly. */
function changesOf(tree: Node): LooseChange[] {
  const values = [...valuesOf(tree, [])];
  const every = Math.max(1, values.length / MOST);
  const drawn = values.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
  const resource = {
    Type: 'AWS::SQS::Queue',
    Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, Tags: [{ Key: 'app', Value: 'on' }] },
  };
  return [{ kind: 'set', path: ['Resources', 'DeadLetters'], value: resource }, ...drawn.flatMap(changesAt)];
}

function changesAt({ path, node }: { path: Path; node: Node }, index: number): LooseChange[] {
  const changes: LooseChange[] = [
    { kind: 'set', path, value: NEW_VALUES[index % NEW_VALUES.length]! },
    { kind: 'remove', path },
  ];
  const last = path.at(-1);
  if (typeof last === 'string') {
    changes.push({ kind: 'set', path: [...path.slice(0, -1), 'NewKey'], value: NEW_VALUES[(index + 1) % NEW_VALUES.length]!, after: last });
  }
  if (node.kind === 'map') changes.push({ kind: 'set', path: [...path, 'First', 'Second'], value: 'a new value' });
  if (node.kind === 'list') changes.push({ kind: 'append', path, items: ['arn:aws:s3:::photos/*', { Ref: 'Photos' }] });
  return changes;
}

function* valuesOf(node: Node, path: Path): Generator<{ path: Path; node: Node }> {
  if (path.length > 0) yield { path, node };
  if (node.kind === 'list') for (const [i, item] of node.items.entries()) yield* valuesOf(item, [...path, i]);
  if (node.kind === 'map') for (const [key, { value }] of node.entries) yield* valuesOf(value, [...path, key]);
}
