import type { BinaryExpression, Expression, LogicalExpression, PrivateInExpression, SequenceExpression, UnaryExpression } from 'oxc-parser';

import type { Expr, Place } from '../ir/ir.ts';
import { enter } from './context.ts';
import type { Lowering } from './context.ts';
import { constant, opaque, placeOf } from './make.ts';

type Operation = BinaryExpression | PrivateInExpression | LogicalExpression;

/** Chains of one operator longer than this are lowered as a balanced tree, so that what reads them does not go as deep as they are long. */
const BALANCE_FROM = 32;
const ASSOCIATIVE: ReadonlySet<string> = new Set(['+', '&&', '||', '??']);

/** `a + b`, `a && b`, `#x in y`. Long chains such as `'a' + 'b' + …` lean to the left and are unwound in a loop. */
export function lowerOperation(l: Lowering, node: Operation): Expr {
  const spine: Operation[] = [];
  let leftmost: Expression | null = null;
  for (let current: Operation = node; leftmost === null;) {
    spine.push(current);
    if (current.left.type === 'PrivateIdentifier') break;
    if (current.left.type === 'BinaryExpression' || current.left.type === 'LogicalExpression') current = current.left;
    else leftmost = current.left;
  }
  const chain = spine.toReversed();
  const first = chain[0]!;
  const isUniform = ASSOCIATIVE.has(node.operator) && chain.every((part) => part.operator === node.operator);
  const levels = isUniform && chain.length >= BALANCE_FROM ? Math.ceil(Math.log2(chain.length + 1)) : chain.length;
  const depth = l.depth;
  if (!enter(l, placeOf(node), levels)) return opaque('a chain of operators that is too long', placeOf(node));
  const left = leftmost === null ? privateName(first) : l.expression(leftmost);
  const result = levels < chain.length ? balancedChain(l, chain, left) : leaning(l, chain, left);
  l.depth = depth;
  return result;
}

function privateName(node: Operation): Expr {
  return constant(node.left.type === 'PrivateIdentifier' ? `#${node.left.name}` : '', placeOf(node.left));
}

function leaning(l: Lowering, chain: readonly Operation[], leftmost: Expr): Expr {
  let result = leftmost;
  for (const part of chain) result = operation(part.operator, result, l.expression(part.right), placeOf(part));
  return result;
}

function balancedChain(l: Lowering, chain: readonly Operation[], leftmost: Expr): Expr {
  let level = [leftmost, ...chain.map((part) => l.expression(part.right))];
  while (level.length > 1) {
    const next: Expr[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i]!;
      const right = level[i + 1];
      next.push(right === undefined ? left : operation(chain[0]!.operator, left, right, { start: left.at.start, end: right.at.end }));
    }
    level = next;
  }
  return level[0]!;
}

/** A binary or logical operation, by its operator. */
export function operation(operator: string, left: Expr, right: Expr, at: Place): Expr {
  if (operator === '&&' || operator === '||' || operator === '??') return { k: 'logical', op: operator, left, right, at };
  return { k: 'binary', op: operator, left, right, at };
}

/** `!a`, `typeof a`, `void 0`, `delete a.b`. */
export function lowerUnary(l: Lowering, node: UnaryExpression): Expr {
  const at = placeOf(node);
  const value = l.expression(node.argument);
  if (node.operator === 'void' && value.k === 'const') return constant(undefined, at);
  if (node.operator === '-' && value.k === 'const' && typeof value.value === 'number') return constant(-value.value, at);
  return { k: 'unary', op: node.operator, value, at };
}

/** `a, b`. Constants before the last part only hide a method's receiver (`(0, client.send)(…)`) and are left out. */
export function lowerSequence(l: Lowering, node: SequenceExpression): Expr {
  const parts = node.expressions.map((part) => l.expression(part));
  const kept = parts.filter((part, i) => part.k !== 'const' || i === parts.length - 1);
  return kept.length === 1 ? kept[0]! : { k: 'sequence', parts: kept, at: placeOf(node) };
}
