import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING, unknownCode } from '../../values/make.ts';
import { isCallable } from '../../values/query.ts';
import { anyOf } from '../elements.ts';
import type { Body } from '../make.ts';
import { arg, fn, namespace, passes } from '../make.ts';
import { listFrom } from './globals.ts';

/** A decorator that gives the function as it is, written with or without arguments. */
export const keepsFunction: Body = (call) => {
  const given = arg(call, 0);
  return call.args.length > 0 && isCallable(given) ? given : fn('decorator', passes());
};

/** `functools.partial(f, …)`. */
const partial: Body = (made) => {
  const callee = arg(made, 0);
  const first = made.args.slice(1);
  return fn('function', (call) => {
    const named = new Map([...made.named, ...call.named]);
    const args = [...first, ...call.args, ...(call.restArgs === null ? [] : [call.restArgs])];
    return call.host.call(callee, args, { at: call.at, named });
  });
};

/** `functools.partialmethod(f, …)`: what it is called on comes first. */
const partialMethod: Body = (made) =>
  fn('function', (call) => {
    const named = new Map([...made.named, ...call.named]);
    const self = call.self ?? unknownCode('the instance');
    return call.host.call(arg(made, 0), [self, ...made.args.slice(1), ...call.args], { at: call.at, named });
  });

const reduce: Body = (call) => {
  const list = listFrom(call, arg(call, 1));
  const items = [...list.items];
  let total: Abstract = call.args[2] ?? items.shift() ?? list.rest ?? NOTHING;
  for (const item of items.slice(0, 32)) total = call.host.call(arg(call, 0), [total, item], { at: call.at });
  if (list.rest === null) return total;
  const before = total;
  return call.host.maybe(() => call.host.call(arg(call, 0), [before, anyOf(list)], { at: call.at }));
};

/** The module `functools`. */
export function functoolsModule(): ModelValue {
  return namespace('functools', {
    partial,
    partialmethod: partialMethod,
    reduce,
    lru_cache: keepsFunction,
    cache: keepsFunction,
    cached_property: passes(),
    singledispatch: keepsFunction,
    total_ordering: passes(),
    wraps: () => fn('functools.wraps', passes()),
    update_wrapper: passes(),
    cmp_to_key: () => unknownCode('a key'),
  });
}
