import type { Argument as ArgumentNode, CallExpression, Expression, TaggedTemplateExpression } from 'oxc-parser';

import type { Argument, Expr, Place } from '../ir/ir.ts';
import { enter } from './context.ts';
import type { Lowering } from './context.ts';
import { callOf, constant, opaque, placeOf } from './make.ts';
import { isRequire } from './names.ts';
import { memberKey } from './patterns.ts';

/** The expression that a link of a chain hangs on (`a.b` hangs on `a`, `f()` on `f`); null for what is no link. */
export function innerLink(node: Expression): Expression | null {
  switch (node.type) {
    case 'MemberExpression':
      return node.object;
    case 'CallExpression':
      return node.callee;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      return node.expression;
    default:
      return null;
  }
}

/**
 * `a.b().c[0]` and the like. Such chains lean to the left and can be thousands of links long, so they are unwound in a loop.
 * Optional links (`?.`) and TypeScript's assertions leave no trace.
 */
export function lowerChain(l: Lowering, node: Expression): Expr {
  const links: Expression[] = [];
  let base = node;
  for (let inner = innerLink(base); inner !== null; inner = innerLink(base)) {
    links.push(base);
    base = inner;
  }
  const depth = l.depth;
  if (!enter(l, placeOf(node), links.length)) return opaque('a chain of calls that is too long', placeOf(node));
  let result = l.expression(base);
  for (let i = links.length - 1; i >= 0; i--) {
    l.depth = depth + i + 1;
    result = applyLink(l, links[i]!, result);
  }
  l.depth = depth;
  return result;
}

function applyLink(l: Lowering, link: Expression, inner: Expr): Expr {
  const at = placeOf(link);
  switch (link.type) {
    case 'MemberExpression':
      return { k: 'get', object: inner, ...memberKey(l, link.property, link.computed), at };
    case 'CallExpression':
      return importOf(l, link, at) ?? { k: 'call', callee: inner, args: lowerArguments(l, link.arguments), at };
    case 'TaggedTemplateExpression':
      return taggedTemplate(l, link, inner, at);
    default:
      return inner;
  }
}

/** `require(x)`, as the module it gives. */
function importOf(l: Lowering, link: CallExpression, at: Place): Expr | null {
  const [specifier] = link.arguments;
  if (link.callee.type !== 'Identifier' || specifier === undefined || specifier.type === 'SpreadElement') return null;
  if (!isRequire(l, link.callee.name)) return null;
  return { k: 'import', specifier: l.expression(specifier), isRequire: true, at };
}

/** The tag is called with the list of texts and the values between them. */
function taggedTemplate(l: Lowering, link: TaggedTemplateExpression, tag: Expr, at: Place): Expr {
  const texts = link.quasi.quasis.map((part) => {
    const value = constant(part.value.cooked ?? part.value.raw, placeOf(part));
    return { value, isSpread: false };
  });
  const list: Expr = { k: 'list', items: texts, at: placeOf(link.quasi) };
  return callOf(tag, [list, ...link.quasi.expressions.map((value) => l.expression(value))], at);
}

/** The arguments of a call or `new`. */
export function lowerArguments(l: Lowering, nodes: readonly ArgumentNode[]): Argument[] {
  return nodes.map((node) =>
    node.type === 'SpreadElement'
      ? { value: l.expression(node.argument), isSpread: true, name: null }
      : { value: l.expression(node), isSpread: false, name: null },
  );
}
