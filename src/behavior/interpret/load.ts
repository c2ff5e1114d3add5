import type { SourcePlace } from '../host.ts';
import type { Expr, ModuleIr, Place } from '../ir/ir.ts';
import type { Resolved } from '../program.ts';
import type { Abstract } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { NOTHING, text, unknownFrom } from '../values/make.ts';
import { exactText, membersOf } from '../values/query.ts';
import { get } from './access.ts';
import { fromData } from '../builtins/javascript/json.ts';
import { exportOf, isEcmaScript, namespaceOf } from './exports.ts';
import { runModule } from './module.ts';
import { placeOf } from './place.ts';
import { observeImport } from '../observe/observe.ts';
import type { Frame, LoadedModule, Run } from './state.ts';

/** What resolution found, run if it is source: the loaded module, or the value that stands for it. */
export function load(run: Run, resolved: Resolved, at: SourcePlace): LoadedModule | Abstract {
  switch (resolved.kind) {
    case 'source':
      return runModule(run, resolved.module);
    case 'model': {
      let value = run.models.get(resolved.specifier);
      if (value === undefined) run.models.set(resolved.specifier, (value = resolved.make(run.host)));
      return value;
    }
    case 'data':
      return fromData(run.host, resolved.data);
    case 'package':
      observeImport(run, resolved.name, at);
      if (resolved.holdsClient && !run.warnings.has(resolved.name)) {
        run.warnings.set(resolved.name, {
          code: 'untracked-library',
          because: `${resolved.name} can make AWS calls that are not followed`,
        });
      }
      return unknownFrom({ from: 'library', name: resolved.name, path: [] });
    case 'missing':
      observeImport(run, resolved.specifier, at);
      if (!run.warnings.has(resolved.specifier)) {
        run.warnings.set(resolved.specifier, { code: 'module-not-found', because: `module ${resolved.specifier} was not found` });
      }
      return unknownFrom({ from: 'library', name: resolved.specifier, path: [] });
    case 'problem':
      return run.host.gap(resolved.code, resolved.because, at);
  }
}

/** Whether loading gave a module of the app, not a value. */
export function isLoaded(value: LoadedModule | Abstract): value is LoadedModule {
  return 'ir' in value;
}

/** A JavaScript module by its specifier. */
export function importModule(run: Run, module: ModuleIr, specifier: string, at: Place): LoadedModule | Abstract {
  const resolved = run.modules.resolve(specifier, { module, code: run.code, level: 0, at });
  return load(run, resolved, { file: module.file, start: at.start, end: at.end });
}

/** An export of a JavaScript module, `*` for all of it; undefined when it has none of that name. */
export function importMember(
  run: Run,
  module: ModuleIr,
  binding: { readonly specifier: string; readonly imported: string; readonly at: Place },
): Abstract | undefined {
  const at = { file: module.file, start: binding.at.start, end: binding.at.end };
  const found = importModule(run, module, binding.specifier, binding.at);
  const { imported } = binding;
  if (isLoaded(found)) return imported === '*' ? namespaceOf(run, found) : exportOf(run, found, imported, at);
  if (imported === '*') return found;
  if (imported !== 'default') return get(run, found, imported, at);
  return (found.kind === 'model' ? found.get?.('default', run.host, at) : undefined) ?? found;
}

/** A specifier that is not known as those that the owner says it is. */
function stated(run: Run, specifier: Abstract, at: SourcePlace): readonly Abstract[] {
  const names = exactText(specifier) === undefined ? (run.host.statedModules?.(at) ?? []) : [];
  return names.length === 0 ? [specifier] : names.map((name) => text(name));
}

/** A name put together at run time that comes to nothing or a folder alone: its end is a setting that the template leaves empty. */
function isCutShort(specifier: string): boolean {
  return specifier === '' || specifier.endsWith('/');
}

/** `require(x)` and `import(x)`. */
export function importDynamic(run: Run, expr: Extract<Expr, { k: 'import' }>, frame: Frame): Abstract {
  const at = placeOf(frame, expr.at);
  const specifier = run.machine.evaluate(run, expr.specifier, frame);
  const found = membersOf(specifier)
    .flatMap((each) => stated(run, each, at))
    .map((each) => {
      const exact = exactText(each);
      if (exact === undefined || (expr.specifier.k !== 'const' && isCutShort(exact))) {
        return run.host.gap('dynamic-import', `${expr.isRequire ? 'require' : 'import'} of a module whose name is not known`, at);
      }
      const loaded = importModule(run, frame.module, exact, expr.at);
      if (!isLoaded(loaded)) return loaded;
      if (expr.isRequire && !isEcmaScript(loaded)) return loaded.commonJs?.fields.get('exports') ?? NOTHING;
      return namespaceOf(run, loaded);
    });
  return unionOf(found);
}
