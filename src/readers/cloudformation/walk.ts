import { stringOf } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import { substitutions } from './functions/references.ts';

/** One use of an intrinsic function in a tree. */
export interface IntrinsicUse {
  readonly key: string;
  readonly argument: Node;
  readonly keyAt: Span;
  /** The map that holds the key, and nothing else when `alone`. */
  readonly at: Span;
  readonly alone: boolean;
}

/** Visits every intrinsic function in a tree, outer ones first. */
export function visitIntrinsics(node: Node, visit: (use: IntrinsicUse) => void): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const item of node.items) visitIntrinsics(item, visit);
    return;
  }
  const alone = node.entries.size === 1;
  for (const [key, entry] of node.entries) {
    if ((key === 'Ref' && alone) || key.startsWith('Fn::')) {
      visit({ key, argument: entry.value, keyAt: entry.keyAt, at: node.at, alone });
    }
    visitIntrinsics(entry.value, visit);
  }
}

/** A name that an intrinsic function refers to: a parameter, a pseudo parameter or a resource. */
export interface Reference {
  readonly name: string;
  /** The attribute after the first dot; null for a plain reference. */
  readonly attribute: string | null;
  readonly by: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub';
  readonly at: Span;
}

/** What one intrinsic function refers to by itself; functions inside its argument are visited on their own. */
export function referencesOf(use: IntrinsicUse): Reference[] {
  switch (use.key) {
    case 'Ref': {
      const name = stringOf(use.argument);
      return name === undefined ? [] : [{ name, attribute: null, by: 'Ref', at: use.at }];
    }
    case 'Fn::GetAtt':
      return attributeReference(use);
    case 'Fn::Sub':
      return subReferences(use);
    default:
      return [];
  }
}

function attributeReference(use: IntrinsicUse): Reference[] {
  const { argument } = use;
  if (argument.kind === 'list') {
    const [name, ...attribute] = argument.items.map(stringOf);
    if (name === undefined) return [];
    const known = attribute.every((part) => part !== undefined);
    return [{ name, attribute: known ? attribute.join('.') : '', by: 'Fn::GetAtt', at: use.at }];
  }
  const text = stringOf(argument);
  const dot = text?.indexOf('.') ?? -1;
  if (text === undefined || dot <= 0) return [];
  return [{ name: text.slice(0, dot), attribute: text.slice(dot + 1), by: 'Fn::GetAtt', at: use.at }];
}

function subReferences(use: IntrinsicUse): Reference[] {
  const { argument } = use;
  const text = stringOf(argument.kind === 'list' ? argument.items[0] : argument);
  const variables = argument.kind === 'list' ? argument.items[1] : undefined;
  if (text === undefined) return [];
  const references: Reference[] = [];
  for (const piece of substitutions(text)) {
    if (piece.kind === 'text' || (variables?.kind === 'map' && variables.has(piece.name))) continue;
    const dot = piece.name.indexOf('.');
    const [name, attribute] = dot > 0 ? [piece.name.slice(0, dot), piece.name.slice(dot + 1)] : [piece.name, null];
    references.push({ name, attribute, by: 'Fn::Sub', at: use.at });
  }
  return references;
}

/** Every name that a tree refers to. */
export function referencesIn(node: Node): Reference[] {
  const references: Reference[] = [];
  visitIntrinsics(node, (use) => references.push(...referencesOf(use)));
  return references;
}
