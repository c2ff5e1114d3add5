import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { join, unionOf } from '../../values/join.ts';
import { NEVER, NOTHING, unknownCode } from '../../values/make.ts';
import { isCallable, isNever } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, fn, namespace } from '../make.ts';

const anError = (): Abstract => unknownCode('an error');

function handled(call: Invocation, handler: Abstract): Abstract {
  return isCallable(handler) ? call.host.maybe(() => call.host.call(handler, [anError()], { at: call.at })) : NEVER;
}

/** `then`, `catch` and `finally` of any value, since a promise is what it resolves to. */
export function promiseMethodOf(self: Abstract, key: string): ModelValue | undefined {
  switch (key) {
    case 'then':
      return fn('Promise.then', (call) => {
        const [onValue, onError] = [arg(call, 0), arg(call, 1)];
        const result = isCallable(onValue) ? call.host.call(onValue, [self], { at: call.at }) : self;
        return join(result, handled(call, onError));
      });
    case 'catch':
      return fn('Promise.catch', (call) => {
        const result = handled(call, arg(call, 0));
        return result.kind === 'nothing' || isNever(result) ? self : join(self, result);
      });
    case 'finally':
      return fn('Promise.finally', (call) => {
        if (isCallable(arg(call, 0))) call.host.call(arg(call, 0), [], { at: call.at });
        return self;
      });
    default:
      return undefined;
  }
}

const list: Body = (call) => {
  const value = arg(call, 0);
  return value.kind === 'list' ? call.host.list(value.items, value.rest) : call.host.list([], call.host.element(value, call.at));
};

const settled: Body = (call) => {
  const { host, at } = call;
  const wrap = (value: Abstract): Abstract =>
    host.object([
      ['status', unknownCode('a status')],
      ['value', value],
      ['reason', anError()],
    ]);
  const value = arg(call, 0);
  if (value.kind !== 'list') return host.list([], wrap(host.element(value, at)));
  return host.list(value.items.map(wrap), value.rest === null ? null : wrap(value.rest));
};

const one: Body = (call) => call.host.element(arg(call, 0), call.at);

/** `new Promise(executor)`: the executor runs, and the promise is what it resolves to. */
const construct: Body = (call) => {
  const results: Abstract[] = [];
  const resolve = fn('resolve', (made) => {
    results.push(arg(made, 0));
    return NOTHING;
  });
  const reject = fn('reject', () => NOTHING);
  const executor = arg(call, 0);
  if (isCallable(executor)) call.host.call(executor, [resolve, reject], { at: call.at });
  return results.length === 0 ? unknownCode('a promise') : unionOf(results);
};

/** The global `Promise`. */
export function promiseGlobal(): ModelValue {
  return namespace(
    'Promise',
    {
      all: list,
      allSettled: settled,
      race: one,
      any: one,
      resolve: (call) => arg(call, 0),
      reject: () => NEVER,
      withResolvers: (call) => {
        const resolved = unknownCode('a promise');
        return call.host.object([
          ['promise', resolved],
          ['resolve', fn('resolve', () => NOTHING)],
          ['reject', fn('reject', () => NOTHING)],
        ]);
      },
    },
    { construct, call: construct },
  );
}
