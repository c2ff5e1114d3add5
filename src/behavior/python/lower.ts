import type { Expr, Gap, ModuleIr, Pattern, Place, Stmt } from '../ir/ir.ts';
import { classRules } from './classes.ts';
import { EXPRESSIONS } from './expressions.ts';
import { FUNCTIONS } from './functions.ts';
import { IMPORTS } from './imports.ts';
import { opaque, placeOf } from './lowering.ts';
import type { ExpressionRule, Lowering, StatementRule } from './lowering.ts';
import { MATCHES } from './match.ts';
import { lowerPattern } from './patterns.ts';
import { moduleScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { ASSIGNMENTS, STATEMENTS, decoratedFunction } from './statements.ts';
import { STRINGS } from './strings.ts';
import { namedChildren, readTree } from './tree.ts';
import type { Node } from './tree.ts';

/** UTF-16 units of a source file that are read. */
const MAX_LENGTH = 5_000_000;
/** Errors of syntax that are told one by one. */
const MAX_ERRORS = 10;

const expressionRules: ReadonlyMap<string, ExpressionRule> = new Map(
  Object.entries({ ...EXPRESSIONS, ...STRINGS, ...FUNCTIONS, ...ASSIGNMENTS }),
);
const statementRules: ReadonlyMap<string, StatementRule> = new Map(
  Object.entries({ ...STATEMENTS, ...IMPORTS, ...MATCHES, ...classRules(decoratedFunction) }),
);

/** Lowers a file of Python to the intermediate form. What cannot be read is a gap. Throws only `PythonNotLoaded`, without `preparePython` before. */
export function lowerPython(file: string, text: string): ModuleIr {
  const lowering = new FileLowering(file, text);
  const scope = moduleScope();
  const body = text.trim() === '' ? [] : lowering.module(scope);
  const { gaps } = lowering;
  return { file, language: 'python', text, locals: [...scope.locals], body, imports: [], exports: [], isEsModule: false, gaps };
}

class FileLowering implements Lowering {
  readonly text: string;
  readonly gaps: Gap[] = [];
  readonly dataClasses: Lowering['dataClasses'] = new Map();
  readonly #file: string;

  constructor(file: string, text: string) {
    this.#file = file;
    this.text = text;
  }

  module(scope: Scope): Stmt[] {
    const whole = { start: 0, end: this.text.length };
    if (this.text.length > MAX_LENGTH) {
      this.gap('limit-reached', `the file is longer than ${MAX_LENGTH} characters`, whole);
      return [];
    }
    // A notebook is JSON: its code is data for Python.
    if (/^\s*\{\s*"(?:cells|metadata|nbformat)"/.test(this.text)) return [];
    const read = readTree(this.text);
    if ('problem' in read) {
      this.gap('limit-reached', read.problem, whole);
      return [];
    }
    this.syntaxErrors(read.errors);
    if (read.tooDeep) this.gap('limit-reached', 'code is nested too deeply to be read', placeOf(read.tooDeep));
    return this.statements(read.root.children, scope);
  }

  expression(node: Node, scope: Scope): Expr {
    const rule = expressionRules.get(node.type);
    if (rule) return rule(node, scope, this);
    return opaque(
      node.type,
      namedChildren(node).map((child) => this.expression(child, scope)),
      placeOf(node),
    );
  }

  pattern(node: Node, scope: Scope): Pattern {
    return lowerPattern(node, scope, this);
  }

  statements(nodes: readonly Node[], scope: Scope): Stmt[] {
    return nodes.flatMap((node) => this.statement(node, scope));
  }

  gap(code: Gap['code'], because: string, at: Place): void {
    this.gaps.push({ code, because, at });
  }

  private statement(node: Node, scope: Scope): readonly Stmt[] {
    const rule = statementRules.get(node.type);
    if (rule) return rule(node, scope, this);
    if (node.type === 'block' || node.type === 'ERROR') return this.statements(node.children, scope);
    // What stands loose in broken code is still evaluated.
    return expressionRules.has(node.type) ? [{ k: 'expr', value: this.expression(node, scope) }] : [];
  }

  private syntaxErrors(errors: readonly Node[]): void {
    const lines = new Map<number, Node>();
    for (const error of errors.toSorted((a, b) => a.start - b.start)) {
      const line = this.text.slice(0, error.start).split('\n').length;
      if (!lines.has(line)) lines.set(line, error);
      if (lines.size >= MAX_ERRORS) break;
    }
    for (const [line, error] of lines) this.gap('parse-error', `${this.#file}:${line} is no Python 3 that can be read`, placeOf(error));
  }
}
