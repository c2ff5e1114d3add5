import type { SourcePlace } from '../host.ts';
import type { Abstract, FunctionValue } from '../value.ts';
import { join, unionOf } from '../values/join.ts';
import { NEVER, NOTHING, unknownCode, unknownFrom } from '../values/make.ts';
import { sameValue } from '../values/same.ts';
import { fingerprint } from './fingerprint.ts';
import { settle } from './fork.ts';
import { makeFrame } from './frames.ts';
import { bindParameters } from './parameters.ts';
import { makeScope, namesOfFunction } from './scopes.ts';
import type { Arguments, Frame, FunctionStatistics, Run } from './state.ts';

/** Calls of one function that are followed one by one, by the shapes of their arguments, and levels of recursion. */
const CALLS_EACH = 64;
const CALLS_BY_SHAPE = 256;
const RECURSIONS = 6;

/** Calls a function of the code. */
export function invoke(
  run: Run,
  fn: FunctionValue,
  call: Arguments,
  options: { readonly at: SourcePlace; readonly self: Abstract | null },
): Abstract {
  const { at } = options;
  const self = fn.self ?? options.self;
  const recursive = recursion(run, fn, call);
  if (recursive !== undefined) return recursive;
  if (run.stack.length >= run.budget.limits.calls) {
    return run.host.gap('limit-reached', `calls nested more than ${run.budget.limits.calls} deep`, at);
  }
  const known = statisticsOf(run, fn);
  known.calls += 1;
  let shape: string | null = null;
  if (known.calls > CALLS_EACH) {
    shape = shapeOf(call, self);
    const earlier = known.results.get(shape);
    if (earlier !== undefined) return earlier;
    if (known.calls > CALLS_BY_SHAPE) {
      if (known.isActive) run.host.gap('limit-reached', `${fn.fn.name ?? 'a function'} is called in more than ${CALLS_BY_SHAPE} ways`, at);
      return known.result;
    }
  }
  const before = run.activity;
  const result = follow(run, fn, call, { at, self });
  if (run.activity > before) known.isActive = true;
  known.result = join(known.result, result);
  if (shape !== null) known.results.set(shape, result);
  return result;
}

/** The result so far of a call that is under way with the same arguments, or nested too often. */
function recursion(run: Run, fn: FunctionValue, call: Arguments): Abstract | undefined {
  let levels = 0;
  for (const frame of run.frames) {
    if (frame.fn !== fn.fn) continue;
    levels += 1;
    if (levels < RECURSIONS && !sameArguments(frame.args, call)) continue;
    return frame.returns.length === 0 ? unknownCode('recursion') : unionOf(frame.returns);
  }
  return undefined;
}

function sameArguments(one: Arguments, other: Arguments): boolean {
  if (one.args.length !== other.args.length || one.named.size !== other.named.size) return false;
  if (!one.args.every((arg, index) => sameValue(arg, other.args[index] ?? NOTHING))) return false;
  for (const [name, value] of one.named) if (!sameValue(value, other.named.get(name) ?? NEVER)) return false;
  return true;
}

function statisticsOf(run: Run, fn: FunctionValue): FunctionStatistics {
  let known = run.functions.get(fn.fn);
  if (known === undefined) run.functions.set(fn.fn, (known = { calls: 0, result: NEVER, isActive: false, results: new Map() }));
  return known;
}

function shapeOf(call: Arguments, self: Abstract | null): string {
  const named = [...call.named].map(([name, value]) => `${name}=${fingerprint(value)}`);
  return [...call.args.map(fingerprint), ...named, self === null ? '' : fingerprint(self)].join(';');
}

function follow(
  run: Run,
  fn: FunctionValue,
  call: Arguments,
  options: { readonly at: SourcePlace; readonly self: Abstract | null },
): Abstract {
  const isPython = fn.module.language === 'python';
  // Python hands the receiver over as the first argument.
  const args = isPython && fn.self !== null ? { ...call, args: [fn.self, ...call.args] } : call;
  const self = isPython ? (fn.home === null ? null : (args.args[0] ?? null)) : fn.fn.ownThis ? options.self : fn.self;
  const scope = makeScope(run, namesOfFunction(fn.fn), fn.scope);
  const frame = makeFrame(run, { module: fn.module, fn: fn.fn, scope, self, home: fn.home, args });
  run.frames.push(frame);
  run.stack.push(options.at);
  bindParameters(run, fn, args, frame);
  const isLive = run.machine.execute(run, fn.fn.body, frame);
  const returns = settle(run, frame.end, isLive);
  run.stack.pop();
  run.frames.pop();
  run.depth = frame.depth;
  if (fn.fn.isGenerator) return generated(run, frame);
  if (!returns && frame.returns.length === 0) return NEVER;
  return unionOf(isLive ? [...frame.returns, NOTHING] : frame.returns);
}

/** What a generator yields, as a list. */
function generated(run: Run, frame: Frame): Abstract {
  const certain = frame.yields.every((each) => each.isCertain) && frame.yields.length <= 32;
  const values = frame.yields.map((each) => each.value);
  if (certain) return run.host.list(values);
  return run.host.list([], values.length === 0 ? unknownFrom({ from: 'code', because: 'a generator' }) : unionOf(values));
}
