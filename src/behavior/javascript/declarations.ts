import type { Class, Function as FunctionNode, Statement, VariableDeclaration } from 'oxc-parser';

import type { Expr, Place, Stmt } from '../ir/ir.ts';
import { lowerDecorators } from './classes.ts';
import type { Lowering } from './context.ts';
import { assign, constant, evaluate, named, placeOf, variable } from './make.ts';
import { lookup } from './scope.ts';

/** `const a = b, { c } = d;` as assignments. */
export function lowerVariables(l: Lowering, node: VariableDeclaration): Stmt[] {
  if (node.declare === true) return [];
  return node.declarations.flatMap((declarator) => {
    const at = placeOf(declarator);
    // `var x;` leaves what a variable of that name holds already.
    if (declarator.init === null && node.kind === 'var') return [];
    const value = declarator.init === null ? constant(undefined, at) : l.expression(declarator.init);
    return [evaluate(assign(l.pattern(declarator.id), value, at))];
  });
}

/** A function declaration as an assignment to its name, or to `otherName` (a default export without one). */
export function lowerFunctionDeclaration(l: Lowering, node: FunctionNode, otherName: string | null): Stmt[] {
  if (node.type !== 'FunctionDeclaration' || node.body === null || node.declare === true) return [];
  const at = placeOf(node);
  const name = node.id === null ? otherName : declaredName(l, node.id.name).name;
  return name === null
    ? []
    : [evaluate(assign(named(name, node.id === null ? at : placeOf(node.id)), { k: 'function', fn: l.fn(node), at }, at))];
}

/** A class declaration as an assignment to its name, then what its decorators make of it. */
export function lowerClassDeclaration(l: Lowering, node: Class, otherName: string | null): Stmt[] {
  if (node.declare === true) return [];
  const at = placeOf(node);
  const name = node.id === null ? otherName : declaredName(l, node.id.name).name;
  if (name === null) return [];
  const target = named(name, node.id === null ? at : placeOf(node.id));
  const made = evaluate(assign(target, { k: 'class', cls: l.cls(node), at }, at));
  const decorated = lowerDecorators(l, node.decorators)
    .toReversed()
    .map((decorator) => evaluate(assign(target, decoratedBy(decorator, name, at), at)));
  return [made, ...decorated];
}

/** A class decorator gives a class to put in the place of its own, or nothing. */
function decoratedBy(callee: Expr, name: string, at: Place): Expr {
  const arg = { value: variable(name, at), isSpread: false, name: null };
  const call: Expr = { k: 'call', callee, args: [arg], isDecorator: true, at: callee.at };
  return { k: 'logical', op: '??', left: call, right: variable(name, at), at };
}

/** The name in the intermediate form of something that the present block declares, and whether an earlier declaration made it. */
export function declaredName(l: Lowering, name: string): { readonly name: string; readonly isMade: boolean } {
  const binding = lookup(l.scope, name);
  if (binding === undefined) return { name, isMade: false };
  const isMade = binding.isMade;
  binding.isMade = true;
  return { name: binding.name, isMade };
}

/** Whether a statement is a function declaration, which is there before the statements around it run. */
export function isHoisted(node: Statement): boolean {
  if (node.type === 'FunctionDeclaration') return true;
  const exported = node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : null;
  return exported?.type === 'FunctionDeclaration';
}
