import type { Statement, SwitchStatement, TryStatement } from 'oxc-parser';

import type { Expr, Stmt } from '../ir/ir.ts';
import { lowerUpdate } from './assignments.ts';
import { enter, inLabel, inScope } from './context.ts';
import type { Lowering } from './context.ts';
import { isHoisted, lowerClassDeclaration, lowerFunctionDeclaration, lowerVariables } from './declarations.ts';
import { lexicalNames, patternNames } from './hoist.ts';
import { lowerJump, lowerLabeled, lowerLoop } from './loops.ts';
import { evaluate, placeOf } from './make.ts';
import { lowerExport } from './modules.ts';
import { Scope, declareInBlock } from './scope.ts';
import { lowerEnum, lowerImportEquals, lowerNamespace } from './typescript.ts';

/** The statements of a list, function declarations first; its names are declared already. */
export function lowerStatements(l: Lowering, nodes: readonly Statement[]): Stmt[] {
  const hoisted = nodes.filter(isHoisted);
  const inOrder = hoisted.length === 0 ? nodes : [...hoisted, ...nodes.filter((node) => !isHoisted(node))];
  return inOrder.flatMap((node) => lowerStatement(l, node));
}

/** A block with names of its own; a single statement is a block of one. */
export function lowerBlock(l: Lowering, node: Statement): Stmt[] {
  const nodes = node.type === 'BlockStatement' ? node.body : [node];
  return inBlock(l, nodes, () => l.statements(nodes));
}

/** Runs inside a new block that declares the names of some statements. */
function inBlock<T>(l: Lowering, nodes: readonly Statement[], run: () => T): T {
  const declared = lexicalNames(nodes);
  if (declared.length === 0) return run();
  const scope = new Scope(l.scope, l.scope.frame);
  for (const { name, isRequire } of declared) declareInBlock(scope, name, { isRequire });
  return inScope(l, scope, run);
}

function lowerStatement(l: Lowering, node: Statement): Stmt[] {
  if (!enter(l, placeOf(node))) return [];
  const result = simple(l, node);
  l.depth--;
  return result;
}

function simple(l: Lowering, node: Statement): Stmt[] {
  const at = placeOf(node);
  switch (node.type) {
    case 'ExpressionStatement':
      if (typeof node.directive === 'string') return [];
      return [
        evaluate(node.expression.type === 'UpdateExpression' ? lowerUpdate(l, node.expression, false) : l.expression(node.expression)),
      ];
    case 'VariableDeclaration':
      return lowerVariables(l, node);
    case 'FunctionDeclaration':
      return lowerFunctionDeclaration(l, node, null);
    case 'ClassDeclaration':
      return lowerClassDeclaration(l, node, null);
    case 'ReturnStatement':
      return [{ k: 'return', value: node.argument === null ? null : l.expression(node.argument), at }];
    case 'ThrowStatement':
      return [{ k: 'throw', value: l.expression(node.argument), at }];
    case 'IfStatement':
      return [
        {
          k: 'if',
          test: l.expression(node.test),
          then: l.block(node.consequent),
          otherwise: node.alternate === null ? [] : l.block(node.alternate),
        },
      ];
    case 'BlockStatement':
      return l.block(node);
    case 'TryStatement':
      return [lowerTry(l, node)];
    case 'SwitchStatement':
      return [lowerSwitch(l, node)];
    default:
      return other(l, node);
  }
}

function other(l: Lowering, node: Statement): Stmt[] {
  switch (node.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return lowerLoop(l, node, []);
    case 'LabeledStatement':
      return lowerLabeled(l, node);
    case 'BreakStatement':
    case 'ContinueStatement':
      return [lowerJump(l, node)];
    case 'TSEnumDeclaration':
      return lowerEnum(l, node);
    case 'TSModuleDeclaration':
      return lowerNamespace(l, node);
    case 'TSImportEqualsDeclaration':
      return lowerImportEquals(l, node);
    case 'WithStatement':
      l.gaps.push({
        code: 'eval',
        because: 'a with statement: any name inside of it may mean a property of its object',
        at: placeOf(node),
      });
      return [evaluate(l.expression(node.object)), ...l.block(node.body)];
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return lowerExport(l, node);
    default:
      // Types, empty statements, `debugger`, and declarations that only tell the compiler something.
      return [];
  }
}

function lowerTry(l: Lowering, node: TryStatement): Stmt {
  const body = l.block(node.block);
  const handlers = node.handler === null ? [] : [handlerOf(l, node.handler)];
  return { k: 'try', body, handlers, otherwise: [], finally: node.finalizer === null ? [] : l.block(node.finalizer) };
}

type Handler = Extract<Stmt, { k: 'try' }>['handlers'][number];

function handlerOf(l: Lowering, clause: NonNullable<TryStatement['handler']>): Handler {
  const scope = new Scope(l.scope, l.scope.frame);
  if (clause.param !== null) for (const name of patternNames(clause.param)) declareInBlock(scope, name);
  return inScope(l, scope, () => ({
    types: null,
    target: clause.param === null ? null : l.pattern(clause.param),
    body: l.block(clause.body),
  }));
}

function lowerSwitch(l: Lowering, node: SwitchStatement): Stmt {
  const subject = l.expression(node.discriminant);
  const all = node.cases.flatMap((branch) => branch.consequent);
  return inLabel(l, { kind: 'switch', names: [] }, () =>
    inBlock(l, all, () => {
      // Functions declared in one case are there in all of them.
      const cases = node.cases.map((branch) => ({ tests: testsOf(l, branch.test), body: l.statements(branch.consequent) }));
      return { k: 'switch' as const, subject, cases, fallsThrough: true };
    }),
  );
}

function testsOf(l: Lowering, test: SwitchStatement['cases'][number]['test']): Expr[] {
  return test === null ? [] : [l.expression(test)];
}
