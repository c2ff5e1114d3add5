import type { AssignmentExpression, SimpleAssignmentTarget, UpdateExpression } from 'oxc-parser';

import type { Expr, Pattern, Place } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { assign, constant, named, placeOf, variable } from './make.ts';
import { readName, writtenName } from './names.ts';
import { operation } from './operators.ts';
import { memberKey } from './patterns.ts';

/** Something that is both read and written; `before` puts parts of it into temporaries, so that their calls happen once. */
interface ReadWrite {
  readonly read: Expr;
  readonly write: Pattern;
  readonly before: readonly Expr[];
}

/** `a = b`, `a += b`, `a ??= b`. */
export function lowerAssignment(l: Lowering, node: AssignmentExpression): Expr {
  const at = placeOf(node);
  if (node.operator === '=') return assign(l.pattern(node.left), l.expression(node.right), at);
  const { read, write, before } = readWrite(l, node.left as SimpleAssignmentTarget);
  const value = operation(node.operator.slice(0, -1), read, l.expression(node.right), at);
  return after(before, assign(write, value, at), at);
}

/** `count++` and the like. As a value, the postfix forms give what was there before. */
export function lowerUpdate(l: Lowering, node: UpdateExpression, isValueUsed: boolean): Expr {
  const at = placeOf(node);
  const { read, write, before } = readWrite(l, node.argument);
  const updated = assign(write, operation(node.operator === '++' ? '+' : '-', read, constant(1, at), at), at);
  const value = node.prefix || !isValueUsed ? updated : operation(node.operator === '++' ? '-' : '+', updated, constant(1, at), at);
  return after(before, value, at);
}

function after(before: readonly Expr[], value: Expr, at: Place): Expr {
  return before.length === 0 ? value : { k: 'sequence', parts: [...before, value], at };
}

function readWrite(l: Lowering, node: SimpleAssignmentTarget): ReadWrite {
  const at = placeOf(node);
  if (node.type === 'Identifier') return { read: readName(l, node.name, at), write: named(writtenName(l, node.name), at), before: [] };
  if (node.type !== 'MemberExpression') return readWrite(l, node.expression as SimpleAssignmentTarget);
  const before: Expr[] = [];
  const object = onceOnly(l, l.expression(node.object), before);
  const { key: everyKey, isAttribute } = memberKey(l, node.property, node.computed);
  const key = onceOnly(l, everyKey, before);
  return { read: { k: 'get', object, key, isAttribute, at }, write: { k: 'member', object, key, isAttribute, at }, before };
}

function onceOnly(l: Lowering, value: Expr, before: Expr[]): Expr {
  if (isPlain(value)) return value;
  const name = l.scope.frame.fresh('value');
  before.push(assign(named(name, value.at), value, value.at));
  return variable(name, value.at);
}

/** Whether evaluating twice does the same as evaluating once: names and constant members of them. */
function isPlain(value: Expr): boolean {
  let current = value;
  while (current.k === 'get' && (current.key.k === 'const' || current.key.k === 'var')) current = current.object;
  return current.k === 'var' || current.k === 'this' || current.k === 'super' || current.k === 'const';
}
