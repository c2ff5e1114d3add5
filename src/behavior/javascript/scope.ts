import type { Expr } from '../ir/ir.ts';

/** One declared name. */
export interface Binding {
  /** Its name in the intermediate form: the source's, or a variant where a block shadows another name. */
  readonly name: string;
  /** Whether anything reads or writes it. */
  isUsed: boolean;
  /** Whether a declaration has given it its value already: a later enum or namespace of that name adds to it. */
  isMade: boolean;
  /** Set for the result of `createRequire`, which works as `require` does. */
  readonly isRequire: boolean;
  /** What stands for the name wherever it is read (members inside an enum's own body); null for ordinary names. */
  readonly substitute: Expr | null;
  /** Whether an import statement declares it. */
  readonly isImport: boolean;
}

/** One function or module: it owns flat locals, whatever blocks they were declared in. */
export class Frame {
  readonly parent: Frame | null;
  /** An arrow function takes `arguments` from its surroundings. */
  readonly isArrow: boolean;
  readonly locals: string[] = [];
  /** Every name in use, imports included. */
  readonly taken: Set<string> = new Set();
  usesArguments = false;

  constructor(parent: Frame | null, isArrow: boolean) {
    this.parent = parent;
    this.isArrow = isArrow;
  }

  /** Makes a name a local of this function. */
  own(name: string): string {
    if (!this.taken.has(name)) {
      this.taken.add(name);
      this.locals.push(name);
    }
    return name;
  }

  /** A local that clashes with no name of this function or of those around it: `table$1`. */
  fresh(base: string): string {
    for (let count = 1; ; count++) {
      const name = `${base}$${count}`;
      if (!this.#sees(name)) return this.own(name);
    }
  }

  #sees(name: string): boolean {
    if (this.taken.has(name)) return true;
    for (let frame = this.parent; frame !== null; frame = frame.parent) if (frame.taken.has(name)) return true;
    return false;
  }
}

/** A block, with the names that are declared in it. */
export class Scope {
  readonly bindings: Map<string, Binding> = new Map();
  readonly parent: Scope | null;
  readonly frame: Frame;

  constructor(parent: Scope | null, frame: Frame) {
    this.parent = parent;
    this.frame = frame;
  }
}

/** How a name is declared, where it is no plain variable. */
export interface Declaration {
  readonly isRequire?: boolean;
  readonly isImport?: boolean;
  readonly substitute?: Expr;
}

/** Declares a name of a function or module itself: it keeps its name. */
export function declareTop(scope: Scope, name: string, how: Declaration = {}): Binding {
  const known = scope.bindings.get(name);
  if (known !== undefined) return known;
  if (how.isImport === true) scope.frame.taken.add(name);
  else if (how.substitute === undefined) scope.frame.own(name);
  return bind(scope, name, name, how);
}

/** Declares a name of a block inside a function. It keeps its name unless another one of that name can be meant in the function. */
export function declareInBlock(scope: Scope, name: string, how: Declaration = {}): Binding {
  const known = scope.bindings.get(name);
  if (known !== undefined) return known;
  const clashes = scope.frame.taken.has(name) || GLOBALS.has(name) || lookup(scope.parent, name) !== undefined;
  return bind(scope, name, clashes ? scope.frame.fresh(name) : scope.frame.own(name), how);
}

function bind(scope: Scope, source: string, name: string, how: Declaration): Binding {
  const binding: Binding = {
    name,
    isUsed: false,
    isMade: false,
    isRequire: how.isRequire ?? false,
    isImport: how.isImport ?? false,
    substitute: how.substitute ?? null,
  };
  scope.bindings.set(source, binding);
  return binding;
}

/** The declaration that a name means, seen from a block; undefined for free names. */
export function lookup(scope: Scope | null, name: string): Binding | undefined {
  for (let current = scope; current !== null; current = current.parent) {
    const binding = current.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Free names that code of a Lambda function uses: a block's variable of that name must not catch uses outside of the block. */
const GLOBALS: ReadonlySet<string> = new Set(
  (
    'AbortController Array Boolean Buffer Date Error Function Headers Intl JSON Map Math Number Object Promise Proxy Reflect RegExp Request ' +
    'Response Set String Symbol TextDecoder TextEncoder TypeError URL URLSearchParams WeakMap WeakSet WebSocket __dirname __filename arguments ' +
    'awslambda clearInterval clearTimeout console crypto decodeURIComponent encodeURIComponent eval exports fetch global globalThis isNaN ' +
    'module parseFloat parseInt performance process queueMicrotask require setImmediate setInterval setTimeout structuredClone undefined'
  ).split(' '),
);
