import type {
  AssignmentTarget,
  BindingPattern,
  Class,
  Expression,
  Function as FunctionNode,
  ArrowFunctionExpression,
  Statement,
} from 'oxc-parser';

import type { ClassIr, Expr, FunctionIr, Gap, Pattern, Place, Stmt } from '../ir/ir.ts';
import type { Scope } from './scope.ts';

/** Anything that can be assigned to, declared or not. */
export type Target = BindingPattern | AssignmentTarget;

/** What is known while one file is lowered, and the way from one kind of syntax to the others. */
export interface Lowering {
  readonly text: string;
  readonly isTypeScript: boolean;
  readonly gaps: Gap[];
  /** The block that names are looked up in. */
  scope: Scope;
  /** Levels of the intermediate form above the present one. */
  depth: number;
  /** Nodes lowered so far. */
  nodes: number;
  /** The labels around the present statement, innermost last: of loops (`isLoop`) and of other statements. */
  labels: readonly Label[];
  expression(node: Expression): Expr;
  pattern(node: Target): Pattern;
  /** The statements of a block in the present scope, function declarations first. */
  statements(nodes: readonly Statement[]): Stmt[];
  /** A single statement, such as a loop's body, as a block. */
  block(node: Statement): Stmt[];
  fn(node: FunctionNode | ArrowFunctionExpression): FunctionIr;
  cls(node: Class): ClassIr;
}

/** A loop, switch or labelled block that `break` and `continue` can name. */
export interface Label {
  readonly kind: 'loop' | 'switch' | 'block';
  readonly names: readonly string[];
}

/** How deep and how large the intermediate form of one file may become. */
export const LOWERING_LIMITS: { readonly depth: number; readonly nodes: number } = { depth: 500, nodes: 1_000_000 };

/** Goes one level down. False when a limit is reached: then a gap says so, and what stands there is left out. */
export function enter(l: Lowering, at: Place, levels: number = 1): boolean {
  l.nodes++;
  if (l.depth + levels <= LOWERING_LIMITS.depth && l.nodes <= LOWERING_LIMITS.nodes) {
    l.depth += levels;
    return true;
  }
  const because =
    l.depth + levels > LOWERING_LIMITS.depth
      ? `code nested more than ${LOWERING_LIMITS.depth} levels deep`
      : `more than ${LOWERING_LIMITS.nodes} expressions and statements in one file`;
  if (!l.gaps.some((gap) => gap.because === because)) l.gaps.push({ code: 'limit-reached', because, at });
  return false;
}

/** Runs with another scope as the present one. */
export function inScope<T>(l: Lowering, scope: Scope, run: () => T): T {
  const outer = l.scope;
  l.scope = scope;
  const result = run();
  l.scope = outer;
  return result;
}

/** Runs with one more thing that `break` and `continue` can leave; `names` are its labels. */
export function inLabel<T>(l: Lowering, label: Label, run: () => T): T {
  const outer = l.labels;
  l.labels = [...outer, label];
  const result = run();
  l.labels = outer;
  return result;
}
