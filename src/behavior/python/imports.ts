import type { Expr, Stmt } from '../ir/ir.ts';
import { assignName, placeOf, textOf } from './lowering.ts';
import type { Lowering, StatementRule } from './lowering.ts';
import { bindName } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, childrenIn, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

/** A dotted name without the blanks that Python allows around its dots. */
function dotted(node: Node | undefined, lowering: Lowering): string {
  return textOf(node, lowering).replaceAll(/\s+/g, '');
}

const importStatement: StatementRule = (node, scope, lowering) =>
  childrenIn(node, 'name').map((child): Stmt => {
    const at = placeOf(child);
    const alias = childIn(child, 'alias');
    const specifier = dotted(alias ? childIn(child, 'name') : child, lowering);
    const name = alias ? textOf(alias, lowering) : (specifier.split('.')[0] ?? specifier);
    return assignName(bindName(name, scope), { k: 'pythonImport', specifier, bind: alias ? 'last' : 'first', at }, at);
  });

/** `from ..a.b`: the name and how many dots stand before it. */
function origin(node: Node | undefined, lowering: Lowering): { specifier: string; level: number } {
  const written = dotted(node, lowering);
  const specifier = written.replace(/^\.+/, '');
  return { specifier, level: written.length - specifier.length };
}

const fromImport: StatementRule = (node, scope, lowering) => {
  const from = origin(childIn(node, 'module_name'), lowering);
  if (namedChildren(node).some((child) => child.type === 'wildcard_import')) return [{ k: 'importAll', ...from, at: placeOf(node) }];
  return childrenIn(node, 'name').map((child) => importedName(child, from, scope, lowering));
};

function importedName(child: Node, from: { specifier: string; level: number }, scope: Scope, lowering: Lowering): Stmt {
  const at = placeOf(child);
  const alias = childIn(child, 'alias');
  const name = dotted(alias ? childIn(child, 'name') : child, lowering);
  const value: Expr = { k: 'pythonImportFrom', ...from, name, at };
  return assignName(bindName(alias ? textOf(alias, lowering) : name, scope), value, at);
}

/** Rules for imports; those from `__future__` change nothing that matters. */
export const IMPORTS: Readonly<Record<string, StatementRule>> = {
  import_statement: importStatement,
  import_from_statement: fromImport,
  future_import_statement: () => [],
};
