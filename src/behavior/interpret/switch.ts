import type { Stmt } from '../ir/ir.ts';
import { truthiness } from '../values/query.ts';
import { fork, openTarget, settle } from './fork.ts';
import { binary } from '../builtins/operators.ts';
import type { Frame, Run } from './state.ts';

type Switch = Extract<Stmt, { k: 'switch' }>;

/** Runs the cases that may be meant: the one that is, or each that cannot be excluded. */
export function executeSwitch(run: Run, statement: Switch, frame: Frame): boolean {
  const chosen = chooseCases(run, statement, frame);
  const depth = run.depth;
  const returned = frame.returned;
  const breaks = statement.fallsThrough ? openTarget(run) : null;
  if (breaks !== null) frame.loops.push({ breaks, continues: null });
  const branches = chosen.cases.map((index) => (): boolean => (index === null ? true : runCase(run, statement, index, frame)));
  const [only] = branches;
  const isLive = branches.length === 1 && only !== undefined ? only() : fork(run, branches, frame);
  if (breaks === null) return isLive;
  frame.loops.pop();
  const goesOn = settle(run, breaks, isLive);
  // A break only leaves the switch.
  run.depth = depth + (frame.returned > returned && chosen.cases.length > 1 ? 1 : 0);
  return goesOn;
}

/** The cases that may run, by index; null: none of them does. */
function chooseCases(run: Run, statement: Switch, frame: Frame): { readonly cases: readonly (number | null)[] } {
  const subject = run.machine.evaluate(run, statement.subject, frame);
  const cases: (number | null)[] = [];
  let fallback: number | null = null;
  for (const [index, each] of statement.cases.entries()) {
    if (each.tests.length === 0) {
      fallback = index;
      continue;
    }
    const answers = each.tests.map((test) =>
      truthiness(binary(run.host, '===', subject, run.machine.evaluate(run, test, frame)), run.language),
    );
    if (answers.includes(true)) return { cases: [...cases, index] };
    if (answers.includes(undefined)) cases.push(index);
  }
  return { cases: [...cases, fallback] };
}

function runCase(run: Run, statement: Switch, start: number, frame: Frame): boolean {
  for (const each of statement.cases.slice(start)) {
    const last = each.body.at(-1);
    // The usual break at the end of a case is where the case ends.
    const ends = statement.fallsThrough && last?.k === 'break';
    if (!run.machine.execute(run, ends ? each.body.slice(0, -1) : each.body, frame)) return false;
    if (ends || !statement.fallsThrough) return true;
  }
  return true;
}
