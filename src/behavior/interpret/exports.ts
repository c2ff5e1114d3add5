import type { SourcePlace } from '../host.ts';
import type { ExportBinding } from '../ir/ir.ts';
import type { Abstract, ModelValue } from '../value.ts';
import { NOTHING } from '../values/make.ts';
import { get } from './access.ts';
import { setNamespaceMembers } from '../builtins/namespaces.ts';
import type { LoadedModule, Run } from './state.ts';

/** Whether a JavaScript module is an ECMAScript module, by its syntax. */
export function isEcmaScript(loaded: LoadedModule): boolean {
  return loaded.ir.isEsModule || loaded.ir.exports.length > 0;
}

/** An export of a module of the app; undefined when it has none of that name. */
export function exportOf(run: Run, loaded: LoadedModule, name: string, at: SourcePlace): Abstract | undefined {
  if (loaded.ir.language === 'python') return loaded.scope.names.get(name);
  if (isEcmaScript(loaded)) {
    const found = exportOfEcmaScript(run, loaded, name);
    if (found !== undefined) return found;
  }
  const whole = loaded.commonJs?.fields.get('exports') ?? NOTHING;
  if (name !== 'default') return whole.kind === 'object' && whole.fields.size === 0 ? undefined : get(run, whole, name, at);
  if (isEcmaScript(loaded)) return undefined;
  // What Babel, esbuild and TypeScript emit marks its exports; their default is a member.
  return whole.kind === 'object' && whole.fields.has('__esModule') && whole.fields.has('default') ? get(run, whole, 'default', at) : whole;
}

function exportOfEcmaScript(run: Run, loaded: LoadedModule, name: string): Abstract | undefined {
  const { exports } = loaded.ir;
  for (const binding of exports) if (binding.kind !== 'all' && binding.name === name) return boundExport(run, loaded, binding);
  if (name === 'default') return undefined;
  for (const binding of exports) {
    if (binding.kind !== 'all') continue;
    const found = run.machine.importMember(run, loaded.ir, { specifier: binding.specifier, imported: name, at: binding.at });
    if (found !== undefined && found.kind !== 'nothing') return found;
  }
  return undefined;
}

function boundExport(run: Run, loaded: LoadedModule, binding: Exclude<ExportBinding, { kind: 'all' }>): Abstract {
  if (binding.kind === 'from') {
    return (
      run.machine.importMember(run, loaded.ir, { specifier: binding.specifier, imported: binding.imported, at: binding.at }) ?? NOTHING
    );
  }
  const value = loaded.scope.names.get(binding.local);
  if (value !== undefined) return value;
  const imported = loaded.imports.get(binding.local);
  return (imported === undefined ? undefined : run.machine.importMember(run, loaded.ir, imported)) ?? NOTHING;
}

/** The value of `import * as x`: each member as it stands when it is asked for. */
export function namespaceOf(run: Run, loaded: LoadedModule): Abstract {
  if (loaded.namespace !== null) return loaded.namespace;
  const { file } = loaded.ir;
  const namespace: ModelValue = {
    kind: 'model',
    label: file,
    data: { type: 'module', specifier: file },
    get: (key, _host, at) => exportOf(run, loaded, key, { file, start: at.start, end: at.end }) ?? NOTHING,
    set: (key, value) => run.store.write(loaded.scope.names, key, value),
  };
  setNamespaceMembers(namespace, () => membersOfModule(run, loaded));
  loaded.namespace = namespace;
  return namespace;
}

/** All exports of a module by name. */
function membersOfModule(run: Run, loaded: LoadedModule): ReadonlyMap<string, Abstract> {
  const whole = loaded.commonJs?.fields.get('exports');
  if (loaded.ir.language === 'python') return loaded.scope.names;
  if (!isEcmaScript(loaded)) return whole?.kind === 'object' ? whole.fields : new Map();
  const found = new Map<string, Abstract>();
  for (const binding of loaded.ir.exports) if (binding.kind !== 'all') found.set(binding.name, boundExport(run, loaded, binding));
  return found;
}
