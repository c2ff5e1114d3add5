import type { ArrowFunctionExpression, Function as FunctionNode, ParamPattern, Statement } from 'oxc-parser';

import type { Expr, FunctionIr, Param, Pattern, Place, Stmt } from '../ir/ir.ts';
import { inScope } from './context.ts';
import type { Lowering, Target } from './context.ts';
import { lexicalNames, patternNames, varNames } from './hoist.ts';
import { assign, evaluate, named, placeOf, variable } from './make.ts';
import { withDefault } from './patterns.ts';
import { Frame, Scope, declareTop } from './scope.ts';

/** A function, method or arrow function: its parameters, and its statements with flat locals. */
export function lowerFunction(l: Lowering, node: FunctionNode | ArrowFunctionExpression): FunctionIr {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const frame = new Frame(l.scope.frame, isArrow);
  const scope = new Scope(l.scope, frame);
  const params = node.params.filter((param) => !isThisParameter(param));
  for (const param of params) for (const name of patternNames(targetOf(param))) declareTop(scope, name);
  const outerLabels = l.labels;
  l.labels = [];
  const parts = inScope(l, scope, () => {
    const lowered = params.map((param) => parameter(l, param));
    const rest = params.find((param) => param.type === 'RestElement');
    return {
      params: lowered.filter((param) => param !== null),
      rest: rest === undefined ? null : l.pattern(targetOf(rest)),
      body: bodyOf(l, node),
    };
  });
  l.labels = outerLabels;
  const assigned = parameterProperties(params);
  const whole = { ...parts, body: withProperties(parts.body, assigned) };
  const {
    params: kept,
    rest,
    body,
  } = frame.usesArguments && !scope.bindings.has('arguments') ? withArguments(frame, whole, placeOf(node)) : whole;
  return {
    name: node.id?.name ?? null,
    params: kept,
    rest,
    keywordRest: null,
    locals: frame.locals,
    body,
    ownThis: !isArrow,
    isAsync: node.async,
    isGenerator: node.generator,
    at: placeOf(node),
  };
}

/** A function of no parameters around statements, such as a class's static block. */
export function lowerBody(l: Lowering, statements: readonly Statement[], at: Place): FunctionIr {
  const frame = new Frame(l.scope.frame, false);
  const scope = new Scope(l.scope, frame);
  const outerLabels = l.labels;
  l.labels = [];
  const body = inScope(l, scope, () => functionStatements(l, statements));
  l.labels = outerLabels;
  return {
    name: null,
    params: [],
    rest: null,
    keywordRest: null,
    locals: frame.locals,
    body,
    ownThis: true,
    isAsync: false,
    isGenerator: false,
    at,
  };
}

/** The statements of a function or module, whose names are declared first. */
export function functionStatements(l: Lowering, statements: readonly Statement[]): Stmt[] {
  for (const { name, isRequire } of [...varNames(statements), ...lexicalNames(statements)]) declareTop(l.scope, name, { isRequire });
  return l.statements(statements);
}

function bodyOf(l: Lowering, node: FunctionNode | ArrowFunctionExpression): Stmt[] {
  const body = node.body;
  if (body === null) return [];
  if (body.type === 'BlockStatement') return functionStatements(l, body.body);
  return [{ k: 'return', value: l.expression(body), at: placeOf(body) }];
}

/** TypeScript writes the type of `this` as a first parameter. */
function isThisParameter(param: ParamPattern): boolean {
  return param.type === 'Identifier' && param.name === 'this';
}

function targetOf(param: ParamPattern): Target {
  if (param.type === 'TSParameterProperty') return param.parameter;
  return param.type === 'RestElement' ? param.argument : param;
}

function parameter(l: Lowering, param: ParamPattern): Param | null {
  if (param.type === 'RestElement') return null;
  return { ...withDefault(l, targetOf(param)), name: null, keywordOnly: false };
}

/** `constructor(private readonly table: string)` also sets `this.table`. */
function parameterProperties(params: readonly ParamPattern[]): Stmt[] {
  return params.flatMap((param) => {
    if (param.type !== 'TSParameterProperty') return [];
    const at = placeOf(param);
    return patternNames(param.parameter).map((name) => evaluate(assign(member(name, at), variable(name, at), at)));
  });
}

function member(name: string, at: Place): Pattern {
  return { k: 'member', object: { k: 'this', at }, key: { k: 'const', value: name, at }, isAttribute: true, at };
}

/** They are set as soon as `this` is there: at the start, or after the call of `super`. */
function withProperties(body: readonly Stmt[], assigned: readonly Stmt[]): readonly Stmt[] {
  if (assigned.length === 0) return body;
  const after = body.findIndex((stmt) => stmt.k === 'expr' && stmt.value.k === 'call' && stmt.value.callee.k === 'super') + 1;
  return [...body.slice(0, after), ...assigned, ...body.slice(after)];
}

/** A function that uses `arguments` takes all of them as a list of that name, and its parameters from there. */
function withArguments(
  frame: Frame,
  parts: { readonly params: readonly Param[]; readonly rest: Pattern | null; readonly body: readonly Stmt[] },
  at: Place,
): { readonly params: readonly Param[]; readonly rest: Pattern; readonly body: readonly Stmt[] } {
  const list: Expr = variable(frame.own('arguments'), at);
  const own: Pattern = { k: 'elements', items: parts.params, rest: parts.rest, at };
  const taken = parts.params.length === 0 && parts.rest === null ? [] : [evaluate(assign(own, list, at))];
  return { params: [], rest: named('arguments', at), body: [...taken, ...parts.body] };
}
