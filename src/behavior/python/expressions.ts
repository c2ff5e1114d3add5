import type { Argument, Expr, Item, ObjectEntry } from '../ir/ir.ts';
import { attribute, constant, opaque, placeOf, textOf } from './lowering.ts';
import type { ExpressionRule, Lowering } from './lowering.ts';
import { bindWalrus, holderOf, lookUp } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, childrenIn, hasToken, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

const part = (node: Node, field: string, scope: Scope, lowering: Lowering): Expr => {
  const child = childIn(node, field);
  return child ? lowering.expression(child, scope) : constant(undefined, placeOf(node));
};

const identifier: ExpressionRule = (node, scope, lowering) => {
  const name = textOf(node, lowering);
  if (name === 'TYPE_CHECKING') return constant(false, placeOf(node));
  const found = lookUp(name, scope);
  return typeof found === 'string' ? { k: 'var', name: found, at: placeOf(node) } : found;
};

const number: ExpressionRule = (node, _scope, lowering) => {
  const text = textOf(node, lowering).replaceAll('_', '').toLowerCase();
  // Octal of Python 2 (`0644`) is a syntax error in Python 3, and no number here.
  const value = Number(/^0\d+$/.test(text) ? Number.NaN : text);
  return Number.isNaN(value) ? opaque('a number', [], placeOf(node)) : constant(value, placeOf(node));
};

const attributeRule: ExpressionRule = (node, scope, lowering) => {
  const name = textOf(childIn(node, 'attribute'), lowering);
  if (name === 'TYPE_CHECKING') return constant(false, placeOf(node));
  return attribute(part(node, 'object', scope, lowering), name, placeOf(node));
};

const subscript: ExpressionRule = (node, scope, lowering) => {
  const keys = childrenIn(node, 'subscript').map((child) => lowering.expression(child, scope));
  const at = placeOf(node);
  const key: Expr = keys.length === 1 && keys[0] ? keys[0] : { k: 'list', items: keys.map((value) => ({ value, isSpread: false })), at };
  return { k: 'get', object: part(node, 'value', scope, lowering), key, isAttribute: false, at };
};

const slice: ExpressionRule = (node) => constant(undefined, placeOf(node));

/** The arguments of a call. */
function argumentsOf(node: Node | undefined, scope: Scope, lowering: Lowering): Argument[] {
  if (!node) return [];
  if (node.type === 'generator_expression') return [{ value: lowering.expression(node, scope), isSpread: false, name: null }];
  return namedChildren(node).map((child) => {
    if (child.type === 'keyword_argument')
      return { value: part(child, 'value', scope, lowering), isSpread: false, name: textOf(childIn(child, 'name'), lowering) };
    const [inner = child] = namedChildren(child);
    if (child.type === 'list_splat') return { value: lowering.expression(inner, scope), isSpread: true, name: null };
    if (child.type === 'dictionary_splat') return { value: lowering.expression(inner, scope), isSpread: true, name: '**' };
    return { value: lowering.expression(child, scope), isSpread: false, name: null };
  });
}

const call: ExpressionRule = (node, scope, lowering) => {
  const callee = childIn(node, 'function');
  // `super()` and `super(Class, self)` mean the same in the methods of that class.
  if (callee?.type === 'identifier' && textOf(callee, lowering) === 'super') return { k: 'super', at: placeOf(node) };
  const args = argumentsOf(childIn(node, 'arguments'), scope, lowering);
  return { k: 'call', callee: part(node, 'function', scope, lowering), args, at: placeOf(node) };
};

const binary: ExpressionRule = (node, scope, lowering) => ({
  k: 'binary',
  op: textOf(childIn(node, 'operator'), lowering),
  left: part(node, 'left', scope, lowering),
  right: part(node, 'right', scope, lowering),
  at: placeOf(node),
});

const boolean: ExpressionRule = (node, scope, lowering) => ({
  k: 'logical',
  op: childIn(node, 'operator')?.type === 'and' ? '&&' : '||',
  left: part(node, 'left', scope, lowering),
  right: part(node, 'right', scope, lowering),
  at: placeOf(node),
});

const not: ExpressionRule = (node, scope, lowering) => ({
  k: 'unary',
  op: '!',
  value: part(node, 'argument', scope, lowering),
  at: placeOf(node),
});

const unary: ExpressionRule = (node, scope, lowering) => {
  const op = textOf(childIn(node, 'operator'), lowering);
  const value = part(node, 'argument', scope, lowering);
  if (op === '-' && value.k === 'const' && typeof value.value === 'number') return constant(-value.value, placeOf(node));
  return op === '-' || op === '+' || op === '~'
    ? { k: 'unary', op, value, at: placeOf(node) }
    : opaque('an operator', [value], placeOf(node));
};

const COMPARISONS: Readonly<Record<string, string>> = { '==': '===', is: '===', '!=': '!==', '<>': '!==', 'is not': '!==' };

/** One comparison; in the form, `is` is `==` and `not in` the opposite of `in`. */
function comparison(op: string, left: Expr, right: Expr): Expr {
  const at = { start: left.at.start, end: right.at.end };
  if (op === 'not in') return { k: 'unary', op: '!', value: { k: 'binary', op: 'in', left, right, at }, at };
  // A module that a handler imports is never the program itself.
  if (isName(left, '__name__') && right.k === 'const' && right.value === '__main__') return constant(op !== '==', at);
  return { k: 'binary', op: COMPARISONS[op] ?? op, left, right, at };
}

const isName = (value: Expr, name: string): boolean => value.k === 'var' && value.name === name;

/** `a < b <= c` is `a < b and b <= c`. */
const comparisons: ExpressionRule = (node, scope, lowering) => {
  const operands = namedChildren(node)
    .filter((child) => child.field !== 'operators')
    .map((child) => lowering.expression(child, scope));
  const operators = childrenIn(node, 'operators').map((child) => child.type);
  let result: Expr | undefined;
  for (const [index, op] of operators.entries()) {
    const [left, right] = [operands[index], operands[index + 1]];
    if (!left || !right) continue;
    const next = comparison(op, left, right);
    result = result ? { k: 'logical', op: '&&', left: result, right: next, at: placeOf(node) } : next;
  }
  return result ?? opaque('a comparison', operands, placeOf(node));
};

const conditional: ExpressionRule = (node, scope, lowering) => {
  const [then, test, otherwise] = namedChildren(node).map((child) => lowering.expression(child, scope));
  if (!then || !test || !otherwise) return opaque('a conditional', [], placeOf(node));
  return { k: 'conditional', test, then, otherwise, at: placeOf(node) };
};

const list: ExpressionRule = (node, scope, lowering) => ({
  k: 'list',
  items: namedChildren(node).map((child): Item => {
    const [inner = child] = namedChildren(child);
    return child.type === 'list_splat'
      ? { value: lowering.expression(inner, scope), isSpread: true }
      : { value: lowering.expression(child, scope), isSpread: false };
  }),
  at: placeOf(node),
});

const dictionary: ExpressionRule = (node, scope, lowering) => ({
  k: 'object',
  entries: namedChildren(node).flatMap((child): ObjectEntry[] => {
    const [inner] = namedChildren(child);
    if (child.type === 'dictionary_splat' && inner) return [{ k: 'spread', value: lowering.expression(inner, scope) }];
    if (child.type !== 'pair') return [];
    return [{ k: 'property', key: part(child, 'key', scope, lowering), value: part(child, 'value', scope, lowering) }];
  }),
  at: placeOf(node),
});

const inner: ExpressionRule = (node, scope, lowering) => {
  const [first] = namedChildren(node);
  return first ? lowering.expression(first, scope) : constant(undefined, placeOf(node));
};

const awaited: ExpressionRule = (node, scope, lowering) => ({ k: 'await', value: inner(node, scope, lowering), at: placeOf(node) });

const yielded: ExpressionRule = (node, scope, lowering) => {
  holderOf(scope).isGenerator = true;
  const [value] = namedChildren(node);
  return { k: 'yield', value: value ? lowering.expression(value, scope) : null, delegate: hasToken(node, 'from'), at: placeOf(node) };
};

const walrus: ExpressionRule = (node, scope, lowering) => {
  const value = part(node, 'value', scope, lowering);
  const target = childIn(node, 'name');
  const name = bindWalrus(textOf(target, lowering), scope);
  return { k: 'assign', target: { k: 'name', name, at: placeOf(target ?? node) }, value, at: placeOf(node) };
};

/** Rules for the expressions that hold neither statements nor scopes of their own. */
export const EXPRESSIONS: Readonly<Record<string, ExpressionRule>> = {
  identifier,
  keyword_identifier: identifier,
  integer: number,
  float: number,
  true: (node) => constant(true, placeOf(node)),
  false: (node) => constant(false, placeOf(node)),
  none: (node) => constant(null, placeOf(node)),
  ellipsis: (node) => opaque('an ellipsis', [], placeOf(node)),
  attribute: attributeRule,
  subscript,
  slice,
  call,
  binary_operator: binary,
  boolean_operator: boolean,
  not_operator: not,
  unary_operator: unary,
  comparison_operator: comparisons,
  conditional_expression: conditional,
  list,
  tuple: list,
  set: list,
  expression_list: list,
  pattern_list: list,
  dictionary,
  parenthesized_expression: inner,
  list_splat: inner,
  await: awaited,
  yield: yielded,
  named_expression: walrus,
};
