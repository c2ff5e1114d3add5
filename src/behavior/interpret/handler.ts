import type { SourcePlace } from '../host.ts';
import type { Abstract } from '../value.ts';
import { NOTHING, unknownFrom } from '../values/make.ts';
import { isCallable, membersOf } from '../values/query.ts';
import { get } from './access.ts';
import { positional } from './arguments.ts';
import { exportOf } from './exports.ts';
import { isLoaded, load } from './load.ts';
import type { Run } from './state.ts';

/** Loads the handler's module and invokes the handler, twice where the first invocation leaves something for the second. */
export function start(run: Run): void {
  const at: SourcePlace = { file: run.code.entry, start: 0, end: 0 };
  const handler = loadHandler(run, at);
  callWaiting(run);
  if (handler === undefined) return;
  const { journal } = run.store;
  const first = run.store.open();
  invokeHandler(run, handler, at);
  const leavesState = first.cells.size + first.lists.size + first.shapes.size > 0 && outlives(run, first.cells.keys());
  run.store.journal = journal;
  // A warm start finds what the first invocation set: a client made once, a cache, a flag.
  if (leavesState) run.host.maybe(() => invokeHandler(run, handler, at));
}

/** Whether names of modules, or objects that they hold, are among what was changed. */
function outlives(run: Run, changed: Iterable<Map<string, Abstract>>): boolean {
  const lasting = new Set<unknown>();
  for (const loaded of run.files.values()) {
    lasting.add(loaded.scope.names);
    for (const value of loaded.scope.names.values()) {
      for (const member of membersOf(value)) {
        if (member.kind === 'object') lasting.add(member.fields);
        else if (member.kind === 'class') lasting.add(member.statics);
      }
    }
  }
  for (const cells of changed) if (lasting.has(cells)) return true;
  return false;
}

function loadHandler(run: Run, at: SourcePlace): Abstract | undefined {
  const resolved = run.modules.entry(run.code);
  if (resolved.kind === 'missing') {
    run.host.gap('source-not-found', `the handler's file ${run.code.entry} was not found`, at);
    return undefined;
  }
  const loaded = load(run, resolved, at);
  const [name = 'handler', ...steps] = run.code.exportPath;
  let value: Abstract | undefined = isLoaded(loaded) ? exportOf(run, loaded, name, at) : get(run, loaded, name, at);
  for (const step of steps) value = value === undefined ? undefined : get(run, value, step, at);
  if (value === undefined || value.kind === 'nothing') {
    if (resolved.kind === 'source') run.host.gap('source-not-found', `${run.code.entry} has no ${run.code.exportPath.join('.')}`, at);
    return undefined;
  }
  return value;
}

/** Calls the functions that libraries were given while the modules loaded. */
function callWaiting(run: Run): void {
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const { waiting } = run;
    run.waiting = rounds === 2 ? null : [];
    for (const action of waiting ?? []) action();
  }
  run.waiting = null;
}

function invokeHandler(run: Run, handler: Abstract, at: SourcePlace): void {
  const event = unknownFrom({ from: 'event', path: [] });
  const context = unknownFrom({ from: 'context', path: [] });
  const callback: Abstract = { kind: 'model', label: 'callback', call: () => NOTHING };
  const args = run.language === 'python' ? [event, context] : [event, context, callback];
  for (const member of membersOf(handler)) {
    // An object with a method `handler` is what some frameworks export.
    const method =
      member.kind === 'object' && !isCallable(member) && run.language === 'javascript' ? get(run, member, 'handler', at) : member;
    run.machine.call(run, method, positional(args), { at, self: member === method ? null : member });
  }
}
