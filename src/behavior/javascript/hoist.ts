import type { Expression, ForStatementInit, ForStatementLeft, Statement, VariableDeclaration } from 'oxc-parser';

import type { Target } from './context.ts';

/** A name that a statement declares. */
export interface Declared {
  readonly name: string;
  /** Whether it is what `createRequire` gave. */
  readonly isRequire: boolean;
}

/** The names that a pattern binds, in order. */
export function patternNames(pattern: Target): string[] {
  const names: string[] = [];
  const open: Target[] = [pattern];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    switch (node.type) {
      case 'Identifier':
        names.push(node.name);
        break;
      case 'ObjectPattern':
        for (const property of node.properties.toReversed()) {
          open.push(property.type === 'RestElement' ? property.argument : (property.value as Target));
        }
        break;
      case 'ArrayPattern':
        for (const element of node.elements.toReversed()) {
          if (element !== null) open.push(element.type === 'RestElement' ? element.argument : (element as Target));
        }
        break;
      case 'AssignmentPattern':
        open.push(node.left);
        break;
      default:
        break;
    }
  }
  return names;
}

/** The names that `let`, `const`, `using`, classes, functions, enums and namespaces declare in a list of statements. */
export function lexicalNames(statements: readonly Statement[]): Declared[] {
  return statements.flatMap((statement) => {
    const node = undecorated(statement);
    switch (node?.type) {
      case 'VariableDeclaration':
        return node.kind === 'var' || node.declare === true ? [] : variableNames(node);
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return node.id === null || node.declare === true ? [] : [{ name: node.id.name, isRequire: false }];
      case 'TSEnumDeclaration':
        return node.declare ? [] : [{ name: node.id.name, isRequire: false }];
      case 'TSImportEqualsDeclaration':
        return node.importKind === 'type' ? [] : [{ name: node.id.name, isRequire: false }];
      case 'TSModuleDeclaration': {
        const name = namespaceName(node.id);
        return node.declare || name === null ? [] : [{ name, isRequire: false }];
      }
      default:
        return [];
    }
  });
}

/** The first name of `namespace Orders.Archive`; null for `declare module 'x'`. */
function namespaceName(id: unknown): string | null {
  let node = id as { readonly type: string; readonly name?: string; readonly left?: unknown };
  while (node.type === 'TSQualifiedName') node = node.left as typeof node;
  return node.type === 'Identifier' ? (node.name ?? null) : null;
}

/** The declaration inside an `export`, or the statement itself. */
export function undecorated(statement: Statement): Statement | null {
  if (statement.type === 'ExportNamedDeclaration') return statement.declaration;
  if (statement.type !== 'ExportDefaultDeclaration') return statement;
  const declared = statement.declaration;
  return declared.type === 'FunctionDeclaration' || declared.type === 'ClassDeclaration' ? declared : null;
}

/** The names of a variable declaration. */
export function variableNames(node: VariableDeclaration): Declared[] {
  return node.declarations.flatMap((declarator) => {
    const isRequire = isCreateRequire(declarator.init);
    return patternNames(declarator.id).map((name) => ({ name, isRequire }));
  });
}

function isCreateRequire(init: Expression | null): boolean {
  if (init?.type !== 'CallExpression') return false;
  const callee = init.callee;
  if (callee.type === 'Identifier') return callee.name === 'createRequire';
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'createRequire';
}

/** The names that `var` declares anywhere in a function's statements, inner functions left out. */
export function varNames(statements: readonly Statement[]): Declared[] {
  const names: Declared[] = [];
  const open: (Statement | ForStatementInit | ForStatementLeft | null)[] = statements.toReversed();
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined || node === null) continue;
    if (node.type === 'VariableDeclaration') {
      if (node.kind === 'var' && node.declare !== true) names.push(...variableNames(node));
    } else open.push(...innerStatements(node as Statement).toReversed());
  }
  return names;
}

/** The statements directly inside a statement, as far as `var` sees through it. */
function innerStatements(node: Statement): (Statement | ForStatementInit | ForStatementLeft | null)[] {
  switch (node.type) {
    case 'BlockStatement':
      return node.body;
    case 'IfStatement':
      return [node.consequent, node.alternate];
    case 'ForStatement':
      return [node.init, node.body];
    case 'ForInStatement':
    case 'ForOfStatement':
      return [node.left, node.body];
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return [node.body];
    case 'SwitchStatement':
      return node.cases.flatMap((branch) => branch.consequent);
    case 'TryStatement':
      return [node.block, node.handler?.body ?? null, node.finalizer];
    case 'ExportNamedDeclaration':
      return [node.declaration];
    default:
      return [];
  }
}
