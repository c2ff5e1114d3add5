import type { ClassIr, ClassMember, Expr, Stmt } from '../ir/ir.ts';
import { constructorOf, isDataClass } from './data-classes.ts';
import { decorated, decoratorsOf, lowerFunction } from './functions.ts';
import { assignName, constant, placeOf, textOf } from './lowering.ts';
import type { Lowering, StatementRule } from './lowering.ts';
import { bindName, classScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

const GETTERS: ReadonlySet<string> = new Set(['property', 'cached_property', 'abstractproperty', 'getter', 'lazy_property']);

/** `class` with its decorators. Python runs the body as code: what is no method goes before the class, under names of its own. */
function lowerClass(node: Node, decorators: readonly Node[], scope: Scope, lowering: Lowering): readonly Stmt[] {
  const at = placeOf(node);
  const name = textOf(childIn(node, 'name'), lowering);
  const inner = classScope(scope, name);
  const bases = basesOf(node);
  const block = childIn(node, 'body');
  const before: Stmt[] = [];
  const methods: ClassMember[] = [];
  const isData = isDataClass(bases, decorators, lowering);
  for (const child of block?.children ?? []) {
    const definition = child.type === 'decorated_definition' ? childIn(child, 'definition') : child;
    if (definition?.type === 'function_definition') {
      const member = methodOf(definition, decoratorsOf(child), inner, lowering);
      if (member) methods.push(member);
    } else if (!(isData && isFieldCall(child, lowering))) before.push(...lowering.statements([child], inner));
  }
  const made = isData && block ? constructorOf({ name, node, block, bases, decorators, methods }, inner, lowering) : null;
  const fields = [...inner.renames].map(([key, renamed]) => field(key, { k: 'var', name: renamed, at }, at));
  const lowered = bases.map((base) => lowering.expression(base, scope));
  const keywords = keywordsOf(node, scope, lowering);
  const cls: ClassIr = {
    name,
    bases: lowered,
    ...(keywords.length > 0 && { keywords }),
    members: [...fields, ...(made ? [made] : []), ...methods],
    at,
  };
  const others = isData ? decorators.filter((decorator) => !isDataClass([], [decorator], lowering)) : decorators;
  const value = decorated({ k: 'class', cls, at }, others, scope, lowering);
  return [...before, assignName(bindName(name, scope), value, at)];
}

/** Base classes, without keywords such as `metaclass` and without the parameters of generic ones. */
function basesOf(node: Node): Node[] {
  const list = childIn(node, 'superclasses');
  const bases = list ? namedChildren(list).filter((child) => child.type !== 'keyword_argument' && child.type !== 'dictionary_splat') : [];
  return bases.map((base) => (base.type === 'subscript' ? (childIn(base, 'value') ?? base) : base));
}

/** Keywords beside the base classes, which `__init_subclass__` gets. */
function keywordsOf(node: Node, scope: Scope, lowering: Lowering): { name: string; value: Expr }[] {
  const list = childIn(node, 'superclasses');
  return (list ? namedChildren(list) : []).flatMap((child) => {
    const value = child.type === 'keyword_argument' ? childIn(child, 'value') : undefined;
    const name = textOf(childIn(child, 'name'), lowering);
    return value === undefined || name === 'metaclass' ? [] : [{ name, value: lowering.expression(value, scope) }];
  });
}

/** `name: type = field(...)`: what it says is the constructor's matter. */
function isFieldCall(node: Node, lowering: Lowering): boolean {
  const [assignment] = node.type === 'expression_statement' ? namedChildren(node) : [];
  const right = assignment?.type === 'assignment' && childIn(assignment, 'type') ? childIn(assignment, 'right') : undefined;
  return right?.type === 'call' && /^(?:\w+\.)?(?:field|Field|ib|attrib)$/.test(textOf(childIn(right, 'function'), lowering));
}

function field(key: string, value: Expr, at: ClassIr['at']): ClassMember {
  return { key: constant(key, at), kind: 'field', isStatic: true, bindsClass: false, value, decorators: [] };
}

/** A method; null for what only types know of, and for what deletes a property. */
function methodOf(node: Node, decorators: readonly Node[], scope: Scope, lowering: Lowering): ClassMember | null {
  const name = textOf(childIn(node, 'name'), lowering);
  const names = decorators.map((decorator) => textOf(namedChildren(decorator)[0], lowering).split('.'));
  const last = names.map((path) => path.at(-1) ?? '');
  if (last.includes('overload') || names.some((path) => path.length === 2 && path[1] === 'deleter')) return null;
  const isSetter = names.some((path) => path.length === 2 && path[0] === name && path[1] === 'setter');
  const isGetter = !isSetter && last.some((tail) => GETTERS.has(tail));
  const bindsClass = last.includes('classmethod');
  const isStatic = bindsClass || last.includes('staticmethod');
  const consumed = new Set(['classmethod', 'staticmethod', ...GETTERS, 'setter']);
  const others = decorators.filter((_, index) => !consumed.has(last[index] ?? ''));
  const value = decorated(lowerFunction(node, scope, lowering), others, scope, lowering);
  const kind = isSetter ? 'setter' : isGetter ? 'getter' : 'method';
  if (kind === 'method') scope.methods.set(name, value);
  return { key: constant(name, placeOf(node)), kind, isStatic, bindsClass, value, decorators: [] };
}

/** Rules for classes; a decorated definition that is no class goes to `otherwise`. */
export function classRules(otherwise: StatementRule): Readonly<Record<string, StatementRule>> {
  return {
    class_definition: (node, scope, lowering) => lowerClass(node, [], scope, lowering),
    decorated_definition: (node, scope, lowering) => {
      const definition = childIn(node, 'definition');
      if (definition?.type !== 'class_definition') return otherwise(node, scope, lowering);
      return lowerClass(definition, decoratorsOf(node), scope, lowering);
    },
  };
}
