import type { Expr, Place, Stmt } from '../ir/ir.ts';
import type { Abstract, ModelValue } from '../value.ts';
import { NOTHING } from '../values/make.ts';
import { get } from './access.ts';
import { isLoaded, load } from './load.ts';
import { namespaceMembers, setNamespaceMembers } from '../builtins/namespaces.ts';
import { placeOf } from './place.ts';
import type { Frame, LoadedModule, Run } from './state.ts';

/** A Python module found by name, and its packages run before it. */
function importPython(run: Run, specifier: string, level: number, frame: Frame, at: Place): LoadedModule | Abstract {
  const resolve = (name: string): LoadedModule | Abstract =>
    load(run, run.modules.resolve(name, { module: frame.module, code: run.code, level, at }), placeOf(frame, at));
  const steps = specifier === '' ? [] : specifier.split('.');
  for (let count = 1; count < steps.length; count += 1) resolve(steps.slice(0, count).join('.'));
  return resolve(specifier);
}

/** A Python module as a value: its names, and its submodules. */
function valueOf(run: Run, found: LoadedModule | Abstract, specifier: string, level: number, frame: Frame): Abstract {
  if (!isLoaded(found)) return found;
  if (found.namespace !== null) return found.namespace;
  const namespace: ModelValue = {
    kind: 'model',
    label: specifier === '' ? found.ir.file : specifier,
    data: { type: 'module', specifier: found.ir.file },
    get: (key, _host, at) => found.scope.names.get(key) ?? submodule(run, specifier, level, key, frame, at) ?? NOTHING,
    set: (key, value) => run.store.write(found.scope.names, key, value),
  };
  setNamespaceMembers(namespace, () => found.scope.names);
  found.namespace = namespace;
  return namespace;
}

/** A submodule of a package, when there is one. */
function submodule(run: Run, specifier: string, level: number, name: string, frame: Frame, at: Place): Abstract | undefined {
  const whole = specifier === '' ? name : `${specifier}.${name}`;
  const resolved = run.modules.resolve(whole, { module: frame.module, code: run.code, level, at });
  if (resolved.kind === 'missing') return undefined;
  return valueOf(run, load(run, resolved, placeOf(frame, at)), whole, level, frame);
}

/** `import a.b` and `import a.b as c`. */
export function pythonImport(run: Run, specifier: string, bind: 'first' | 'last', frame: Frame, at: Place): Abstract {
  const last = importPython(run, specifier, 0, frame, at);
  if (bind === 'last') return valueOf(run, last, specifier, 0, frame);
  const [first = specifier] = specifier.split('.');
  if (first === specifier) return valueOf(run, last, specifier, 0, frame);
  const top = importPython(run, first, 0, frame, at);
  // Where only the submodule is known, its package is an unknown that gives the submodule under its name.
  return valueOf(run, top, first, 0, frame);
}

/** `from a import name`. */
export function pythonImportFrom(run: Run, expr: Extract<Expr, { k: 'pythonImportFrom' }>, frame: Frame): Abstract {
  const at = placeOf(frame, expr.at);
  const found = importPython(run, expr.specifier, expr.level, frame, expr.at);
  if (isLoaded(found)) {
    return found.scope.names.get(expr.name) ?? submodule(run, expr.specifier, expr.level, expr.name, frame, expr.at) ?? NOTHING;
  }
  if (found.kind === 'model') return found.get?.(expr.name, run.host, at) ?? get(run, found, expr.name, at);
  return submoduleOfUnknown(run, expr, frame) ?? get(run, found, expr.name, at);
}

/** A package without `__init__` is not found itself, its modules are. */
function submoduleOfUnknown(run: Run, expr: Extract<Expr, { k: 'pythonImportFrom' }>, frame: Frame): Abstract | undefined {
  const whole = expr.specifier === '' ? expr.name : `${expr.specifier}.${expr.name}`;
  const resolved = run.modules.resolve(whole, { module: frame.module, code: run.code, level: expr.level, at: expr.at });
  if (resolved.kind !== 'source' && resolved.kind !== 'model') return undefined;
  return valueOf(run, load(run, resolved, placeOf(frame, expr.at)), whole, expr.level, frame);
}

/** `from a import *`: names that do not begin with `_`, or those in `__all__`. */
export function pythonImportAll(run: Run, statement: Extract<Stmt, { k: 'importAll' }>, frame: Frame): void {
  const found = importPython(run, statement.specifier, statement.level, frame, statement.at);
  const names = isLoaded(found) ? found.scope.names : namespaceMembers(found);
  for (const [name, value] of names ?? []) if (!name.startsWith('_')) run.store.write(frame.scope.names, name, value);
}
