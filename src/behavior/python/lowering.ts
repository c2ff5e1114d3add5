import type { Expr, Param, Pattern, Place, Stmt, UnknownCode } from '../ir/ir.ts';
import type { Scope } from './scope.ts';
import type { Node } from './tree.ts';

/** The lowering of one file, as its parts see each other. */
export interface Lowering {
  readonly text: string;
  expression(node: Node, scope: Scope): Expr;
  /** The statements of a block, or of a single statement. */
  statements(nodes: readonly Node[], scope: Scope): Stmt[];
  pattern(node: Node, scope: Scope): Pattern;
  gap(code: UnknownCode, because: string, at: Place): void;
  /** The parameters of the constructors that data classes of the file have got, by class, for those that inherit from them. */
  readonly dataClasses: Map<string, readonly Param[]>;
}

/** Lowers one kind of expression. */
export type ExpressionRule = (node: Node, scope: Scope, lowering: Lowering) => Expr;

/** Lowers one kind of statement. */
export type StatementRule = (node: Node, scope: Scope, lowering: Lowering) => readonly Stmt[];

/** Where a node stands. */
export function placeOf(node: Node): Place {
  return { start: node.start, end: node.end };
}

/** A node's own text. */
export function textOf(node: Node | undefined, lowering: Lowering): string {
  return node ? lowering.text.slice(node.start, node.end) : '';
}

/** A constant at a place. */
export function constant(value: string | number | boolean | null | undefined, at: Place): Expr {
  return { k: 'const', value, at };
}

/** `object.name`. */
export function attribute(object: Expr, name: string, at: Place): Expr {
  return { k: 'get', object, key: constant(name, at), isAttribute: true, at };
}

/** A call with positional arguments. */
export function callOf(callee: Expr, values: readonly Expr[], at: Place): Expr {
  return { k: 'call', callee, args: values.map((value) => ({ value, isSpread: false, name: null })), at };
}

/** An assignment to a name, as a statement. */
export function assignName(name: string, value: Expr, at: Place): Stmt {
  return { k: 'expr', value: { k: 'assign', target: { k: 'name', name, at }, value, at } };
}

/** Something without a value that matters; its parts are evaluated. */
export function opaque(because: string, parts: readonly Expr[], at: Place): Expr {
  return { k: 'opaque', because, parts, at };
}

/** Branches of one chain that are nested in one another. */
const MOST_NESTED = 100;

/** `if`, `elif` ... `else`: each branch stands in the one before it. A chain that is too long for that goes on beside it, as what may run. */
export function branchChain(
  branches: readonly { readonly test: Expr; readonly then: readonly Stmt[] }[],
  otherwise: readonly Stmt[],
): readonly Stmt[] {
  const chains: Stmt[] = [];
  for (let from = 0; from < branches.length; from += MOST_NESTED) {
    const isLast = from + MOST_NESTED >= branches.length;
    let chain: readonly Stmt[] = isLast ? otherwise : [];
    for (const branch of branches.slice(from, from + MOST_NESTED).toReversed()) chain = [{ k: 'if', ...branch, otherwise: chain }];
    const at = branches[from]?.test.at ?? { start: 0, end: 0 };
    if (from === 0) chains.push(...chain);
    else chains.push({ k: 'if', test: opaque('a late branch', [], at), then: chain, otherwise: [] });
  }
  return branches.length === 0 ? otherwise : chains;
}
