import type { Node } from '../../src/util/node.ts';
import { INTRINSICS, ODD_NAMES, ODD_SCALARS, argumentsFor, resourcesFor, sectionsFor } from './odd-parts.ts';

/** A template as a tree that may be damaged: keys may stand twice, and scalars are JSON texts, so that `1e400` and `-0` stay. */
export type Tree =
  | { kind: 'map'; pairs: [key: string, value: Tree][] }
  | { kind: 'list'; items: Tree[] }
  | { kind: 'scalar'; json: string };

/** One blow: what is done, where (counted through the tree, modulo its size), and what with. */
export interface Blow {
  readonly how: number;
  readonly at: number;
  readonly what: number;
  readonly text: string;
}

/** The tree of a node. */
export function treeOf(node: Node): Tree {
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(treeOf) };
  if (node.kind === 'map') return { kind: 'map', pairs: [...node.entries].map(([key, entry]) => [key, treeOf(entry.value)]) };
  return scalar(node.value);
}

/** The tree of plain data. */
function treeFrom(data: unknown): Tree {
  if (Array.isArray(data)) return { kind: 'list', items: data.map(treeFrom) };
  if (typeof data === 'object' && data !== null)
    return { kind: 'map', pairs: Object.entries(data).map(([key, value]) => [key, treeFrom(value)]) };
  return scalar(data as string | number | boolean | null);
}

function scalar(value: string | number | boolean | null): Tree {
  return { kind: 'scalar', json: JSON.stringify(value) };
}

/** The tree as JSON text, one line for each entry. */
export function jsonOf(tree: Tree, indent = '\n'): string {
  const inner = `${indent} `;
  if (tree.kind === 'scalar') return tree.json;
  if (tree.kind === 'list')
    return tree.items.length === 0 ? '[]' : `[${tree.items.map((item) => inner + jsonOf(item, inner)).join(',')}${indent}]`;
  if (tree.pairs.length === 0) return '{}';
  return `{${tree.pairs.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${jsonOf(value, inner)}`).join(',')}${indent}}`;
}

interface Place {
  readonly tree: Tree;
  replace(by: Tree): void;
}

function placesOf(root: Tree): Place[] {
  const places: Place[] = [];
  const visit = (tree: Tree): void => {
    if (tree.kind === 'map') {
      for (const pair of tree.pairs) {
        places.push({ tree: pair[1], replace: (by) => void (pair[1] = by) });
        visit(pair[1]);
      }
    } else if (tree.kind === 'list') {
      for (const [i, item] of tree.items.entries()) {
        places.push({ tree: item, replace: (by) => void (tree.items[i] = by) });
        visit(item);
      }
    }
  };
  visit(root);
  return places;
}

type MapTree = Extract<Tree, { kind: 'map' }>;

function mapsOf(root: Tree): MapTree[] {
  const inner = placesOf(root).map(({ tree }) => tree);
  return [root, ...inner].filter((tree): tree is MapTree => tree.kind === 'map' && tree.pairs.length > 0);
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length]!;
}

function namesOf(root: Tree): string[] {
  const names: string[] = [];
  for (const [, part] of root.kind === 'map' ? root.pairs : []) {
    if (part.kind === 'map') for (const [name] of part.pairs) names.push(name);
  }
  return names.length === 0 ? ['Orders'] : names;
}

function oddTree(root: Tree, { what, text }: Blow): Tree {
  const kind = what % 8;
  const more = Math.floor(what / 8);
  switch (kind) {
    case 0:
      return { kind: 'scalar', json: pick(ODD_SCALARS, more) };
    case 1:
      return treeFrom(pick(ODD_NAMES, more));
    case 2:
      return treeFrom(text);
    case 3:
      return treeFrom(pick([[], {}, [null], [[]], [{}], { a: null }, [1, [2, [3, [4]]]], { '': { '': '' } }], more));
    case 4:
      return treeFrom('a long text '.repeat(20_000));
    case 5:
      return structuredClone(pick(placesOf(root), more)?.tree ?? root);
    default: {
      const options = argumentsFor(pick(namesOf(root), more));
      const chosen = Math.floor(more / 7);
      return { kind: 'map', pairs: [[pick(INTRINSICS, chosen), treeFrom(pick(options, Math.floor(chosen / INTRINSICS.length)))]] };
    }
  }
}

type Deed = (root: Tree, blow: Blow, other: Tree) => void;

/** Wraps a value in an intrinsic that takes it, so that what is inside stays right. */
const wrap: Deed = (root, { at, what }) => {
  const place = pick(placesOf(root), at);
  if (place === undefined) return;
  const [id, inner] = [treeFrom(pick(namesOf(root), what >> 3)), place.tree];
  const list = (...items: Tree[]): Tree => ({ kind: 'list', items });
  const call = (name: string, argument: Tree): Tree => ({ kind: 'map', pairs: [[name, argument]] });
  const wrappings: readonly Tree[] = [
    call('Fn::If', list(id, inner, treeFrom({ Ref: 'AWS::NoValue' }))),
    call('Fn::If', list(id, treeFrom(null), inner)),
    call('Fn::Join', list(treeFrom(''), list(inner))),
    call('Fn::Select', list(treeFrom('0'), list(inner))),
    call('Fn::Sub', list(treeFrom('${X}'), call('X', inner))),
    call('Fn::Transform', inner),
    list(inner, structuredClone(inner)),
    call('Fn::ToJsonString', inner),
  ];
  place.replace(wrappings[what & 7]!);
};

const replaceValue: Deed = (root, blow) => pick(placesOf(root), blow.at)?.replace(oddTree(root, blow));

const deleteKey: Deed = (root, { at, what }) => {
  const map = pick(mapsOf(root), at);
  map?.pairs.splice(what % map.pairs.length, 1);
};

const repeatKey: Deed = (root, blow) => {
  const map = pick(mapsOf(root), blow.at);
  if (map === undefined) return;
  const [key, value] = pick(map.pairs, blow.what);
  map.pairs.push([key, blow.what % 2 === 0 ? structuredClone(value) : oddTree(root, blow)]);
};

const renameKey: Deed = (root, { at, what, text }) => {
  const map = pick(mapsOf(root), at);
  if (map === undefined) return;
  const pair = pick(map.pairs, what);
  const more = Math.floor(what / 4);
  pair[0] = what % 4 === 0 ? text : what % 4 === 1 ? pick(namesOf(root), more) : pick(ODD_NAMES, more);
};

/** Gives a logical id, parameter, condition or mapping an odd name, wherever it is named. */
const renameEverywhere: Deed = (root, { at, what }) => {
  const [from, to] = [pick(namesOf(root), at), pick(ODD_NAMES, what)];
  const rename = (text: string): string => (text === from ? to : text.replaceAll(`\${${from}`, () => `\${${to}`));
  for (const map of mapsOf(root)) for (const pair of map.pairs) pair[0] = rename(pair[0]);
  for (const { tree } of placesOf(root)) {
    if (tree.kind === 'scalar' && tree.json.startsWith('"')) tree.json = JSON.stringify(rename(JSON.parse(tree.json) as string));
  }
};

const swapTypes: Deed = (root, { at, what }) => {
  const types = mapsOf(root).flatMap((map) => map.pairs.filter(([key]) => key === 'Type'));
  const [a, b] = [pick(types, at), pick(types, what)];
  if (a !== undefined && b !== undefined) [a[1], b[1]] = [b[1], a[1]];
};

/** Takes the resources, parameters and so on of another template in, over those of the same name. */
const splice: Deed = (root, { what }, other) => {
  if (root.kind !== 'map' || other.kind !== 'map') return;
  for (const [key, value] of structuredClone(other).pairs) {
    const own = root.pairs.find(([name]) => name === key)?.[1];
    if (own === undefined) root.pairs.push([key, value]);
    else if (own.kind === 'map' && value.kind === 'map')
      own.pairs = what % 2 === 0 ? [...own.pairs, ...value.pairs] : [...value.pairs, ...own.pairs];
  }
};

const swapValues: Deed = (root, { at, what }) => {
  const places = placesOf(root);
  const [a, b] = [pick(places, at), pick(places, what)];
  if (a === undefined || b === undefined) return;
  const copy = structuredClone(a.tree);
  a.replace(structuredClone(b.tree));
  b.replace(copy);
};

/** Makes values refer to what they are part of. */
const refer: Deed = (root, { at, what }) => {
  const id = pick(namesOf(root), what >> 2);
  const references = [{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::Sub': `\${${id}.Outputs.X}` }, { Condition: id }];
  pick(placesOf(root), at)?.replace(treeFrom(references[what & 3]));
};

/** Adds a resource that a template seldom has: a nested stack, an app, a loop, a macro's. */
const addResource: Deed = (root, { what }) => {
  const resources = root.kind === 'map' ? root.pairs.find(([key]) => key === 'Resources')?.[1] : undefined;
  if (resources?.kind !== 'map') return;
  const id = pick(namesOf(root), what >> 3);
  const [name, resource] = pick(resourcesFor(id), what);
  resources.pairs.push([name, treeFrom(resource)]);
};

/** Adds parts to sections that lead back to themselves, or whose names every object has. */
const addSection: Deed = (root, { at, what }) => {
  if (root.kind !== 'map') return;
  const id = pick(namesOf(root), what >> 4);
  const name = pick(ODD_NAMES, at);
  const [section, added] = pick(sectionsFor(id, name), what);
  const own = root.pairs.find(([key]) => key === section)?.[1];
  const tree = treeFrom(added);
  if (own?.kind === 'map' && tree.kind === 'map') own.pairs.push(...tree.pairs);
  else root.pairs.push([section, tree]);
  if (section === 'Mappings') pick(placesOf(root), at)?.replace(treeFrom({ 'Fn::FindInMap': ['Loop', 'a', 'b'] }));
};

const declareTransform: Deed = (root, { what }) => {
  if (root.kind !== 'map') return;
  const transforms = [
    'AWS::Serverless-2016-10-31',
    'AWS::LanguageExtensions',
    ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'],
    'Macro',
    [null, {}, 1],
  ];
  root.pairs = [['Transform', treeFrom(pick(transforms, what))], ...root.pairs.filter(([key]) => key !== 'Transform')];
};

const DEEDS: readonly Deed[] = [
  replaceValue,
  replaceValue,
  replaceValue,
  deleteKey,
  repeatKey,
  renameKey,
  renameEverywhere,
  swapTypes,
  splice,
  swapValues,
  refer,
  wrap,
  addResource,
  addSection,
  declareTransform,
];

/** The template after the blows; neither tree given is changed. */
export function damaged(template: Tree, blows: readonly Blow[], other: Tree): Tree {
  const root = structuredClone(template);
  for (const blow of blows) pick(DEEDS, blow.how)(root, blow, other);
  return root;
}

/** A text after one blow: cut short, bytes lost, tabs for blanks, other line breaks, a byte order mark, a stray character. */
export function damagedText(text: string, { how, at, what, text: stray }: Blow): string {
  const place = text.length === 0 ? 0 : at % text.length;
  switch (how % 9) {
    case 0:
      return text.slice(0, place);
    case 1:
      return text.slice(0, place) + text.slice(place + 1 + (what % 40));
    case 2:
      return text.replaceAll('  ', (blanks, offset: number) => (offset % 7 === what % 7 ? '\t' : blanks));
    case 3:
      return text.replaceAll('\n', (_end, offset: number) => pick(['\r\n', '\n', '\r', '\n\n'], offset + what));
    case 4:
      return `\uFEFF${text}`;
    case 5:
      return text.slice(0, place) + stray + text.slice(place);
    case 6:
      return (
        text.slice(0, place) +
        pick(
          [
            '{',
            '}',
            '[',
            ']',
            '"',
            "'",
            ':',
            '- ',
            '&a ',
            '*a',
            '!Sub ',
            '!!binary ',
            '---\n',
            '|\n',
            '#',
            '? ',
            '%',
            '@',
            '`',
            '\t',
            '\0',
            '\u2028',
          ],
          what,
        ) +
        text.slice(place)
      );
    case 7:
      return text.slice(place) + text.slice(0, place);
    default:
      return text.replaceAll('\n', (_end, offset: number) => (offset % 11 === what % 11 ? '\n ' : '\n'));
  }
}
