import type {
  BreakStatement,
  ContinueStatement,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  LabeledStatement,
  Statement,
  WhileStatement,
} from 'oxc-parser';

import type { Pattern, Stmt } from '../ir/ir.ts';
import { lowerUpdate } from './assignments.ts';
import { inLabel, inScope } from './context.ts';
import type { Lowering } from './context.ts';
import { lowerVariables } from './declarations.ts';
import { variableNames } from './hoist.ts';
import { constant, evaluate, placeOf } from './make.ts';
import { Scope, declareInBlock } from './scope.ts';

type Loop = ForStatement | ForInStatement | ForOfStatement | WhileStatement | DoWhileStatement;

/** Any loop; `names` are the labels in front of it. */
export function lowerLoop(l: Lowering, node: Loop, names: readonly string[]): Stmt[] {
  const scope = new Scope(l.scope, l.scope.frame);
  const head = node.type === 'ForStatement' ? node.init : 'left' in node ? node.left : null;
  if (head?.type === 'VariableDeclaration' && head.kind !== 'var') {
    for (const { name } of variableNames(head)) declareInBlock(scope, name);
  }
  return inScope(l, scope, () => inLabel(l, { kind: 'loop', names }, () => loopOf(l, node)));
}

function loopOf(l: Lowering, node: Loop): Stmt[] {
  switch (node.type) {
    case 'WhileStatement':
      return [{ k: 'loop', test: l.expression(node.test), body: l.block(node.body), update: [] }];
    case 'DoWhileStatement': {
      // The body runs before the first test.
      const body = l.block(node.body);
      const last: Stmt = { k: 'if', test: l.expression(node.test), then: [], otherwise: [{ k: 'break' }] };
      return [{ k: 'loop', test: null, body: [...body, last], update: [] }];
    }
    case 'ForStatement': {
      const init = initOf(l, node);
      const test = node.test === null ? null : l.expression(node.test);
      const body = l.block(node.body);
      return [...init, { k: 'loop', test, body, update: updateOf(l, node) }];
    }
    case 'ForInStatement':
    case 'ForOfStatement': {
      const of = l.expression(node.right);
      const over = node.type === 'ForInStatement' ? 'keys' : 'values';
      return [{ k: 'each', target: eachTarget(l, node), of, over, body: l.block(node.body), otherwise: [] }];
    }
  }
}

function initOf(l: Lowering, node: ForStatement): Stmt[] {
  if (node.init === null) return [];
  return node.init.type === 'VariableDeclaration' ? lowerVariables(l, node.init) : [evaluate(l.expression(node.init))];
}

function updateOf(l: Lowering, node: ForStatement): Stmt[] {
  if (node.update === null) return [];
  return [evaluate(node.update.type === 'UpdateExpression' ? lowerUpdate(l, node.update, false) : l.expression(node.update))];
}

function eachTarget(l: Lowering, node: ForInStatement | ForOfStatement): Pattern {
  if (node.left.type !== 'VariableDeclaration') return l.pattern(node.left);
  const declarator = node.left.declarations[0];
  return declarator === undefined ? { k: 'fields', fields: [], rest: null, at: placeOf(node.left) } : l.pattern(declarator.id);
}

/** `orders: for (…)`, or a block that `break orders` leaves. */
export function lowerLabeled(l: Lowering, node: LabeledStatement): Stmt[] {
  const names: string[] = [];
  let body: Statement = node;
  for (; body.type === 'LabeledStatement'; body = body.body) names.push(body.label.name);
  switch (body.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return lowerLoop(l, body, names);
    default: {
      const inner = body;
      const stmts = inLabel(l, { kind: 'block', names }, () => l.block(inner));
      // A switch with a single case: what leaves it is a plain `break`.
      return [{ k: 'switch', subject: constant(undefined, placeOf(node)), cases: [{ tests: [], body: stmts }], fallsThrough: false }];
    }
  }
}

/**
 * `break` and `continue`. The intermediate form leaves the innermost loop only, so a jump to an outer loop leaves the inner one:
 * what follows in the outer loop then counts as reachable, which it may be in other rounds.
 */
export function lowerJump(l: Lowering, node: BreakStatement | ContinueStatement): Stmt {
  if (node.type === 'BreakStatement') return { k: 'break' };
  const label = node.label?.name;
  const innermost = l.labels.findLast((candidate) => candidate.kind === 'loop');
  return label === undefined || innermost?.names.includes(label) === true ? { k: 'continue' } : { k: 'break' };
}
