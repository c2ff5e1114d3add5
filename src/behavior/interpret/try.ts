import type { Stmt } from '../ir/ir.ts';
import { unionOf } from '../values/join.ts';
import { NOTHING, unknownCode } from '../values/make.ts';
import type { Abstract } from '../value.ts';
import type { Delta, Store } from './journal.ts';
import type { Frame, Run } from './state.ts';

type Try = Extract<Stmt, { k: 'try' }>;

/** A body, its handlers as what may happen instead of the body's end, and what happens in any case. */
export function executeTry(run: Run, statement: Try, frame: Frame): boolean {
  const isLive = statement.handlers.length === 0 ? runPlain(run, statement, frame) : runHandled(run, statement, frame);
  if (statement.finally.length === 0) return isLive;
  return run.machine.execute(run, statement.finally, frame) && isLive;
}

function runPlain(run: Run, statement: Try, frame: Frame): boolean {
  return run.machine.execute(run, statement.body, frame) && run.machine.execute(run, statement.otherwise, frame);
}

function runHandled(run: Run, statement: Try, frame: Frame): boolean {
  const { store } = run;
  const depth = run.depth;
  const body = store.open();
  const bodyLives = run.machine.execute(run, statement.body, frame) && run.machine.execute(run, statement.otherwise, frame);
  const end = store.collect(body);
  store.rollback(body);
  const afterBody = run.depth;
  const ends: Delta[] = bodyLives ? [end] : [];
  let caught: Caught = 'some';
  for (const handler of statement.handlers) {
    run.depth = depth + 1;
    const journal = store.open();
    partly(store, end);
    const types = handler.types === null ? null : run.machine.evaluate(run, handler.types, frame);
    if (caught === 'all' || (caught === 'exceptions' && !isMoreThanException(types))) {
      store.rollback(journal);
      continue;
    }
    if (run.language === 'python') caught = widened(caught, types);
    if (handler.target !== null) run.machine.bind(run, handler.target, unknownCode('an error'), frame);
    if (run.machine.execute(run, handler.body, frame)) ends.push(store.collect(journal));
    store.rollback(journal);
  }
  run.depth = afterBody;
  if (ends.length === 0) return false;
  store.merge(ends);
  return true;
}

/** What the handlers so far catch: every exception of a program, or those that stop it as well. */
type Caught = 'some' | 'exceptions' | 'all';

// https://docs.python.org/3/library/exceptions.html#exception-hierarchy
const BEYOND: ReadonlySet<string> = new Set(['BaseException', 'SystemExit', 'KeyboardInterrupt', 'GeneratorExit']);

function widened(caught: Caught, types: Abstract | null): Caught {
  if (types === null || types.kind === 'list') return types === null ? 'all' : types.items.reduce(widened, caught);
  const name = types.kind === 'model' ? types.label : '';
  if (name === 'BaseException') return 'all';
  return name === 'Exception' ? 'exceptions' : caught;
}

/** Whether a handler catches what `except Exception` before it lets pass. */
function isMoreThanException(types: Abstract | null): boolean {
  if (types === null) return true;
  if (types.kind === 'list') return types.rest !== null || types.items.some(isMoreThanException);
  if (types.kind === 'class') return types.bases.some(isMoreThanException);
  return types.kind === 'model' && BEYOND.has(types.label);
}

/** The state in a handler: any part of the body may have happened. */
function partly(store: Store, end: Delta): void {
  for (const [cells, news] of end.cells) {
    for (const [key, value] of news) {
      const old = cells.get(key);
      if (value !== undefined) store.write(cells, key, old === undefined ? value : unionOf([old, value]));
      else if (old !== undefined) store.write(cells, key, unionOf([old, NOTHING]));
    }
  }
  store.mergeListsWeakly(end);
}
