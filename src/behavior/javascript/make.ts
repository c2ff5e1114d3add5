import type { Argument, Expr, Pattern, Place, Stmt } from '../ir/ir.ts';

/** A node's place in the text. */
export function placeOf(node: { readonly start: number; readonly end: number }): Place {
  return { start: node.start, end: node.end };
}

/** A known value. */
export function constant(value: string | number | boolean | null | undefined, at: Place): Expr {
  return { k: 'const', value, at };
}

/** A read of a name. */
export function variable(name: string, at: Place): Expr {
  return { k: 'var', name, at };
}

/** A name to assign to. */
export function named(name: string, at: Place): Pattern {
  return { k: 'name', name, at };
}

/** Something whose value does not matter; its parts are evaluated. */
export function opaque(because: string, at: Place, parts: readonly Expr[] = []): Expr {
  return { k: 'opaque', because, parts, at };
}

/** `object.key`. */
export function attribute(object: Expr, key: string, at: Place): Expr {
  return { k: 'get', object, key: constant(key, at), isAttribute: true, at };
}

/** An assignment. */
export function assign(target: Pattern, value: Expr, at: Place): Expr {
  return { k: 'assign', target, value, at };
}

/** A statement that evaluates. */
export function evaluate(value: Expr): Stmt {
  return { k: 'expr', value };
}

/** A call with positional arguments. */
export function callOf(callee: Expr, args: readonly Expr[], at: Place): Expr {
  return { k: 'call', callee, args: args.map(positional), at };
}

/** A positional argument. */
function positional(value: Expr): Argument {
  return { value, isSpread: false, name: null };
}

/** A function of no parameters that is called on the spot, seeing the `this` around it. */
export function calledAtOnce(body: readonly Stmt[], locals: readonly string[], at: Place): Expr {
  const fn = {
    name: null,
    params: [],
    rest: null,
    keywordRest: null,
    locals,
    body,
    ownThis: false,
    isAsync: false,
    isGenerator: false,
    at,
  };
  return callOf({ k: 'function', fn, at }, [], at);
}
