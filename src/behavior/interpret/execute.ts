import type { Stmt } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { NOTHING } from '../values/make.ts';
import { isNever, membersOf, truthiness } from '../values/query.ts';
import { fork, leaveTo } from './fork.ts';
import { executeEach, executeLoop } from './loops.ts';
import { placeOf } from './place.ts';
import { markDefault } from './reads.ts';
import type { Frame, Run } from './state.ts';
import { executeSwitch } from './switch.ts';
import { executeTry } from './try.ts';

/** Runs statements one after the other; false when control does not get behind the last. */
export function execute(run: Run, statements: readonly Stmt[], frame: Frame): boolean {
  for (const statement of statements) if (!executeOne(run, statement, frame)) return false;
  return true;
}

function executeOne(run: Run, statement: Stmt, frame: Frame): boolean {
  run.budget.step();
  switch (statement.k) {
    case 'expr':
      return !isNever(run.machine.evaluate(run, statement.value, frame));
    case 'return':
      return executeReturn(run, statement, frame);
    case 'throw':
      if (statement.value !== null) run.machine.evaluate(run, statement.value, frame);
      return false;
    case 'if':
      return executeIf(run, statement, frame);
    case 'loop':
      return executeLoop(run, statement, frame);
    case 'each':
      return executeEach(run, statement, frame);
    case 'switch':
      return executeSwitch(run, statement, frame);
    case 'try':
      return executeTry(run, statement, frame);
    case 'with':
      return executeWith(run, statement, frame);
    case 'break':
    case 'continue':
      return executeLeave(run, statement.k, frame);
    case 'importAll':
      run.machine.pythonImportAll(run, statement, frame);
      return true;
  }
}

function executeReturn(run: Run, statement: Extract<Stmt, { k: 'return' }>, frame: Frame): boolean {
  const value = statement.value === null ? NOTHING : run.machine.evaluate(run, statement.value, frame);
  if (isNever(value)) return false;
  frame.returns.push(value);
  frame.returned += 1;
  frame.left += 1;
  leaveTo(run, frame.end);
  return false;
}

function executeLeave(run: Run, kind: 'break' | 'continue', frame: Frame): boolean {
  for (let index = frame.loops.length - 1; index >= 0; index -= 1) {
    const loop = frame.loops[index];
    const target = kind === 'break' ? loop?.breaks : loop?.continues;
    if (target === undefined || target === null) continue;
    frame.left += 1;
    leaveTo(run, target);
    return false;
  }
  return false;
}

function executeIf(run: Run, statement: Extract<Stmt, { k: 'if' }>, frame: Frame): boolean {
  const reads = run.reads.length;
  const test = run.machine.evaluate(run, statement.test, frame);
  if (isNever(test)) return false;
  const truth = truthiness(test, run.language);
  if (truth !== undefined) {
    const isLive = execute(run, truth ? statement.then : statement.otherwise, frame);
    // `if (process.env.REGION)`: without the variable the code goes another way.
    if (isLive && !truth) markDefault(run, reads, [test]);
    return isLive;
  }
  return fork(run, [() => execute(run, statement.then, frame), () => execute(run, statement.otherwise, frame)], frame);
}

/** Python's `with`: what entering gives is bound, leaving is called after the body. */
function executeWith(run: Run, statement: Extract<Stmt, { k: 'with' }>, frame: Frame): boolean {
  const value = run.machine.evaluate(run, statement.value, frame);
  const at = placeOf(frame, statement.value.at);
  const entered = membersOf(value).map((member) => enter(run, member, at));
  if (statement.target !== null && entered[0] !== undefined)
    run.machine.bind(run, statement.target, entered.length === 1 ? entered[0] : value, frame);
  const isLive = execute(run, statement.body, frame);
  for (const member of membersOf(value)) leave(run, member, at);
  return isLive;
}

function enter(run: Run, value: Abstract, at: Run['at']): Abstract {
  // A generator under contextlib.contextmanager is a list of what it yields.
  if (value.kind === 'list') return value.items[0] ?? value.rest ?? NOTHING;
  if (value.kind !== 'object' && value.kind !== 'model') return value;
  for (const name of ['__enter__', '__aenter__']) {
    const method = value.kind === 'model' ? value.get?.(name, run.host, at) : run.machine.get(run, value, name, at);
    if (method !== undefined && method.kind !== 'nothing' && method.kind !== 'unknown')
      return run.host.call(method, [], { at, self: value });
  }
  return value;
}

function leave(run: Run, value: Abstract, at: Run['at']): void {
  if (value.kind !== 'object' && value.kind !== 'model') return;
  for (const name of ['__exit__', '__aexit__']) {
    const method = value.kind === 'model' ? value.get?.(name, run.host, at) : run.machine.get(run, value, name, at);
    if (method === undefined || method.kind === 'nothing' || method.kind === 'unknown') continue;
    run.host.call(method, [NOTHING, NOTHING, NOTHING], { at, self: value });
  }
}
