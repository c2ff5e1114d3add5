import type { Authored, Path } from '../../model/change.ts';
import { at } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { Chance } from './chance.ts';
import type { LooseChange } from './verdict.ts';

const TEXTS = [
  'orders',
  'yes',
  '012',
  '1e3',
  '2012-10-17',
  'a: b',
  'x # y',
  '# z',
  '*',
  '!Ref X',
  '&a',
  '{a}',
  '[',
  'it\'s "so"',
  '',
  ' blank ',
  'one\ntwo\n',
];
const MORE_TEXTS = [
  'one\n\n  two',
  'x\n',
  '\ty',
  'nul\u0000',
  'é\u2028',
  '- a',
  '? b',
  '%',
  '@x',
  '`',
  'null',
  '~',
  '.5',
  '0x1F',
  '12:30',
  '=',
  '<<',
  'k:',
  '${A}, b',
  '---',
];
const NAMES = ['NewKey', 'Other', 'on', '1', 'a b', 'x: y', 'Fn::X', '#', 'Zeta'];

/** Some changes of a tree that do not contradict one another; none where a function stands for the value. */
export function randomChanges(chance: Chance, tree: Node): LooseChange[] {
  const places = [...placesOf(tree, [])];
  const changes: LooseChange[] = [];
  for (let i = 0, wanted = 1 + chance.below(4); i < wanted * 2 && changes.length < wanted; i++) {
    const change = randomChange(chance, tree, chance.of(places));
    if (change !== undefined && changes.every((other) => goTogether(other, change))) changes.push(change);
  }
  return changes;
}

function randomChange(chance: Chance, tree: Node, path: Path): LooseChange | undefined {
  const node = at(tree, ...path)!;
  const kind = chance.next();
  if (kind < 0.3) return path.length === 0 ? undefined : { kind: 'set', path, value: randomValue(chance, node) };
  if (kind < 0.5) return path.length === 0 ? undefined : { kind: 'remove', path };
  if (node.kind === 'list' && kind < 0.75)
    return { kind: 'append', path, items: [randomAuthored(chance, 1), `item ${chance.below(1000)}`] };
  if (node.kind !== 'map' || isFunction(node)) return undefined;
  const name = chance.of(NAMES);
  if (node.has(name)) return undefined;
  if (kind < 0.8) return { kind: 'set', path: [...path, name, 'Inner', 'Deep'], value: randomAuthored(chance, 1) };
  if (kind < 0.85) return { kind: 'append', path: [...path, name], items: [randomAuthored(chance, 1)] };
  const after = node.entries.size > 0 && chance.is(0.5) ? { after: chance.of(node.keys()) } : {};
  return { kind: 'set', path: [...path, name], value: randomAuthored(chance, 0), ...after };
}

/** A value that is somewhat like the old one, or another. */
function randomValue(chance: Chance, node: Node): Authored {
  if (node.kind === 'map' && !isFunction(node) && chance.is(0.5)) {
    const kept = [...node.entries].filter(() => chance.is(0.7)).map(([key, { value }]) => [key, plain(value)] as const);
    return Object.fromEntries([...kept, [chance.of(NAMES), randomAuthored(chance, 1)]]);
  }
  if (node.kind === 'list' && chance.is(0.6)) {
    const kept = node.items.filter(() => chance.is(0.7)).map(plain);
    kept.splice(chance.below(kept.length + 1), 0, randomAuthored(chance, 1));
    return kept;
  }
  return randomAuthored(chance, 0);
}

function plain(node: Node): Authored {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}

/** Any data that a fix may write. */
function randomAuthored(chance: Chance, depth: number): Authored {
  const kind = chance.next();
  if (depth > 2 || kind < 0.5)
    return chance.is(0.3) ? chance.of<Authored>([30, 0.5, -1, 1e21, true, false, null, 1e-7]) : chance.of([...TEXTS, ...MORE_TEXTS]);
  if (kind < 0.65) return randomFunction(chance, depth);
  if (kind < 0.8) return Array.from({ length: chance.below(4) }, () => randomAuthored(chance, depth + 1));
  return Object.fromEntries(
    Array.from({ length: chance.below(4) }, (_, i) => [`${chance.of(NAMES)}${i}`, randomAuthored(chance, depth + 1)]),
  );
}

function randomFunction(chance: Chance, depth: number): Authored {
  return chance.of<() => Authored>([
    () => ({ Ref: 'Orders' }),
    () => ({ 'Fn::GetAtt': ['Orders', 'Arn'] }),
    () => ({ 'Fn::GetAtt': ['Orders', 'Outputs.Name'] }),
    () => ({ 'Fn::GetAtt': 'Orders.Arn' }),
    () => ({ 'Fn::Sub': chance.of(TEXTS) }),
    () => ({ 'Fn::Sub': ['${a}-b', { a: randomAuthored(chance, depth + 1) }] }),
    () => ({ 'Fn::If': ['IsProd', randomAuthored(chance, depth + 1), { Ref: 'AWS::NoValue' }] }),
    () => ({ 'Fn::Not': [{ Condition: 'IsProd' }] }),
    () => ({ 'Fn::Base64': { 'Fn::Sub': 'x' } }),
    () => ({ 'Fn::ImportValue': { 'Fn::Join': ['', ['a', { Ref: 'B' }]] } }),
    () => ({ Condition: 'IsProd' }),
    () => ({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} } }),
  ])();
}

function isFunction(node: Node): boolean {
  if (node.kind !== 'map' || node.entries.size !== 1) return false;
  const [key] = node.keys();
  return key === 'Ref' || key === 'Condition' || key!.startsWith('Fn::');
}

/** Whether neither of two changes is about what the other replaces or removes. */
function goTogether(a: LooseChange, b: LooseChange): boolean {
  if (a.kind === 'create' || b.kind === 'create') return true;
  const [short, long] = a.path.length <= b.path.length ? [a, b] : [b, a];
  const isAbove = short.path.every((step, i) => step === long.path[i]);
  return !isAbove || (short.kind === 'append' && long.path.length > short.path.length);
}

function* placesOf(node: Node, path: Path): Generator<Path> {
  yield path;
  if (node.kind === 'list') for (const [i, item] of node.items.entries()) yield* placesOf(item, [...path, i]);
  if (node.kind === 'map') for (const [key, { value }] of node.entries) yield* placesOf(value, [...path, key]);
}
