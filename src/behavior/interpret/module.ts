import type { ModuleIr } from '../ir/ir.ts';
import type { Scope } from '../value.ts';
import { literal, text, unknownCode } from '../values/make.ts';
import { settle } from './fork.ts';
import { makeFrame } from './frames.ts';
import { makeScope, namesOfModule } from './scopes.ts';
import type { LoadedModule, Run } from './state.ts';

/** Runs a module's top level, once; a module that is still running gives what it has so far. */
export function runModule(run: Run, ir: ModuleIr): LoadedModule {
  const known = run.files.get(ir.file);
  if (known !== undefined) return known;
  const scope = makeScope(run, namesOfModule(ir), null);
  const loaded: LoadedModule = {
    ir,
    scope,
    commonJs: ir.language === 'javascript' ? provideCommonJs(run, ir, scope) : null,
    imports: new Map(ir.imports.map((binding) => [binding.local, binding])),
    namespace: null,
  };
  run.files.set(ir.file, loaded);
  run.moduleScopes.set(scope, loaded);
  if (ir.language === 'python') provideNames(scope, ir);
  for (const gap of ir.gaps) run.host.gap(gap.code, gap.because, { file: ir.file, start: gap.at.start, end: gap.at.end });
  for (const binding of ir.imports) run.machine.importModule(run, ir, binding.specifier, binding.at);
  for (const binding of ir.exports) if (binding.kind !== 'local') run.machine.importModule(run, ir, binding.specifier, binding.at);
  runTopLevel(run, ir, scope);
  return loaded;
}

function runTopLevel(run: Run, ir: ModuleIr, scope: Scope): void {
  // A module runs once, whichever branch asks for it first: what it sets stays.
  const { journal } = run.store;
  run.store.journal = null;
  const args = { args: [], restArgs: null, named: new Map(), restNamed: null };
  const frame = makeFrame(run, { module: ir, fn: null, scope, self: null, home: null, args });
  run.frames.push(frame);
  const isLive = run.machine.execute(run, ir.body, frame);
  settle(run, frame.end, isLive);
  run.store.journal = journal;
  run.frames.pop();
  run.depth = frame.depth;
}

function provideCommonJs(run: Run, ir: ModuleIr, scope: Scope): LoadedModule['commonJs'] {
  const exports = run.host.object();
  const holder = run.host.object([['exports', exports]]);
  scope.names.set('exports', exports);
  scope.names.set('module', holder);
  scope.names.set('__filename', text(`/var/task/${ir.file}`));
  scope.names.set('__dirname', text(`/var/task/${ir.file.split('/').slice(0, -1).join('/')}`.replace(/\/$/, '')));
  const global = run.globals.get('require');
  scope.names.set('require', global ?? unknownCode('require'));
  return holder;
}

function provideNames(scope: Scope, ir: ModuleIr): void {
  scope.names.set('__name__', literal(ir.file.replace(/\.py$/, '').replaceAll('/', '.')));
  scope.names.set('__file__', text(`/var/task/${ir.file}`));
}
