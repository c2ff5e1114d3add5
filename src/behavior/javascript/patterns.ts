import type { Expression, PrivateIdentifier, PropertyKey } from 'oxc-parser';

import type { Expr, Pattern } from '../ir/ir.ts';
import { enter } from './context.ts';
import type { Lowering, Target } from './context.ts';
import { constant, named, placeOf } from './make.ts';
import { writtenName } from './names.ts';

/** A target with the value it takes when there is none. */
interface Defaulted {
  readonly target: Pattern;
  readonly defaultValue: Expr | null;
}

/** Whatever can stand on the left of an assignment or in a declaration; names must be declared already. */
export function lowerPattern(l: Lowering, node: Target): Pattern {
  const at = placeOf(node);
  if (!enter(l, at)) return { k: 'fields', fields: [], rest: null, at };
  const pattern = lowered(l, node);
  l.depth--;
  return pattern;
}

function lowered(l: Lowering, node: Target): Pattern {
  const at = placeOf(node);
  switch (node.type) {
    case 'Identifier':
      return named(writtenName(l, node.name), at);
    case 'MemberExpression': {
      const { key, isAttribute } = memberKey(l, node.property, node.computed);
      return { k: 'member', object: l.expression(node.object), key, isAttribute, at };
    }
    case 'ObjectPattern':
      return objectPattern(l, node);
    case 'ArrayPattern':
      return arrayPattern(l, node);
    // A default outside of a list, object or parameter list cannot be written; its target is what counts.
    case 'AssignmentPattern':
      return l.pattern(node.left);
    default:
      return l.pattern(node.expression as Target);
  }
}

function objectPattern(l: Lowering, node: Extract<Target, { type: 'ObjectPattern' }>): Pattern {
  const fields: { key: Expr; target: Pattern; defaultValue: Expr | null }[] = [];
  let rest: Pattern | null = null;
  for (const property of node.properties) {
    if (property.type === 'RestElement') rest = l.pattern(property.argument);
    else fields.push({ key: propertyKey(l, property.key, property.computed), ...withDefault(l, property.value as Target) });
  }
  return { k: 'fields', fields, rest, at: placeOf(node) };
}

function arrayPattern(l: Lowering, node: Extract<Target, { type: 'ArrayPattern' }>): Pattern {
  const items: (Defaulted | null)[] = [];
  let rest: Pattern | null = null;
  for (const element of node.elements) {
    if (element === null) items.push(null);
    else if (element.type === 'RestElement') rest = l.pattern(element.argument);
    else items.push(withDefault(l, element as Target));
  }
  return { k: 'elements', items, rest, at: placeOf(node) };
}

/** A target that may carry a default: `size = 10`. */
export function withDefault(l: Lowering, node: Target): Defaulted {
  if (node.type !== 'AssignmentPattern') return { target: l.pattern(node), defaultValue: null };
  return { target: l.pattern(node.left), defaultValue: l.expression(node.right) };
}

/** The key of a property of an object, class or pattern. */
export function propertyKey(l: Lowering, key: PropertyKey, computed: boolean): Expr {
  const at = placeOf(key);
  if (key.type === 'PrivateIdentifier') return constant(`#${key.name}`, at);
  if (!computed && key.type === 'Identifier') return constant(key.name, at);
  if (!computed && key.type === 'Literal') return constant(String(key.value), at);
  return l.expression(key);
}

/** The key of a member expression: `.name`, `.#name` or `[anything]`. */
export function memberKey(l: Lowering, key: Expression | PrivateIdentifier, computed: boolean): { key: Expr; isAttribute: boolean } {
  if (computed) return { key: l.expression(key as Expression), isAttribute: false };
  return { key: propertyKey(l, key, false), isAttribute: true };
}
