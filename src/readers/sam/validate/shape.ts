import { stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import { present } from '../values.ts';

/**
 * Which properties a thing may have, and of what type: name -> words. Types: `string`, `boolean`, `integer`, `number`, `map`, `list`,
 * `any`, alternatives `string|map`, contents `list<string>` and `map<map>`, or the allowed texts `'Retain'|'Delete'`.
 * Before the type: `required`, and `literal` for what may not be an intrinsic function.
 */
export interface Shape {
  readonly [property: string]: string;
}

/** A value that does not fit its shape; `property` is empty when the property is missing. */
export interface Misfit {
  readonly message: string;
  readonly node: Node;
}

/** Misfits of a map with a shape: unknown, missing and wrongly typed properties. A null counts as absent. */
export function misfits(properties: MapNode, shape: Shape, what: string): Misfit[] {
  const found: Misfit[] = [];
  for (const [name, { value }] of properties.entries) {
    if (!Object.hasOwn(shape, name)) found.push({ message: `${what} has no property ${name}`, node: value });
  }
  for (const [name, words] of Object.entries(shape)) {
    const type = parsed(words);
    const value = present(properties.get(name));
    if (value === undefined) {
      if (type.required) found.push({ message: `the property ${name} is required`, node: properties });
    } else if (!(fits(value, type) || (!type.literal && isCall(value)))) {
      found.push({ message: `the property ${name} must be ${type.words}`, node: value });
    }
  }
  return found;
}

/** Whether a value is of a type written as in `Shape`. */
export function hasType(node: Node, words: string): boolean {
  return fits(node, parsed(words));
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
      words: alternatives.replaceAll('|', ' or ').replaceAll('<', ' of ').replaceAll('>', ''),
      alternatives: topLevel(alternatives).map(alternative),
    };
    PARSED.set(words, type);
  }
  return type;
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
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? ['number', 'integer'] : ['number'];
  // AWS's translator takes true and false for integers as well.
  return typeof node.value === 'boolean' ? ['boolean', 'integer'] : [typeof node.value];
}

/** AWS's translator takes any map with one key for an intrinsic function, and leaves its type to CloudFormation. */
function isCall(node: Node): boolean {
  return node.kind === 'map' && node.entries.size === 1;
}
