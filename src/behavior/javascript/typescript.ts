import type {
  Expression,
  Statement,
  TSEnumDeclaration,
  TSEnumMember,
  TSImportEqualsDeclaration,
  TSGlobalDeclaration,
  TSModuleDeclaration,
} from 'oxc-parser';

import type { Expr, ObjectEntry, Place, Stmt } from '../ir/ir.ts';
import { inScope } from './context.ts';
import type { Lowering } from './context.ts';
import { declaredName } from './declarations.ts';
import { functionStatements } from './functions.ts';
import { lexicalNames, undecorated, varNames } from './hoist.ts';
import { assign, attribute, calledAtOnce, constant, evaluate, named, placeOf, variable } from './make.ts';
import { readName } from './names.ts';
import { Frame, Scope, declareTop } from './scope.ts';

/** An enum as an object: names to values, and numbers back to names. Members see the earlier ones by name. */
export function lowerEnum(l: Lowering, node: TSEnumDeclaration): Stmt[] {
  if (node.declare) return [];
  const at = placeOf(node);
  const { name, isMade } = declaredName(l, node.id.name);
  const entries: ObjectEntry[] = [{ k: 'spread', value: variable(name, at) }];
  const scope = new Scope(l.scope, l.scope.frame);
  let next: number | null = 0;
  for (const member of node.body.members) {
    const key = memberName(member);
    const value = inScope(l, scope, () => memberValue(l, member, next));
    next = value.k === 'const' && typeof value.value === 'number' ? value.value + 1 : null;
    entries.push({ k: 'property', key: constant(key, placeOf(member.id)), value });
    if (value.k === 'const' && typeof value.value === 'number') {
      entries.push({ k: 'property', key: constant(String(value.value), placeOf(member)), value: constant(key, placeOf(member)) });
    }
    declareTop(scope, key, { substitute: value });
  }
  // An enum may be written in several parts.
  return [evaluate(assign(named(name, placeOf(node.id)), { k: 'object', entries: isMade ? entries : entries.slice(1), at }, at))];
}

function memberName(member: TSEnumMember): string {
  const id = member.id;
  if (id.type === 'Identifier') return id.name;
  return id.type === 'Literal' ? id.value : id.quasis.map((quasi) => quasi.value.cooked ?? '').join('');
}

function memberValue(l: Lowering, member: TSEnumMember, next: number | null): Expr {
  const initializer: Expression | null = member.initializer;
  if (initializer !== null) return l.expression(initializer);
  return next === null ? { k: 'opaque', because: 'an enum member', parts: [], at: placeOf(member) } : constant(next, placeOf(member));
}

/** A namespace as an object of what it exports. */
export function lowerNamespace(l: Lowering, node: TSModuleDeclaration | TSGlobalDeclaration): Stmt[] {
  const path = namespacePath(node.id);
  const [first, ...inner] = path;
  if (node.declare || first === undefined || node.body === null || node.body === undefined) return [];
  const statements = (node.body as { readonly body: readonly Statement[] }).body;
  const at = placeOf(node);
  const { name, isMade } = declaredName(l, first);
  const value = inner.reduceRight<Expr>(
    (object, key) => ({ k: 'object', entries: [property(key, object, at)], at }),
    namespaceObject(l, statements, at),
  );
  const earlier: ObjectEntry = { k: 'spread', value: variable(name, at) };
  // A namespace may add to an earlier one, or to a class or function of its name.
  const merged: Expr = !isMade ? value : { k: 'object', entries: [earlier, { k: 'spread', value }], at };
  return [evaluate(assign(named(name, at), merged, at))];
}

/** The statements run in a function of their own, which gives the exported names. */
function namespaceObject(l: Lowering, statements: readonly Statement[], at: Place): Expr {
  const frame = new Frame(l.scope.frame, true);
  const scope = new Scope(l.scope, frame);
  const own = statements.map((statement) => undecorated(statement) ?? statement);
  const exported = statements.filter((statement) => statement.type === 'ExportNamedDeclaration').map((statement) => undecorated(statement));
  const names = exported.flatMap((statement) => (statement === null ? [] : [...lexicalNames([statement]), ...varNames([statement])]));
  const body = inScope(l, scope, () => {
    const stmts = functionStatements(l, own);
    const entries = names.map(({ name }) => property(name, readName(l, name, at), at));
    return [...stmts, { k: 'return' as const, value: { k: 'object' as const, entries, at }, at }];
  });
  return calledAtOnce(body, frame.locals, at);
}

function property(key: string, value: Expr, at: Place): ObjectEntry {
  return { k: 'property', key: constant(key, at), value };
}

/** `import orders = require('./orders')` or `import Table = Orders.Table`. */
export function lowerImportEquals(l: Lowering, node: TSImportEqualsDeclaration): Stmt[] {
  if (node.importKind === 'type') return [];
  const at = placeOf(node);
  const reference = node.moduleReference;
  if (reference.type === 'TSExternalModuleReference') {
    const specifier = constant(reference.expression.value, placeOf(reference));
    return [evaluate(assign(named(declaredName(l, node.id.name).name, at), { k: 'import', specifier, isRequire: true, at }, at))];
  }
  const [first, ...keys] = namespacePath(reference);
  if (first === undefined) return [];
  const value = keys.reduce<Expr>((object, key) => attribute(object, key, at), readName(l, first, at));
  return [evaluate(assign(named(declaredName(l, node.id.name).name, at), value, at))];
}

/** The names of `Orders.Archive.Table`; empty for what is no path of names. */
function namespacePath(node: unknown): string[] {
  const path: string[] = [];
  let current = node as {
    readonly type: string;
    readonly name?: string;
    readonly left?: unknown;
    readonly right?: { readonly name: string };
  };
  while (current.type === 'TSQualifiedName') {
    path.unshift(current.right?.name ?? '');
    current = current.left as typeof current;
  }
  return current.type === 'Identifier' && current.name !== undefined ? [current.name, ...path] : [];
}
