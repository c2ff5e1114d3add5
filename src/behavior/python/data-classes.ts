import type { ClassMember, Expr, FunctionIr, Param, Place, Stmt } from '../ir/ir.ts';
import { attribute, callOf, constant, placeOf, textOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { functionScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

/** Decorators that write a constructor from annotated attributes: dataclasses, attrs, pydantic. */
const DECORATORS = /^(?:(?:pydantic\.)?dataclasses\.)?dataclass$|^attrs?\.(?:s|attrs|define|frozen|mutable|dataclass)$|^(?:define|frozen)$/;
/** Bases that do so for the classes below them. */
const BASES = /^(?:\w+\.)*(?:BaseModel|BaseSettings|NamedTuple|TypedDict|SQLModel|Envelope)$/;
const SETTINGS = /^(?:\w+\.)*BaseSettings$/;

/** Whether the class gets a constructor from its annotated attributes. */
export function isDataClass(bases: readonly Node[], decorators: readonly Node[], lowering: Lowering): boolean {
  return decorators.some((decorator) => DECORATORS.test(nameOf(decorator, lowering))) || bases.some((base) => isDataBase(base, lowering));
}

function isDataBase(base: Node, lowering: Lowering): boolean {
  const name = textOf(base, lowering);
  return BASES.test(name) || lowering.dataClasses.has(name);
}

/** The name of a decorator, called or not. */
function nameOf(decorator: Node, lowering: Lowering): string {
  const [expression] = namedChildren(decorator);
  return textOf(expression?.type === 'call' ? childIn(expression, 'function') : expression, lowering);
}

/** A class whose constructor is written. */
export interface DataClass {
  readonly name: string;
  readonly node: Node;
  readonly block: Node;
  readonly bases: readonly Node[];
  readonly decorators: readonly Node[];
  readonly methods: readonly ClassMember[];
}

/** The constructor that Python writes: https://docs.python.org/3/library/dataclasses.html; null when the class has its own, or inherits one as it is. */
export function constructorOf(data: DataClass, scope: Scope, lowering: Lowering): ClassMember | null {
  const names = new Set(data.methods.flatMap((method) => (method.key.k === 'const' ? [method.key.value] : [])));
  const own = fieldsOf(data, scope, lowering);
  const inherited = data.bases.flatMap((base) => lowering.dataClasses.get(textOf(base, lowering)) ?? []);
  const known = new Set(own.map((param) => param.name));
  const params = [...inherited.filter((param) => !known.has(param.name)), ...own];
  lowering.dataClasses.set(data.name, params);
  if (names.has('__init__') || (own.length === 0 && data.bases.length > 0)) return null;
  const at = placeOf(data.node);
  const toSuper = data.bases.some((base) => !isDataBase(base, lowering));
  const body = [
    ...params.map((param) => setOf(param.name ?? '', at)),
    ...(toSuper ? [superCall(at)] : []),
    ...(names.has('__post_init__') ? [postInit(at)] : []),
  ];
  const self: Param = { target: { k: 'name', name: 'self', at }, name: 'self', defaultValue: null, keywordOnly: false };
  const fn: FunctionIr = {
    name: '__init__',
    params: [self, ...params],
    rest: toSuper ? { k: 'name', name: '*', at } : null,
    keywordRest: toSuper ? '**' : null,
    locals: ['self', ...params.map((param) => param.name ?? ''), ...(toSuper ? ['*', '**'] : [])],
    body,
    ownThis: true,
    isAsync: false,
    isGenerator: false,
    at,
  };
  const value: Expr = { k: 'function', fn, at };
  return { key: constant('__init__', at), kind: 'method', isStatic: false, bindsClass: false, value, decorators: [] };
}

const variable = (name: string, at: Place): Expr => ({ k: 'var', name, at });

/** `self.name = name`. */
function setOf(name: string, at: Place): Stmt {
  const target = { k: 'member', object: variable('self', at), key: constant(name, at), isAttribute: true, at } as const;
  return { k: 'expr', value: { k: 'assign', target, value: variable(name, at), at } };
}

/** What the constructor of a base in another file is given: all that no attribute of this class takes. */
function superCall(at: Place): Stmt {
  const callee = attribute({ k: 'super', at }, '__init__', at);
  const args = [
    { value: variable('*', at), isSpread: true, name: null },
    { value: variable('**', at), isSpread: true, name: '**' },
  ];
  return { k: 'expr', value: { k: 'call', callee, args, at } };
}

function postInit(at: Place): Stmt {
  return { k: 'expr', value: callOf(attribute(variable('self', at), '__post_init__', at), [], at) };
}

function fieldsOf(data: DataClass, scope: Scope, lowering: Lowering): Param[] {
  const readsEnvironment = data.bases.some((base) => SETTINGS.test(textOf(base, lowering)));
  const prefix = readsEnvironment ? (/env_prefix["']?\s*[=:]\s*["'](\w*)["']/.exec(textOf(data.block, lowering))?.[1] ?? '') : '';
  const keywordOnly = data.bases.some((base) => /(?:BaseModel|BaseSettings|SQLModel)$/.test(textOf(base, lowering)));
  return data.block.children.flatMap((child): Param[] => {
    const [assignment] = child.type === 'expression_statement' ? namedChildren(child) : [];
    const left = assignment?.type === 'assignment' ? childIn(assignment, 'left') : undefined;
    const type = assignment ? textOf(childIn(assignment, 'type'), lowering) : '';
    if (!assignment || left?.type !== 'identifier' || type === '' || /\bClassVar\b|^KW_ONLY$/.test(type)) return [];
    const name = textOf(left, lowering);
    const at = placeOf(left);
    const given = defaultOf(childIn(assignment, 'right'), name, scope, lowering);
    const defaultValue = readsEnvironment ? environment((prefix + name).toUpperCase(), given, at) : given;
    return [{ target: { k: 'name', name, at }, name, defaultValue, keywordOnly }];
  });
}

/** What stands for an argument that is not given; null when it must be. */
function defaultOf(right: Node | undefined, name: string, scope: Scope, lowering: Lowering): Expr | null {
  if (!right) return null;
  const list = right.type === 'call' ? childIn(right, 'arguments') : undefined;
  const isField = /^(?:\w+\.)?(?:field|Field|ib|attrib)$/.test(textOf(childIn(right, 'function'), lowering));
  // The attribute of the class holds the value already.
  if (!list || !isField) return variable(scope.renames.get(name) ?? name, placeOf(right));
  const at = placeOf(right);
  for (const child of namedChildren(list)) {
    const key = textOf(childIn(child, 'name'), lowering);
    const value = childIn(child, 'value');
    if (child.type === 'keyword_argument' && value && key === 'default') return lowering.expression(value, scope);
    if (child.type === 'keyword_argument' && value && (key === 'default_factory' || key === 'factory'))
      return callOf(lowering.expression(value, functionScope(scope)), [], at);
  }
  const [first] = namedChildren(list);
  return first && first.type !== 'keyword_argument' && first.type !== 'ellipsis' ? lowering.expression(first, scope) : null;
}

/** Settings of pydantic come from the environment: https://docs.pydantic.dev/latest/concepts/pydantic_settings. */
function environment(name: string, otherwise: Expr | null, at: Place): Expr {
  const environ = attribute({ k: 'pythonImport', specifier: 'os', bind: 'first', at }, 'environ', at);
  const key = constant(name, at);
  if (!otherwise) return { k: 'get', object: environ, key, isAttribute: false, at };
  return callOf(attribute(environ, 'get', at), [key, otherwise], at);
}
