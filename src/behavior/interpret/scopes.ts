import type { FunctionIr, ModuleIr, Pattern } from '../ir/ir.ts';
import type { Abstract, Scope } from '../value.ts';
import type { Run } from './state.ts';

const declaredByFunction = new WeakMap<FunctionIr, ReadonlySet<string>>();

/** Makes a scope. */
export function makeScope(run: Run, declared: ReadonlySet<string>, parent: Scope | null): Scope {
  const names = new Map<string, Abstract>();
  run.store.isScope(names);
  return { names, parent, depth: run.depth, declared };
}

/** The names that belong to a function: its locals and parameters. */
export function namesOfFunction(fn: FunctionIr): ReadonlySet<string> {
  let names = declaredByFunction.get(fn);
  if (names === undefined) {
    const found = new Set(fn.locals);
    for (const param of fn.params) namesIn(param.target, found);
    if (fn.rest !== null) namesIn(fn.rest, found);
    if (fn.keywordRest !== null) found.add(fn.keywordRest);
    declaredByFunction.set(fn, (names = found));
  }
  return names;
}

/** The names of a module's top level; CommonJS has `module` and `exports` there. */
export function namesOfModule(module: ModuleIr): ReadonlySet<string> {
  return new Set([...module.locals, '__name__', '__file__']);
}

/** The names that a pattern gives values to. */
export function namesIn(pattern: Pattern, found: Set<string>): void {
  if (pattern.k === 'name') found.add(pattern.name);
  else if (pattern.k === 'fields') {
    for (const field of pattern.fields) namesIn(field.target, found);
    if (pattern.rest !== null) namesIn(pattern.rest, found);
  } else if (pattern.k === 'elements') {
    for (const item of pattern.items) if (item !== null) namesIn(item.target, found);
    if (pattern.rest !== null) namesIn(pattern.rest, found);
  }
}

/** Gives a name its value, in the scope that declares it. */
export function assignName(run: Run, scope: Scope, name: string, value: Abstract): void {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.names.has(name) || current.declared?.has(name) === true) return run.store.write(current.names, name, value);
    // An undeclared name is global in JavaScript; in Python it belongs to the function (a comprehension's target, say).
    if (current.parent === null && run.language === 'javascript') return run.store.write(current.names, name, value);
  }
  run.store.write(scope.names, name, value);
}
