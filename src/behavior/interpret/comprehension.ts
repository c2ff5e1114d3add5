import type { Expr } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { isNever, truthiness } from '../values/query.ts';
import { fork } from './fork.ts';
import { placeOf } from './place.ts';
import type { Frame, Run } from './state.ts';

type Comprehension = Extract<Expr, { k: 'comprehension' }>;

/** Elements of a comprehension's list that are followed one by one. */
const MOST_ITEMS = 32;

interface Results {
  readonly items: { readonly value: Abstract; readonly isCertain: boolean }[];
}

/** `[result for target in of if test]`, and the same into a dict. */
export function comprehension(run: Run, expr: Comprehension, frame: Frame): Abstract {
  const results: Results = { items: [] };
  clause(run, expr, 0, { frame, results, isCertain: true });
  const values = results.items.map((item) => item.value);
  if (expr.into === 'object') return mergedObject(run, values);
  if (results.items.every((item) => item.isCertain)) return run.host.list(values);
  return run.host.list([], unionOf(values));
}

interface State {
  readonly frame: Frame;
  readonly results: Results;
  readonly isCertain: boolean;
}

function clause(run: Run, expr: Comprehension, level: number, state: State): void {
  const { frame, results, isCertain } = state;
  const part = expr.clauses[level];
  if (part === undefined) {
    const value = run.machine.evaluate(run, expr.result, frame);
    if (!isNever(value)) results.items.push({ value, isCertain });
    return;
  }
  const { items, rest } = run.machine.iterate(run, run.machine.evaluate(run, part.of, frame), placeOf(frame, part.of.at));
  const known = items.length <= MOST_ITEMS ? items : [];
  const further = items.length <= MOST_ITEMS ? rest : unionOf(rest === null ? items : [...items, rest]);
  const element = (value: Abstract, certain: boolean): void => {
    run.machine.bind(run, part.target, value, frame);
    let decided: boolean | undefined = true;
    for (const test of part.tests) {
      const truth = truthiness(run.machine.evaluate(run, test, frame), run.language);
      if (truth === false) return;
      if (truth === undefined) decided = undefined;
    }
    if (decided === true) clause(run, expr, level + 1, { frame, results, isCertain: certain });
    else uncertain(run, frame, () => clause(run, expr, level + 1, { frame, results, isCertain: false }));
  };
  for (const item of known) element(item, isCertain);
  if (further !== null) uncertain(run, frame, () => element(further, false));
}

function uncertain(run: Run, frame: Frame, action: () => void): void {
  const branch = (): boolean => {
    action();
    return true;
  };
  fork(run, [branch, () => true], frame);
}

/** One dict of the single entries that a dict comprehension makes. */
function mergedObject(run: Run, entries: readonly Abstract[]): Abstract {
  const object = run.host.object();
  for (const entry of entries) {
    if (entry.kind !== 'object') continue;
    for (const [key, value] of entry.fields) object.fields.set(key, value);
    if (entry.rest !== null) object.rest = object.rest === null ? entry.rest : unionOf([object.rest, entry.rest]);
    object.keys.push(...entry.keys.slice(0, MOST_ITEMS));
  }
  return object;
}
