import type { Expr, Stmt } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { SOME_NUMBER } from '../values/make.ts';
import { isNever, membersOf, truthiness } from '../values/query.ts';
import { fork, openTarget, settle } from './fork.ts';
import { iterateKeys } from './iterate.ts';
import { scopeOfTurn, withOwnCounters } from './loop-scope.ts';
import { placeOf } from './place.ts';
import type { Frame, Loop, Run, Target } from './state.ts';

/** Known elements, and turns of a decided loop, that are followed one by one; fewer inside other loops. */
const MOST_TURNS = 32;
const MOST_INNER_TURNS = 8;

/** Runs a loop's body within a place that `break` leads to. Says whether control gets behind the loop. */
function withinLoop(run: Run, frame: Frame, turns: (loop: Loop) => boolean): boolean {
  const depth = run.depth;
  const returned = frame.returned;
  const breaks = openTarget(run);
  const loop: Loop = { breaks, continues: null };
  frame.loops.push(loop);
  const isLive = turns(loop);
  frame.loops.pop();
  const goesOn = settle(run, breaks, isLive);
  run.depth = depth + (frame.returned > returned ? 1 : 0);
  return goesOn;
}

/** One turn: the body, and where `continue` leads. */
function turn(run: Run, loop: Loop, body: () => boolean): boolean {
  const end: Target = openTarget(run);
  loop.continues = end;
  const isLive = body();
  return settle(run, end, isLive);
}

function mostTurns(frame: Frame): number {
  return frame.loops.filter((loop) => loop.continues !== null).length > 1 ? MOST_INNER_TURNS : MOST_TURNS;
}

/** `for of`, `for in`, Python's `for`. */
export function executeEach(run: Run, statement: Extract<Stmt, { k: 'each' }>, frame: Frame): boolean {
  const value = run.machine.evaluate(run, statement.of, frame);
  if (isNever(value)) return false;
  const place = placeOf(frame, statement.of.at);
  const { items, rest } = statement.over === 'keys' ? iterateKeys(run, value, place) : run.machine.iterate(run, value, place);
  const goesOn = withinLoop(run, frame, (loop) => {
    const once = (element: Abstract) => (): boolean =>
      turn(run, loop, () => {
        const { scope } = frame;
        frame.scope = scopeOfTurn(run, statement, frame);
        run.machine.bind(run, statement.target, element, frame);
        const isLive = run.machine.execute(run, statement.body, frame);
        frame.scope = scope;
        return isLive;
      });
    const few = items.length <= mostTurns(frame);
    for (const item of few ? items : []) if (!once(item)()) return false;
    const further = few ? rest : unionOf(rest === null ? items : [...items, rest]);
    if (further !== null) repeat(run, frame, loop, once(further));
    return true;
  });
  return goesOn && run.machine.execute(run, statement.otherwise, frame);
}

/** A body that happens any number of times: twice, so that the second sees what the first left. */
function repeat(run: Run, frame: Frame, loop: Loop, body: () => boolean): void {
  const skip = (): boolean => true;
  fork(run, [body, skip], frame);
  widenNumbers(run, loop);
  fork(run, [body, skip], frame);
}

/** Counters are any number once a loop goes on without a known end. */
function widenNumbers(run: Run, loop: Loop): void {
  for (const [cells, keys] of loop.breaks.base.cells) {
    for (const [key, old] of keys) {
      const now = cells.get(key);
      if (now === undefined || old === now || !membersOf(now).every((member) => member.kind === 'number')) continue;
      run.store.write(cells, key, SOME_NUMBER);
    }
  }
}

/** `while`, `for (;;)`. */
export function executeLoop(run: Run, statement: Extract<Stmt, { k: 'loop' }>, frame: Frame): boolean {
  return withinLoop(run, frame, (loop) => {
    const body = (): boolean =>
      withOwnCounters(run, statement, frame, () => turn(run, loop, () => run.machine.execute(run, statement.body, frame))) &&
      run.machine.execute(run, statement.update, frame);
    const most = mostTurns(frame);
    for (let turns = 0; ; turns += 1) {
      const truth = test(run, statement.test, frame);
      if (truth === false) return true;
      const isEndless = statement.test === null || statement.test.k === 'const';
      if (truth === undefined || turns >= (isEndless ? 1 : most)) {
        repeat(run, frame, loop, () => body() && test(run, statement.test, frame) !== null);
        return !isEndless;
      }
      if (!body()) return false;
    }
  });
}

function test(run: Run, expr: Expr | null, frame: Frame): boolean | undefined {
  return expr === null ? true : truthiness(run.machine.evaluate(run, expr, frame), run.language);
}
