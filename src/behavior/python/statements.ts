import type { Expr, Pattern, Stmt } from '../ir/ir.ts';
import { assignName, branchChain, callOf, constant, opaque, placeOf, textOf } from './lowering.ts';
import type { Lowering, StatementRule } from './lowering.ts';
import { decorated, decoratorsOf, lowerFunction } from './functions.ts';
import { aliasOf, lowerPattern } from './patterns.ts';
import { bindName, bindOuter } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, childrenIn, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

/** The block in a part of a statement. */
function bodyOf(node: Node | undefined, scope: Scope, lowering: Lowering): Stmt[] {
  const block = node && (childIn(node, 'body') ?? childIn(node, 'consequence') ?? node.children.find((child) => child.type === 'block'));
  return block ? lowering.statements(block.children, scope) : [];
}

const clause = (node: Node, type: string): Node | undefined => node.children.find((child) => child.type === type);

function conditionOf(node: Node, scope: Scope, lowering: Lowering): Expr {
  const condition = childIn(node, 'condition');
  return condition ? lowering.expression(condition, scope) : opaque('a condition', [], placeOf(node));
}

const expressionStatement: StatementRule = (node, scope, lowering) => {
  const children = namedChildren(node);
  return children.flatMap((child) => {
    // A text alone is documentation; an annotation alone binds nothing.
    if (child.type === 'string' && !child.children.some((part) => part.type === 'interpolation')) return [];
    if (child.type === 'assignment' && !childIn(child, 'right')) return [];
    return [{ k: 'expr', value: lowering.expression(child, scope) }];
  });
};

/** `a = value`, `a: type = value`, `a = b = value` as an expression. */
function assignment(node: Node, scope: Scope, lowering: Lowering): Expr {
  const [left, right] = [childIn(node, 'left'), childIn(node, 'right')];
  if (!left || !right) return opaque('an annotation', [], placeOf(node));
  const value = lowering.expression(right, scope);
  return { k: 'assign', target: lowerPattern(left, scope, lowering), value, at: placeOf(node) };
}

function augmented(node: Node, scope: Scope, lowering: Lowering): Expr {
  const [left, right] = [childIn(node, 'left'), childIn(node, 'right')];
  if (!left || !right) return opaque('an assignment', [], placeOf(node));
  const at = placeOf(node);
  const op = textOf(childIn(node, 'operator'), lowering).replace(/=$/, '');
  const value: Expr = { k: 'binary', op, left: lowering.expression(left, scope), right: lowering.expression(right, scope), at };
  return { k: 'assign', target: lowerPattern(left, scope, lowering), value, at };
}

const returnStatement: StatementRule = (node, scope, lowering) => {
  const [value] = namedChildren(node);
  return [{ k: 'return', value: value ? lowering.expression(value, scope) : null, at: placeOf(node) }];
};

const raise: StatementRule = (node, scope, lowering) => {
  const value = namedChildren(node).find((child) => child.field !== 'cause');
  return [{ k: 'throw', value: value ? lowering.expression(value, scope) : null, at: placeOf(node) }];
};

const ifStatement: StatementRule = (node, scope, lowering) => {
  const head = { test: conditionOf(node, scope, lowering), then: bodyOf(node, scope, lowering) };
  const branches = [head];
  let otherwise: readonly Stmt[] = [];
  for (const child of childrenIn(node, 'alternative')) {
    if (child.type === 'elif_clause') branches.push({ test: conditionOf(child, scope, lowering), then: bodyOf(child, scope, lowering) });
    else otherwise = bodyOf(child, scope, lowering);
  }
  return branchChain(branches, otherwise);
};

const whileStatement: StatementRule = (node, scope, lowering) => {
  const test = conditionOf(node, scope, lowering);
  const isEndless = test.k === 'const' && (test.value === true || test.value === 1);
  const body = bodyOf(node, scope, lowering);
  const otherwise = bodyOf(clause(node, 'else_clause'), scope, lowering);
  const loop: Stmt = { k: 'loop', test: isEndless ? null : test, body, update: [] };
  // The `else` of a loop runs unless the loop was left with `break`.
  if (otherwise.length === 0) return [loop];
  return [loop, { k: 'if', test: opaque('whether the loop ended by itself', [], placeOf(node)), then: otherwise, otherwise: [] }];
};

const forStatement: StatementRule = (node, scope, lowering) => {
  const [left, right] = [childIn(node, 'left'), childIn(node, 'right')];
  if (!left || !right) return [];
  const of = lowering.expression(right, scope);
  const target = lowerPattern(left, scope, lowering);
  const body = bodyOf(node, scope, lowering);
  return [{ k: 'each', target, of, over: 'values', body, otherwise: bodyOf(clause(node, 'else_clause'), scope, lowering) }];
};

const withStatement: StatementRule = (node, scope, lowering) => {
  const items = namedChildren(node).flatMap((child) => (child.type === 'with_clause' ? withItems(child) : []));
  const opened = items.map((item): { value: Expr; target: Pattern | null } => {
    const [inner = item] = item.type === 'as_pattern' ? namedChildren(item) : [item];
    const value = lowering.expression(inner, scope);
    return { value, target: item.type === 'as_pattern' ? aliasOf(item, scope, lowering) : null };
  });
  let body: readonly Stmt[] = bodyOf(node, scope, lowering);
  for (const item of opened.toReversed()) body = [{ k: 'with', ...item, body }];
  return body;
};

/** What `with` opens; parentheses around several are read as a tuple. */
function withItems(list: Node): Node[] {
  return namedChildren(list).flatMap((item) => {
    const value = childIn(item, 'value') ?? item;
    const isGroup = value.type === 'tuple' || value.type === 'parenthesized_expression';
    return isGroup && namedChildren(value).some((child) => child.type === 'as_pattern') ? namedChildren(value) : [value];
  });
}

const tryStatement: StatementRule = (node, scope, lowering) => {
  const body = bodyOf(node, scope, lowering);
  const handlers = node.children.filter((child) => child.type === 'except_clause' || child.type === 'except_group_clause');
  return [
    {
      k: 'try',
      body,
      handlers: handlers.map((handler) => handlerOf(handler, scope, lowering)),
      otherwise: bodyOf(clause(node, 'else_clause'), scope, lowering),
      finally: bodyOf(clause(node, 'finally_clause'), scope, lowering),
    },
  ];
};

function handlerOf(node: Node, scope: Scope, lowering: Lowering): { types: Expr | null; target: Pattern | null; body: Stmt[] } {
  const value = childIn(node, 'value') ?? namedChildren(node).find((child) => child.type !== 'block');
  const type = value?.type === 'as_pattern' ? namedChildren(value)[0] : value;
  const types = type ? lowering.expression(type, scope) : null;
  const target = value?.type === 'as_pattern' ? aliasOf(value, scope, lowering) : aliasOf(node, scope, lowering);
  return { types, target, body: bodyOf(node, scope, lowering) };
}

const functionDefinition: StatementRule = (node, scope, lowering) => {
  const name = bindName(textOf(childIn(node, 'name'), lowering), scope);
  return [assignName(name, lowerFunction(node, scope, lowering), placeOf(node))];
};

/** A decorated function; a decorated class is a rule of classes. */
export const decoratedFunction: StatementRule = (node, scope, lowering) => {
  const definition = childIn(node, 'definition');
  if (!definition) return [];
  const name = bindName(textOf(childIn(definition, 'name'), lowering), scope);
  const value = decorated(lowerFunction(definition, scope, lowering), decoratorsOf(node), scope, lowering);
  return [assignName(name, value, placeOf(node))];
};

const outerNames =
  (isGlobal: boolean): StatementRule =>
  (node, scope, lowering) => {
    for (const child of namedChildren(node)) bindOuter(textOf(child, lowering), scope, isGlobal);
    return [];
  };

const deleteStatement: StatementRule = (node, scope, lowering) => {
  const targets = namedChildren(node).flatMap((child) => (child.type === 'expression_list' ? namedChildren(child) : [child]));
  return targets
    .filter((child) => child.type !== 'identifier')
    .map((child) => ({ k: 'expr', value: { k: 'unary', op: 'delete', value: lowering.expression(child, scope), at: placeOf(child) } }));
};

/** Whether an assertion holds is not followed: it is not a path of its own. */
const assertStatement: StatementRule = (node, scope, lowering) =>
  namedChildren(node).map((child) => ({ k: 'expr', value: lowering.expression(child, scope) }));

/** `print x` and `exec x` of Python 2, which no runtime of Lambda reads any longer. */
const pythonTwo: StatementRule = (node, scope, lowering) => {
  const at = placeOf(node);
  const name = node.type === 'print_statement' ? 'print' : 'exec';
  lowering.gap('parse-error', `${name} is a statement here, as in Python 2, which Python 3 refuses`, at);
  const parts = namedChildren(node).map((child) => lowering.expression(child, scope));
  return [{ k: 'expr', value: callOf({ k: 'var', name, at }, parts, at) }];
};

const none: StatementRule = () => [];

/** Rules for statements, without those of classes, imports and `match`. */
export const STATEMENTS: Readonly<Record<string, StatementRule>> = {
  expression_statement: expressionStatement,
  return_statement: returnStatement,
  raise_statement: raise,
  if_statement: ifStatement,
  while_statement: whileStatement,
  for_statement: forStatement,
  with_statement: withStatement,
  try_statement: tryStatement,
  function_definition: functionDefinition,
  global_statement: outerNames(true),
  nonlocal_statement: outerNames(false),
  delete_statement: deleteStatement,
  assert_statement: assertStatement,
  print_statement: pythonTwo,
  exec_statement: pythonTwo,
  pass_statement: none,
  type_alias_statement: none,
  break_statement: () => [{ k: 'break' }],
  continue_statement: () => [{ k: 'continue' }],
};

/** Rules for assignments, which Python's grammar allows as parts of one another. */
export const ASSIGNMENTS: Readonly<Record<string, (node: Node, scope: Scope, lowering: Lowering) => Expr>> = {
  assignment,
  augmented_assignment: augmented,
  // `value as name` outside of `with` and `except` is an error of syntax.
  as_pattern: (node, scope, lowering) => {
    const [value] = namedChildren(node);
    return value ? lowering.expression(value, scope) : constant(undefined, placeOf(node));
  },
};
