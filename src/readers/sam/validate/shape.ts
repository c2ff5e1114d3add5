import { stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import { present } from '../values.ts';

/**
 * Which properties a thing may have, and of what type: name -> words, or more for what has a shape within. Types: `string`,
 * `boolean`, `integer`, `number`, `numeric` (a number, or a text of one), `scalar`, `map`, `list`, `any`, alternatives `string|map`,
 * contents `list<string>` and `map<map>`, or the allowed texts `'Retain'|'Delete'`. Before the type: `required`, and `literal`
 * for what may not be an intrinsic function. `*` stands for all properties not named: they are allowed.
 */
export interface Shape {
  readonly [property: string]: PropertyType;
}

/** A property's type in words, with the properties it has if it is a map (`orNone`: unless it is empty), or the type of each
 *  of its values or items. */
export type PropertyType = string | { readonly is: string; readonly has?: Shape; readonly orNone?: true; readonly each?: PropertyType };

/** A part of a map that does not fit the map's shape. */
export interface Misfit {
  readonly message: string;
  readonly node: Node;
}

/** Misfits of a map with a shape: unknown, missing and wrongly typed properties, at any depth. A null counts as absent. */
export function misfits(properties: MapNode, shape: Shape, what: string): Misfit[] {
  return [...within(properties, shape, { what, path: '' })];
}

interface Place {
  readonly what: string;
  /** Where `what` has the map, empty or ending in a dot. */
  readonly path: string;
}

function* within(properties: MapNode, shape: Shape, place: Place): Generator<Misfit> {
  for (const [name, { value }] of properties.entries) {
    if (!Object.hasOwn(shape, name) && !Object.hasOwn(shape, '*'))
      yield { message: `${place.what} has no property ${place.path}${name}`, node: value };
  }
  for (const [name, type] of Object.entries(shape)) {
    const value = present(properties.get(name));
    const words = parsed(typeof type === 'string' ? type : type.is);
    if (value !== undefined) yield* misfitsOf(value, type, { what: place.what, path: `${place.path}${name}` });
    else if (words.required) yield { message: `the property ${place.path}${name} is required`, node: properties };
  }
}

function* misfitsOf(value: Node, type: PropertyType, { what, path }: Place): Generator<Misfit> {
  const words = parsed(typeof type === 'string' ? type : type.is);
  if (!words.literal && isCall(value)) return;
  const call = isCall(value) ? ', not an intrinsic function' : '';
  if (!fits(value, words)) yield { message: `the property ${path} must be ${words.words}${call}`, node: value };
  else if (typeof type !== 'string') {
    if (type.has !== undefined && value.kind === 'map' && !(type.orNone && value.entries.size === 0))
      yield* within(value, type.has, { what, path: `${path}.` });
    if (type.each !== undefined && value.kind === 'map') {
      for (const [key, entry] of value.entries) yield* misfitsOf(entry.value, type.each, { what, path: `${path}.${key}` });
    }
    if (type.each !== undefined && value.kind === 'list') {
      for (const [index, item] of value.items.entries()) yield* misfitsOf(item, type.each, { what, path: `${path}[${index}]` });
    }
  }
}

interface Type {
  readonly required: boolean;
  readonly literal: boolean;
  readonly words: string;
  readonly alternatives: readonly Alternative[];
}

type Alternative = { readonly kind: string; readonly items?: Type };

const PARSED = new Map<string, Type>();

function parsed(words: string): Type {
  let type = PARSED.get(words);
  if (type === undefined) {
    const parts = words.split(' ');
    const alternatives = parts.pop()!;
    type = {
      required: parts.includes('required'),
      literal: parts.includes('literal'),
      words: topLevel(alternatives).map(inWords).join(' or '),
      alternatives: topLevel(alternatives).map(alternative),
    };
    PARSED.set(words, type);
  }
  return type;
}

const ONE: { readonly [kind: string]: string } = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  numeric: 'a number',
  scalar: 'a text',
  map: 'a map',
  list: 'a list',
};

/** `list<string|map>` -> `a list of texts or maps`. */
function inWords(type: string): string {
  const open = type.indexOf('<');
  if (open < 0) return ONE[type] ?? type;
  const items = topLevel(type.slice(open + 1, -1)).map((item) => `${inWords(item).replace(/^a /, '')}s`);
  return `${ONE[type.slice(0, open)]} of ${items.join(' or ')}`;
}

function alternative(text: string): Alternative {
  const open = text.indexOf('<');
  return open < 0 ? { kind: text } : { kind: text.slice(0, open), items: parsed(text.slice(open + 1, -1)) };
}

/** `string|list<string|map>` -> `string`, `list<string|map>`. */
function topLevel(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '<') depth++;
    if (character === '>') depth--;
    if (character === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function fits(node: Node, type: Type): boolean {
  return type.alternatives.some(({ kind, items }) => {
    if (kind === 'any' || kind === `'${stringOf(node)}'`) return true;
    if (!kindsOf(node).includes(kind)) return false;
    if (items === undefined) return true;
    if (node.kind === 'list') return node.items.every((item) => fits(item, items));
    return node.kind !== 'map' || [...node.entries.values()].every(({ value }) => fits(value, items));
  });
}

function kindsOf(node: Node): readonly string[] {
  if (node.kind !== 'scalar') return [node.kind];
  if (node.value === null) return [];
  // AWS's translator takes true and false for integers as well.
  if (typeof node.value === 'boolean') return ['boolean', 'integer', 'numeric', 'scalar'];
  if (typeof node.value === 'number') return ['number', 'numeric', 'scalar', ...(Number.isInteger(node.value) ? ['integer'] : [])];
  return /^[-+]?[0-9.]+$/.test(node.value) ? ['string', 'numeric', 'scalar'] : ['string', 'scalar'];
}

/** AWS's translator takes any map with one key for an intrinsic function, and leaves its type to CloudFormation. */
function isCall(node: Node): boolean {
  return node.kind === 'map' && node.entries.size === 1;
}
