import type { Expr } from '../ir/ir.ts';

/** Names of one module, function, class body or comprehension while it is lowered. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly parent: Scope | null;
  /** Names that the form's function or module holds; used of modules and functions only. */
  readonly locals: Set<string>;
  /** Declared `global` or `nonlocal`: names of a surrounding scope. */
  readonly outer: Set<string>;
  /** Names that stand for others in the lowered form: those of comprehensions and class bodies, which the form has no scopes for. */
  readonly renames: Map<string, string>;
  /** Methods of a class body, for the expressions beside them that name one. */
  readonly methods: Map<string, Expr>;
  /** What sets this scope's names apart: the class's name, or where the comprehension starts. */
  readonly label: string;
  /** Whether a `yield` stands in it. */
  isGenerator: boolean;
}

function scope(kind: Scope['kind'], parent: Scope | null, label: string): Scope {
  return {
    kind,
    parent,
    label,
    locals: new Set(),
    outer: new Set(),
    renames: new Map(),
    methods: new Map(),
    isGenerator: false,
  };
}

/** The scope of a module's code. */
export function moduleScope(): Scope {
  return scope('module', null, '');
}

/** The scope of a function or lambda. */
export function functionScope(parent: Scope): Scope {
  return scope('function', parent, '');
}

/** The scope of a class body: its code runs in the surrounding function, under names of its own (`Orders.TABLE`). */
export function classScope(parent: Scope, name: string): Scope {
  return scope('class', parent, parent.kind === 'class' ? `${parent.label}.${name}` : name);
}

/** The scope of a comprehension: its variables are locals of the surrounding function under names of their own. */
export function comprehensionScope(parent: Scope, start: number): Scope {
  return scope('comprehension', parent, String(start));
}

/** The function or module whose locals a name of this scope becomes. */
export function holderOf(scope: Scope): Scope {
  let holder = scope;
  while ((holder.kind === 'class' || holder.kind === 'comprehension') && holder.parent) holder = holder.parent;
  return holder;
}

/** Declares a name that is assigned in `scope`, and gives the name it has in the lowered form. */
export function bindName(name: string, scope: Scope): string {
  if (scope.outer.has(name)) return name;
  if (scope.kind === 'module' || scope.kind === 'function') {
    scope.locals.add(name);
    return name;
  }
  const renamed = scope.kind === 'class' ? `${scope.label}.${name}` : `${name}@${scope.label}`;
  scope.renames.set(name, renamed);
  holderOf(scope).locals.add(renamed);
  return renamed;
}

/** Declares the target of `:=`, which reaches out of comprehensions (Python's reference, section 6.12). */
export function bindWalrus(name: string, scope: Scope): string {
  let target = scope;
  while (target.kind === 'comprehension' && target.parent) target = target.parent;
  return bindName(name, target);
}

/** Notes `global` or `nonlocal`; a global is a local of the module even when only a function assigns it. */
export function bindOuter(name: string, scope: Scope, isGlobal: boolean): void {
  holderOf(scope).outer.add(name);
  if (!isGlobal) return;
  let top = scope;
  while (top.parent) top = top.parent;
  top.locals.add(name);
}

/** The name in the lowered form of a name that is read, or the method of the class body that it means. */
export function lookUp(name: string, from: Scope): string | Expr {
  let crossed = false;
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    // Functions do not see the names of the class they stand in (Python's reference, section 4.2.2).
    if (scope.kind === 'class' && crossed) continue;
    const found = scope.renames.get(name) ?? (scope.kind === 'class' ? scope.methods.get(name) : undefined);
    if (found !== undefined) return found;
    if (scope.kind === 'function') {
      if (scope.locals.has(name) || scope.outer.has(name)) return name;
      crossed = true;
    }
  }
  return name;
}
