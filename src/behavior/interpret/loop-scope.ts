import type { FunctionIr, ModuleIr, Stmt } from '../ir/ir.ts';
import type { Abstract, Scope } from '../value.ts';
import { NOTHING } from '../values/make.ts';
import { assignName, makeScope, namesIn, namesOfFunction } from './scopes.ts';
import type { Frame, Run } from './state.ts';

/** How often names occur in some code, and whether a function is made in it. */
interface Occurrences {
  readonly counts: ReadonlyMap<string, number>;
  readonly hasFunction: boolean;
}

const known = new WeakMap<object, Occurrences>();

function occurrencesIn(code: object): Occurrences {
  const before = known.get(code);
  if (before !== undefined) return before;
  const counts = new Map<string, number>();
  let hasFunction = false;
  // A list of what is left instead of recursion: the form may be nested deeply.
  const left: unknown[] = [code];
  while (left.length > 0) {
    const node = left.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      for (const item of node) left.push(item);
      continue;
    }
    const { k, name } = node as { readonly k?: unknown; readonly name?: unknown };
    const { fn } = node as { readonly fn?: FunctionIr };
    if (k === 'function' && fn !== undefined) {
      hasFunction = true;
      // A function's own names are others, even when they are spelt alike.
      const own = namesOfFunction(fn);
      for (const [inner, count] of occurrencesIn(fn).counts) if (!own.has(inner)) counts.set(inner, (counts.get(inner) ?? 0) + count);
      continue;
    }
    if ((k === 'var' || k === 'name') && typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1);
    else if (k === 'class') hasFunction = true;
    for (const child of Object.values(node)) left.push(child);
  }
  const found: Occurrences = { counts, hasFunction };
  known.set(code, found);
  return found;
}

const locals = new WeakMap<object, ReadonlySet<string> | null>();

/** The names of a loop that each turn has anew; null when no function is made in it that could keep them. */
function namesOfTurn(loop: Extract<Stmt, { k: 'each' }>, around: FunctionIr | ModuleIr): ReadonlySet<string> | null {
  const before = locals.get(loop);
  if (before !== undefined) return before;
  const inside = occurrencesIn(loop);
  const whole = inside.hasFunction ? occurrencesIn(around.body) : inside;
  const given = 'params' in around ? occurrencesIn([around.params, around.rest]).counts : new Map<string, number>();
  const names = new Set<string>();
  if (inside.hasFunction)
    for (const [name, count] of inside.counts)
      if (whole.counts.get(name) === count && around.locals.includes(name) && !given.has(name)) names.add(name);
  const found = names.size === 0 ? null : names;
  locals.set(loop, found);
  return found;
}

const counters = new WeakMap<object, ReadonlySet<string>>();

/** The names that a `for (;;)` loop counts with, when functions made in its body could keep them; else none. */
function countersOf(loop: Extract<Stmt, { k: 'loop' }>): ReadonlySet<string> {
  const before = counters.get(loop);
  if (before !== undefined) return before;
  const found = new Set<string>();
  if (occurrencesIn(loop.body).hasFunction)
    for (const { k, ...rest } of loop.update)
      if (k === 'expr' && 'value' in rest && rest.value?.k === 'assign') namesIn(rest.value.target, found);
  counters.set(loop, found);
  return found;
}

/** Runs one turn of a `for (;;)` loop with its own copy of what the loop counts with, as `let` has it in JavaScript. */
export function withOwnCounters(run: Run, loop: Extract<Stmt, { k: 'loop' }>, frame: Frame, turn: () => boolean): boolean {
  const names = run.language === 'javascript' ? countersOf(loop) : new Set<string>();
  if (names.size === 0) return turn();
  const outer = frame.scope;
  const own = makeScope(run, names, outer);
  for (const name of names) run.store.write(own.names, name, valueIn(outer, name));
  frame.scope = own;
  const isLive = turn();
  frame.scope = outer;
  if (isLive) for (const name of names) assignName(run, outer, name, valueIn(own, name));
  return isLive;
}

function valueIn(scope: Scope, name: string): Abstract {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const value = current.names.get(name);
    if (value !== undefined) return value;
  }
  return NOTHING;
}

/** The scope of one turn of a loop: functions made in it keep the names that each turn declares anew, as in JavaScript. */
export function scopeOfTurn(run: Run, loop: Extract<Stmt, { k: 'each' }>, frame: Frame): Scope {
  const names = run.language === 'javascript' ? namesOfTurn(loop, frame.fn ?? frame.module) : null;
  return names === null ? frame.scope : makeScope(run, names, frame.scope);
}
