import type { Delta, Journal } from './journal.ts';
import type { Frame, Run, Target } from './state.ts';

/**
 * Runs branches of which it is not known which one is taken, each from the present state, and joins where they end.
 * A branch says whether control gets to its end. False when that is so for none.
 */
export function fork(run: Run, branches: readonly (() => boolean)[], frame: Frame | null): boolean {
  const { store } = run;
  const depth = run.depth;
  const left = frame?.left ?? 0;
  const deltas: Delta[] = [];
  for (const branch of branches) {
    run.depth = depth + 1;
    const journal = store.open();
    if (branch()) deltas.push(store.collect(journal));
    store.rollback(journal);
  }
  // Once control may have left the function or the loop, what follows may not happen.
  run.depth = depth + (frame !== null && frame.left > left ? 1 : 0);
  if (deltas.length === 0) return false;
  store.merge(deltas);
  return true;
}

/** Runs something that may or may not happen. */
export function maybe<T>(run: Run, action: () => T): T {
  let result: T | undefined;
  fork(
    run,
    [
      () => {
        result = action();
        return true;
      },
      () => true,
    ],
    null,
  );
  return result as T;
}

/** Starts a place where ends of branches meet. */
export function openTarget(run: Run): Target {
  return { base: run.store.open(), deltas: [] };
}

/** Notes that control goes from here to the target, with the state it takes along. */
export function leaveTo(run: Run, target: Target): void {
  target.deltas.push(run.store.collect(target.base));
}

/** Ends a target: the state is the join of all that went there, and of what runs on when `isLive`. False when nothing arrives. */
export function settle(run: Run, target: Target, isLive: boolean): boolean {
  const journal: Journal = target.base;
  if (target.deltas.length === 0) {
    run.store.commit(journal);
    return isLive;
  }
  const ends = isLive ? [...target.deltas, run.store.collect(journal)] : target.deltas;
  run.store.rollback(journal);
  run.store.merge(ends);
  return true;
}
