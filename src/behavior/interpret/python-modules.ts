import type { Expr, Place, Stmt } from '../ir/ir.ts';
import type { Abstract, ModelValue } from '../value.ts';
import { NOTHING } from '../values/make.ts';
import { get } from './access.ts';
import { isLoaded, load } from './load.ts';
import { namespaceMembers, setNamespaceMembers } from '../builtins/namespaces.ts';
import { placeOf } from './place.ts';
import type { Frame, LoadedModule, Run } from './state.ts';

/** A module by its name and the leading dots of it. */
interface Wanted {
  readonly specifier: string;
  readonly level: number;
}

/** A Python module found by name, and its packages run before it. */
function importPython(run: Run, { specifier, level }: Wanted, frame: Frame, at: Place): LoadedModule | Abstract {
  const resolve = (name: string): LoadedModule | Abstract =>
    load(run, run.modules.resolve(name, { module: frame.module, code: run.code, level, at }), placeOf(frame, at));
  const steps = specifier === '' ? [] : specifier.split('.');
  for (let count = 1; count < steps.length; count += 1) resolve(steps.slice(0, count).join('.'));
  return resolve(specifier);
}

/** A Python module as a value: its names, and its submodules. */
function valueOf(run: Run, found: LoadedModule | Abstract, wanted: Wanted, frame: Frame): Abstract {
  const { specifier } = wanted;
  if (!isLoaded(found)) return found;
  if (found.namespace !== null) return found.namespace;
  const namespace: ModelValue = {
    kind: 'model',
    label: specifier === '' ? found.ir.file : specifier,
    data: { type: 'module', specifier: found.ir.file },
    get: (key, _host, at) => found.scope.names.get(key) ?? submodule(run, wanted, key, { frame, at }) ?? NOTHING,
    set: (key, value) => run.store.write(found.scope.names, key, value),
  };
  setNamespaceMembers(namespace, () => found.scope.names);
  found.namespace = namespace;
  return namespace;
}

/** A submodule of a package, when there is one. */
function submodule(
  run: Run,
  { specifier, level }: Wanted,
  name: string,
  { frame, at }: { readonly frame: Frame; readonly at: Place },
): Abstract | undefined {
  const whole = specifier === '' ? name : `${specifier}.${name}`;
  const resolved = run.modules.resolve(whole, { module: frame.module, code: run.code, level, at });
  if (resolved.kind === 'missing') return undefined;
  return valueOf(run, load(run, resolved, placeOf(frame, at)), { specifier: whole, level }, frame);
}

/** `import a.b` and `import a.b as c`. */
export function pythonImport(
  run: Run,
  { specifier, bind, at }: { readonly specifier: string; readonly bind: 'first' | 'last'; readonly at: Place },
  frame: Frame,
): Abstract {
  const last = importPython(run, { specifier, level: 0 }, frame, at);
  const [first = specifier] = specifier.split('.');
  if (bind === 'last' || first === specifier) return valueOf(run, last, { specifier, level: 0 }, frame);
  return valueOf(run, importPython(run, { specifier: first, level: 0 }, frame, at), { specifier: first, level: 0 }, frame);
}

/** `from a import name`. */
export function pythonImportFrom(run: Run, expr: Extract<Expr, { k: 'pythonImportFrom' }>, frame: Frame): Abstract {
  const at = placeOf(frame, expr.at);
  const found = importPython(run, expr, frame, expr.at);
  if (isLoaded(found)) {
    return found.scope.names.get(expr.name) ?? submodule(run, expr, expr.name, { frame, at: expr.at }) ?? NOTHING;
  }
  if (found.kind === 'model') return found.get?.(expr.name, run.host, at) ?? get(run, found, expr.name, at);
  return submoduleOfUnknown(run, expr, frame) ?? get(run, found, expr.name, at);
}

/** A package without `__init__` is not found itself, its modules are. */
function submoduleOfUnknown(run: Run, expr: Extract<Expr, { k: 'pythonImportFrom' }>, frame: Frame): Abstract | undefined {
  const whole = expr.specifier === '' ? expr.name : `${expr.specifier}.${expr.name}`;
  const resolved = run.modules.resolve(whole, { module: frame.module, code: run.code, level: expr.level, at: expr.at });
  if (resolved.kind !== 'source' && resolved.kind !== 'model') return undefined;
  return valueOf(run, load(run, resolved, placeOf(frame, expr.at)), { specifier: whole, level: expr.level }, frame);
}

/** `from a import *`: names that do not begin with `_`, or those in `__all__`. */
export function pythonImportAll(run: Run, statement: Extract<Stmt, { k: 'importAll' }>, frame: Frame): void {
  const found = importPython(run, statement, frame, statement.at);
  const names = isLoaded(found) ? found.scope.names : namespaceMembers(found);
  for (const [name, value] of names ?? []) if (!name.startsWith('_')) run.store.write(frame.scope.names, name, value);
}
