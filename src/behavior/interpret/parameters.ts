import type { Abstract, FunctionValue } from '../value.ts';
import { underKey } from '../values/copied.ts';
import { join, unionOf } from '../values/join.ts';
import { NOTHING, unknownCode } from '../values/make.ts';
import { isNothing, membersOf } from '../values/query.ts';
import type { Arguments, Frame, Run } from './state.ts';

/** Gives a function's parameters their values. */
export function bindParameters(run: Run, fn: FunctionValue, call: Arguments, frame: Frame): void {
  const { params, rest, keywordRest } = fn.fn;
  const isPython = fn.module.language === 'python';
  const defaults = isPython ? run.defaults.get(fn.fn)?.get(fn.scope) : undefined;
  const used = new Set<string>();
  let next = 0;
  for (const [index, param] of params.entries()) {
    let value = param.keywordOnly ? undefined : call.args[next];
    if (value !== undefined) next += 1;
    else if (param.name !== null && call.named.has(param.name)) {
      value = call.named.get(param.name);
      used.add(param.name);
    } else if (!param.keywordOnly && call.restArgs !== null) value = call.restArgs;
    else if (call.restNamed !== null && isPython)
      value = withDefault(param.name === null ? call.restNamed : underKey(call.restNamed, param.name), defaults?.[index]);
    if (isPython) run.machine.bind(run, param.target, value ?? defaults?.[index] ?? unknownCode('an argument that is not given'), frame);
    else bindWithDefault(run, param, value ?? NOTHING, frame);
  }
  if (rest !== null) run.machine.bind(run, rest, run.host.list(call.args.slice(next), call.restArgs), frame);
  if (keywordRest !== null) {
    const further = run.host.object([...call.named].filter(([name]) => !used.has(name)));
    further.rest = call.restNamed;
    run.machine.bind(run, { k: 'name', name: keywordRest, at: fn.fn.at }, further, frame);
  }
}

function withDefault(value: Abstract, fallback: Abstract | null | undefined): Abstract {
  return fallback === null || fallback === undefined ? value : join(value, fallback);
}

/** JavaScript's defaults stand in for `undefined`. */
function bindWithDefault(run: Run, param: FunctionValue['fn']['params'][number], value: Abstract, frame: Frame): void {
  run.machine.bind(
    run,
    param.target,
    orDefault(run, value, () => (param.defaultValue === null ? null : run.machine.evaluate(run, param.defaultValue, frame))),
    frame,
  );
}

/** A value, or the default where the value is, or may be, `undefined`. */
export function orDefault(run: Run, value: Abstract, fallback: () => Abstract | null): Abstract {
  const absent = isNothing(value);
  if (absent === false || value.kind === 'unknown') return value.kind === 'unknown' ? joined(value, fallback()) : value;
  const other = fallback();
  if (other === null) return value;
  if (absent === true) return run.host.language === 'javascript' || value.kind === 'nothing' ? other : value;
  return unionOf([...membersOf(value).filter((member) => isNothing(member) !== true), other]);
}

function joined(value: Abstract, other: Abstract | null): Abstract {
  return other === null ? value : join(value, other);
}
