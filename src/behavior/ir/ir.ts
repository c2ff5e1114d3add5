/**
 * The one small form that JavaScript, TypeScript and Python are lowered to. It keeps what decides values and calls, and
 * drops the rest (types, labels, formatting). `await` and promises are transparent: awaiting is `await`, which gives the value itself.
 * Names are resolved by the interpreter through nested scopes: a lowering renames shadowed block variables, so that each
 * function has flat locals, and hoists function declarations to the start of their body.
 */

/** Offsets in the module's text, UTF-16 units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** One source file, lowered. */
export interface ModuleIr {
  /** Path relative to the app's root, `/` separated. */
  readonly file: string;
  readonly language: 'javascript' | 'python';
  readonly text: string;
  /** Names assigned or declared at the top level. */
  readonly locals: readonly string[];
  readonly body: readonly Stmt[];
  /** ECMAScript imports, hoisted: a local name that stands for another module's export. Python's are statements. */
  readonly imports: readonly ImportBinding[];
  /** ECMAScript exports; CommonJS assigns to `module.exports`, Python exports every local. */
  readonly exports: readonly ExportBinding[];
  /** Whether it is an ECMAScript module by its syntax. */
  readonly isEsModule: boolean;
  /** What could not be lowered (syntax errors inside a file that was read tolerantly, syntax not supported). */
  readonly gaps: readonly Gap[];
}

/** Something that the analysis cannot see through, found while lowering. */
export interface Gap {
  readonly code: UnknownCode;
  readonly because: string;
  readonly at: Place;
}

/** Why part of a behaviour is unknown; stable names. */
export type UnknownCode =
  | 'resource-from-event'
  | 'resource-imported'
  | 'resource-unknown'
  | 'dynamic-operation'
  | 'dynamic-import'
  | 'reflection'
  | 'eval'
  | 'untracked-library'
  | 'signed-request'
  | 'parse-error'
  | 'language-not-analysed'
  | 'limit-reached'
  | 'source-not-found'
  | 'module-not-found'
  | 'unknown-operation';

/** `import { imported as local } from 'specifier'`; `*` is the whole module. */
export interface ImportBinding {
  readonly local: string;
  readonly specifier: string;
  readonly imported: string;
  readonly at: Place;
}

/** One name of a module's namespace: a local (live), another module's export, or all of another module's. */
export type ExportBinding =
  | { readonly kind: 'local'; readonly name: string; readonly local: string }
  | { readonly kind: 'from'; readonly name: string; readonly specifier: string; readonly imported: string; readonly at: Place }
  | { readonly kind: 'all'; readonly specifier: string; readonly at: Place };

/** A function, method, arrow function or lambda. */
export interface FunctionIr {
  readonly name: string | null;
  readonly params: readonly Param[];
  /** `...rest` or `*args`. */
  readonly rest: Pattern | null;
  /** `**kwargs`. */
  readonly keywordRest: string | null;
  readonly locals: readonly string[];
  readonly body: readonly Stmt[];
  /** An arrow function or lambda sees the `this` of its surroundings. */
  readonly ownThis: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly at: Place;
}

/** A parameter. `name` is what a keyword argument says (Python); a default is evaluated at the call (JavaScript) or once (Python). */
export interface Param {
  readonly target: Pattern;
  readonly name: string | null;
  readonly defaultValue: Expr | null;
  readonly keywordOnly: boolean;
}

/** A class. */
export interface ClassIr {
  readonly name: string | null;
  readonly bases: readonly Expr[];
  /** Python's keywords beside the bases (`kind="pack"`), for `__init_subclass__`. */
  readonly keywords?: readonly { readonly name: string; readonly value: Expr }[];
  readonly members: readonly ClassMember[];
  readonly at: Place;
}

/** A member of a class. Python: methods, and assignments in the body as static fields; `property` is a getter. */
export interface ClassMember {
  /** `constructor` and `__init__` are methods like others. Private names keep their `#`. */
  readonly key: Expr;
  readonly kind: 'method' | 'getter' | 'setter' | 'field' | 'static-block';
  readonly isStatic: boolean;
  /** Python's `classmethod`: the first parameter is the class. */
  readonly bindsClass: boolean;
  /** A function for methods, getters, setters and static blocks; the initial value of a field, null without one. */
  readonly value: Expr | null;
  /** JavaScript only; Python's are applied by the lowering as calls. */
  readonly decorators: readonly Expr[];
}

/** Something to do. */
export type Stmt =
  | { readonly k: 'expr'; readonly value: Expr }
  | { readonly k: 'return'; readonly value: Expr | null; readonly at: Place }
  | { readonly k: 'throw'; readonly value: Expr | null; readonly at: Place }
  | { readonly k: 'if'; readonly test: Expr; readonly then: readonly Stmt[]; readonly otherwise: readonly Stmt[] }
  /** `while` and `for (;;)`; `test` null: for ever. */
  | { readonly k: 'loop'; readonly test: Expr | null; readonly body: readonly Stmt[]; readonly update: readonly Stmt[] }
  /** `for of`, `for in` (over keys), `for await`, Python's `for`. */
  | {
      readonly k: 'each';
      readonly target: Pattern;
      readonly of: Expr;
      readonly over: 'values' | 'keys';
      readonly body: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
    }
  /** JavaScript's `switch` (bodies fall through) and Python's `match` with literal patterns; `tests` empty: default. */
  | {
      readonly k: 'switch';
      readonly subject: Expr;
      readonly cases: readonly { readonly tests: readonly Expr[]; readonly body: readonly Stmt[] }[];
      readonly fallsThrough: boolean;
    }
  | {
      readonly k: 'try';
      readonly body: readonly Stmt[];
      readonly handlers: readonly { readonly types: Expr | null; readonly target: Pattern | null; readonly body: readonly Stmt[] }[];
      readonly otherwise: readonly Stmt[];
      readonly finally: readonly Stmt[];
    }
  | { readonly k: 'with'; readonly value: Expr; readonly target: Pattern | null; readonly body: readonly Stmt[] }
  | { readonly k: 'break' }
  | { readonly k: 'continue' }
  /** Python's `from specifier import *`; `level` counts the leading dots. */
  | { readonly k: 'importAll'; readonly specifier: string; readonly level: number; readonly at: Place };

/** Something with a value. */
export type Expr = ExprNode & { readonly at: Place };

type ExprNode =
  | { readonly k: 'const'; readonly value: string | number | boolean | null | undefined }
  /** A template literal or f-string. Plain `+` is `binary`. */
  | { readonly k: 'concat'; readonly parts: readonly Expr[] }
  | { readonly k: 'var'; readonly name: string }
  | { readonly k: 'this' }
  /** `super(...)` is a call of it; `super.method` a `get` on it. Python's `super()` is lowered to it. */
  | { readonly k: 'super' }
  | { readonly k: 'object'; readonly entries: readonly ObjectEntry[] }
  /** Lists, tuples, sets. */
  | { readonly k: 'list'; readonly items: readonly Item[] }
  /** `object.key`, `object[key]`, `object?.key`; a Python slice has key `{ k: 'const', value: undefined }`. */
  | { readonly k: 'get'; readonly object: Expr; readonly key: Expr; readonly isAttribute: boolean }
  /** `isDecorator`: `@callee` over a Python definition; a library that is not followed gives back what it decorates, and calls it. */
  | { readonly k: 'call'; readonly callee: Expr; readonly args: readonly Argument[]; readonly isDecorator?: true }
  /** JavaScript's `new`; Python calls the class. */
  | { readonly k: 'new'; readonly callee: Expr; readonly args: readonly Argument[] }
  | { readonly k: 'function'; readonly fn: FunctionIr }
  | { readonly k: 'class'; readonly cls: ClassIr }
  /** Operators as JavaScript writes them (`===`, `+`, `%`, `in`, `instanceof`); Python's `==` and `is` are `===`, `not in` is `!` of `in`. */
  | { readonly k: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly k: 'logical'; readonly op: '&&' | '||' | '??'; readonly left: Expr; readonly right: Expr }
  | { readonly k: 'unary'; readonly op: '!' | '-' | '+' | 'typeof' | 'void' | '~' | 'delete'; readonly value: Expr }
  | { readonly k: 'conditional'; readonly test: Expr; readonly then: Expr; readonly otherwise: Expr }
  | { readonly k: 'await'; readonly value: Expr }
  | { readonly k: 'yield'; readonly value: Expr | null; readonly delegate: boolean }
  /** Declarations without a value assign undefined; `a += b` is lowered to `a = a + b`, `a ??= b` to `a = a ?? b`. */
  | { readonly k: 'assign'; readonly target: Pattern; readonly value: Expr }
  | { readonly k: 'sequence'; readonly parts: readonly Expr[] }
  /** A comprehension or generator expression: for each element the result; a dict comprehension gives an `object` of one entry and `into: 'object'`. */
  | {
      readonly k: 'comprehension';
      readonly clauses: readonly { readonly target: Pattern; readonly of: Expr; readonly tests: readonly Expr[] }[];
      readonly result: Expr;
      readonly into: 'list' | 'object';
    }
  /** `require(x)` and `import(x)`; `require` only where it is not shadowed. Gives the module. */
  | { readonly k: 'import'; readonly specifier: Expr; readonly isRequire: boolean }
  /** Python: `import a.b` gives `a` with `b` loaded (`bind: 'first'`), `import a.b as c` gives `a.b` (`bind: 'last'`). */
  | { readonly k: 'pythonImport'; readonly specifier: string; readonly bind: 'first' | 'last' }
  /** Python: `from ..a import name`; `level` counts the dots. The name may be a submodule. */
  | { readonly k: 'pythonImportFrom'; readonly specifier: string; readonly level: number; readonly name: string }
  /** A regular expression, JSX, or whatever else has no value that matters; `parts` are evaluated for their calls. */
  | { readonly k: 'opaque'; readonly because: string; readonly parts: readonly Expr[] };

/** An entry of an object literal or dict. */
export type ObjectEntry =
  | { readonly k: 'property'; readonly key: Expr; readonly value: Expr }
  | { readonly k: 'getter'; readonly key: Expr; readonly value: Expr }
  | { readonly k: 'spread'; readonly value: Expr };

/** An item of a list; a spread gives all its elements. */
export interface Item {
  readonly value: Expr;
  readonly isSpread: boolean;
}

/** An argument: positional, `...spread` / `*spread`, `name=value`, or `**spread` (spread with `name` `**`). */
export interface Argument {
  readonly value: Expr;
  readonly isSpread: boolean;
  readonly name: string | null;
}

/** What is assigned to. */
export type Pattern =
  | { readonly k: 'name'; readonly name: string; readonly at: Place }
  | { readonly k: 'member'; readonly object: Expr; readonly key: Expr; readonly isAttribute: boolean; readonly at: Place }
  | {
      readonly k: 'fields';
      readonly fields: readonly { readonly key: Expr; readonly target: Pattern; readonly defaultValue: Expr | null }[];
      readonly rest: Pattern | null;
      readonly at: Place;
    }
  | {
      readonly k: 'elements';
      readonly items: readonly ({ readonly target: Pattern; readonly defaultValue: Expr | null } | null)[];
      readonly rest: Pattern | null;
      readonly at: Place;
    };
