import type { Pattern } from '../ir/ir.ts';
import { constant, placeOf, textOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { bindName } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

const SEQUENCES: ReadonlySet<string> = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list', 'expression_list']);

/** Lowers what stands left of `=`, after `for` and after `as`, and declares its names. */
export function lowerPattern(node: Node, scope: Scope, lowering: Lowering): Pattern {
  const at = placeOf(node);
  if (node.type === 'identifier' || node.type === 'keyword_identifier')
    return { k: 'name', name: bindName(textOf(node, lowering), scope), at };
  if (node.type === 'attribute' || node.type === 'subscript') {
    const target = lowering.expression(node, scope);
    if (target.k === 'get') return { k: 'member', object: target.object, key: target.key, isAttribute: target.isAttribute, at };
  }
  const children = namedChildren(node);
  if (SEQUENCES.has(node.type)) return elements(children, at, (child) => lowerPattern(child, scope, lowering));
  // Parentheses, `as` targets and stars hold one target.
  const [only] = children;
  if (only && children.length === 1) return lowerPattern(only, scope, lowering);
  // What cannot be assigned to is a syntax error, and has its gap already.
  return {
    k: 'member',
    object: { k: 'opaque', because: 'no target', parts: [], at },
    key: constant(undefined, at),
    isAttribute: false,
    at,
  };
}

/** A sequence of targets. A star that is not the last takes a slice, and those after it count from the end. */
function elements(children: readonly Node[], at: Pattern['at'], lower: (child: Node) => Pattern): Pattern {
  const star = children.findIndex((child) => child.type === 'list_splat_pattern' || child.type === 'list_splat');
  const targets = children.map((child) => ({ target: lower(child), defaultValue: null }));
  if (star < 0) return { k: 'elements', items: targets, rest: null, at };
  if (star === targets.length - 1) return { k: 'elements', items: targets.slice(0, star), rest: targets[star]?.target ?? null, at };
  const keyOf = (index: number): number | undefined => (index === star ? undefined : index < star ? index : index - targets.length);
  return { k: 'fields', fields: targets.map((target, index) => ({ key: constant(keyOf(index), at), ...target })), rest: null, at };
}

/** The target of `value as target`; null without one. */
export function aliasOf(node: Node, scope: Scope, lowering: Lowering): Pattern | null {
  const alias = childIn(node, 'alias');
  return alias ? lowerPattern(alias, scope, lowering) : null;
}
