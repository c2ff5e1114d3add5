import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  ImportDeclarationSpecifier,
  ModuleExportName,
  Statement,
  TSExportAssignment,
} from 'oxc-parser';

import type { ExportBinding, ImportBinding, Stmt } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { lowerClassDeclaration, lowerFunctionDeclaration } from './declarations.ts';
import { lexicalNames, varNames } from './hoist.ts';
import { assign, attribute, constant, evaluate, named, placeOf, variable } from './make.ts';
import { declareTop, lookup } from './scope.ts';

/** The local that holds a default export without a name; no code can declare a variable of that name. */
const DEFAULT = 'default';

/** The imports of a module; their names are declared in the present scope. `alone` are specifiers imported for their effects. */
export function declareImports(l: Lowering, body: readonly Statement[]): { readonly bindings: ImportBinding[]; readonly alone: Stmt[] } {
  const bindings: ImportBinding[] = [];
  const alone: Stmt[] = [];
  for (const node of body) {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue;
    const at = placeOf(node);
    if (node.specifiers.length === 0) {
      alone.push(evaluate({ k: 'import', specifier: constant(node.source.value, placeOf(node.source)), isRequire: false, at }));
    }
    for (const specifier of node.specifiers) bindings.push(...bindingOf(l, node, specifier));
  }
  return { bindings, alone };
}

function bindingOf(l: Lowering, node: ImportDeclaration, specifier: ImportDeclarationSpecifier): ImportBinding[] {
  if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return [];
  const local = declareTop(l.scope, specifier.local.name, { isImport: true }).name;
  const imported =
    specifier.type === 'ImportSpecifier' ? exportName(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
  return [{ local, specifier: node.source.value, imported, at: placeOf(specifier) }];
}

/** TypeScript drops imports that only types use, so their modules are not loaded. */
export function keptImports(l: Lowering, bindings: readonly ImportBinding[]): ImportBinding[] {
  return l.isTypeScript ? bindings.filter((binding) => lookup(l.scope, binding.local)?.isUsed === true) : [...bindings];
}

function exportName(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

/** What the statements of a module export; `imports` tells which names are imported only to be exported again. */
export function exportsOf(l: Lowering, body: readonly Statement[], imports: readonly ImportBinding[]): ExportBinding[] {
  return body.flatMap((node): ExportBinding[] => {
    switch (node.type) {
      case 'ExportAllDeclaration':
        return exportAll(node);
      case 'ExportDefaultDeclaration':
        return defaultExport(l, node);
      case 'ExportNamedDeclaration':
        return namedExports(l, node, imports);
      default:
        return [];
    }
  });
}

function exportAll(node: ExportAllDeclaration): ExportBinding[] {
  if (node.exportKind === 'type') return [];
  const specifier = node.source.value;
  const at = placeOf(node);
  if (node.exported === null) return [{ kind: 'all', specifier, at }];
  return [{ kind: 'from', name: exportName(node.exported), specifier, imported: '*', at }];
}

function defaultExport(l: Lowering, node: ExportDefaultDeclaration): ExportBinding[] {
  const declared = node.declaration;
  if (declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSDeclareFunction') return [];
  if ((declared.type !== 'FunctionDeclaration' && declared.type !== 'ClassDeclaration') || declared.id === null) {
    return [{ kind: 'local', name: 'default', local: l.scope.frame.own(DEFAULT) }];
  }
  return [{ kind: 'local', name: 'default', local: declared.id.name }];
}

function namedExports(l: Lowering, node: ExportNamedDeclaration, imports: readonly ImportBinding[]): ExportBinding[] {
  if (node.exportKind === 'type') return [];
  if (node.declaration !== null) {
    const names = [...varNames([node.declaration]), ...lexicalNames([node.declaration])];
    return names.map(({ name }) => ({ kind: 'local', name, local: name }));
  }
  return node.specifiers.flatMap((specifier): ExportBinding[] => {
    if (specifier.exportKind === 'type') return [];
    const name = exportName(specifier.exported);
    const local = exportName(specifier.local);
    const at = placeOf(specifier);
    if (node.source !== null) return [{ kind: 'from', name, specifier: node.source.value, imported: local, at }];
    const imported = imports.find((binding) => binding.local === local);
    if (imported !== undefined) return [{ kind: 'from', name, specifier: imported.specifier, imported: imported.imported, at }];
    // A name that TypeScript does not declare as a value is a type.
    return l.isTypeScript && lookup(l.scope, local) === undefined ? [] : [{ kind: 'local', name, local }];
  });
}

/** The statements that a module's `export` stands in front of. */
export function lowerExport(l: Lowering, node: ExportNamedDeclaration | ExportDefaultDeclaration | TSExportAssignment): Stmt[] {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return node.declaration === null ? [] : l.statements([node.declaration]);
    case 'ExportDefaultDeclaration': {
      const declared = node.declaration;
      const at = placeOf(node);
      if (declared.type === 'FunctionDeclaration') return lowerFunctionDeclaration(l, declared, DEFAULT);
      if (declared.type === 'ClassDeclaration') return lowerClassDeclaration(l, declared, DEFAULT);
      if (declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSDeclareFunction') return [];
      return [evaluate(assign(named(DEFAULT, at), l.expression(declared), at))];
    }
    case 'TSExportAssignment': {
      const at = placeOf(node);
      const target = attribute(variable('module', at), 'exports', at);
      if (target.k !== 'get') return [];
      return [
        evaluate(assign({ k: 'member', object: target.object, key: target.key, isAttribute: true, at }, l.expression(node.expression), at)),
      ];
    }
  }
}

/** Whether a statement makes a file an ECMAScript module. */
export function isModuleSyntax(node: Statement): boolean {
  return (
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    node.type === 'ExportDefaultDeclaration' ||
    node.type === 'ExportNamedDeclaration'
  );
}
