import type { Expr, FunctionIr, Param, Pattern } from '../ir/ir.ts';
import { callOf, constant, placeOf, textOf } from './lowering.ts';
import type { ExpressionRule, Lowering } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { bindName, comprehensionScope, functionScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, hasToken, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

/** The parameters of a function. */
interface Parameters {
  readonly params: readonly Param[];
  readonly rest: Pattern | null;
  readonly keywordRest: string | null;
}

/** Lowers parameters: defaults belong to the scope around the function (Python's reference, section 8.7). */
function parametersOf(node: Node | undefined, inner: Scope, lowering: Lowering): Parameters {
  const params: Param[] = [];
  let rest: Pattern | null = null;
  let keywordRest: string | null = null;
  let keywordOnly = false;
  for (const child of node ? namedChildren(node) : []) {
    const target = targetOf(child);
    if (child.type === 'keyword_separator') keywordOnly = true;
    else if (target?.type === 'list_splat_pattern') {
      keywordOnly = true;
      rest = lowerPattern(target, inner, lowering);
    } else if (target?.type === 'dictionary_splat_pattern') {
      keywordRest = bindName(textOf(namedChildren(target)[0], lowering), inner);
    } else if (target) {
      const value = childIn(child, 'value');
      params.push({
        target: lowerPattern(target, inner, lowering),
        name: target.type === 'identifier' ? textOf(target, lowering) : null,
        defaultValue: value && inner.parent ? lowering.expression(value, inner.parent) : null,
        keywordOnly,
      });
    }
  }
  return { params, rest, keywordRest };
}

/** What a parameter binds, without its type and default. */
function targetOf(child: Node): Node | undefined {
  if (child.type === 'positional_separator' || child.type === 'keyword_separator') return undefined;
  if (child.type === 'default_parameter' || child.type === 'typed_default_parameter') return childIn(child, 'name');
  return child.type === 'typed_parameter' ? namedChildren(child)[0] : child;
}

/** Lowers `def`, as the value that it binds to its name. */
export function lowerFunction(node: Node, scope: Scope, lowering: Lowering): Expr {
  const inner = functionScope(scope);
  const parameters = parametersOf(childIn(node, 'parameters'), inner, lowering);
  const block = childIn(node, 'body');
  const body = block ? lowering.statements(block.children, inner) : [];
  const fn: FunctionIr = {
    name: textOf(childIn(node, 'name'), lowering),
    ...parameters,
    locals: [...inner.locals],
    body,
    ownThis: true,
    isAsync: hasToken(node, 'async'),
    isGenerator: inner.isGenerator,
    at: placeOf(node),
  };
  return { k: 'function', fn, at: placeOf(node) };
}

const lambda: ExpressionRule = (node, scope, lowering) => {
  const inner = functionScope(scope);
  const parameters = parametersOf(childIn(node, 'parameters'), inner, lowering);
  const body = childIn(node, 'body');
  const at = placeOf(node);
  const value = body ? lowering.expression(body, inner) : constant(null, at);
  const shape = { ownThis: false, isAsync: false, isGenerator: inner.isGenerator };
  const fn: FunctionIr = { name: null, ...parameters, locals: [...inner.locals], body: [{ k: 'return', value, at }], ...shape, at };
  return { k: 'function', fn, at };
};

interface Clause {
  readonly target: Pattern;
  readonly of: Expr;
  readonly tests: Expr[];
}

const comprehension: ExpressionRule = (node, scope, lowering) => {
  const inner = comprehensionScope(scope, node.start);
  const clauses: Clause[] = [];
  for (const child of namedChildren(node)) {
    if (child.type === 'for_in_clause') {
      const [right, left] = [childIn(child, 'right'), childIn(child, 'left')];
      if (!right || !left) continue;
      // The first source is evaluated outside of the comprehension, and before its variables are bound.
      const of = lowering.expression(right, clauses.length === 0 ? scope : inner);
      clauses.push({ target: lowerPattern(left, inner, lowering), of, tests: [] });
    } else if (child.type === 'if_clause') {
      const [test] = namedChildren(child);
      if (test) clauses.at(-1)?.tests.push(lowering.expression(test, inner));
    }
  }
  const body = childIn(node, 'body');
  const at = placeOf(node);
  const result = body ? resultOf(body, inner, lowering) : constant(null, at);
  return { k: 'comprehension', clauses, result, into: body?.type === 'pair' ? 'object' : 'list', at };
};

function resultOf(body: Node, scope: Scope, lowering: Lowering): Expr {
  if (body.type !== 'pair') return lowering.expression(body, scope);
  const [key, value] = [childIn(body, 'key'), childIn(body, 'value')];
  const at = placeOf(body);
  if (!key || !value) return { k: 'object', entries: [], at };
  const entry = { k: 'property', key: lowering.expression(key, scope), value: lowering.expression(value, scope) } as const;
  return { k: 'object', entries: [entry], at };
}

/** Rules for expressions with scopes of their own. */
export const FUNCTIONS: Readonly<Record<string, ExpressionRule>> = {
  lambda,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
};

/** The decorators over a definition, in the order they are written. */
export function decoratorsOf(node: Node): Node[] {
  return namedChildren(node).filter((child) => child.type === 'decorator');
}

/** Applies decorators to the value of a definition: the one nearest to it first (Python's reference, section 8.7). */
export function decorated(value: Expr, decorators: readonly Node[], scope: Scope, lowering: Lowering): Expr {
  return decorators.reduceRight<Expr>((inner, decorator) => {
    const [expression] = namedChildren(decorator);
    if (!expression) return inner;
    const call = callOf(lowering.expression(expression, scope), [inner], placeOf(decorator));
    return { ...call, isDecorator: true } as Expr;
  }, value);
}
