import type { Abstract } from '../../value.ts';
import { unknownCode } from '../../values/make.ts';
import type { Method } from '../make.ts';
import { arg } from '../make.ts';

/** A callee that has its receiver and its first arguments already. */
function partly(callee: Abstract, self: Abstract, first: readonly Abstract[]): Abstract {
  if (callee.kind === 'function' && first.length === 0) return callee.fn.ownThis && callee.self === null ? { ...callee, self } : callee;
  return {
    kind: 'model',
    label: 'function',
    call: (call) =>
      call.host.call(callee, [...first, ...call.args, ...(call.restArgs === null ? [] : [call.restArgs])], { at: call.at, self }),
  };
}

/** `call`, `apply` and `bind` of functions. */
export const FUNCTION_METHODS: Readonly<Record<string, Method<Abstract>>> = {
  call: (callee, call) => call.host.call(callee, call.args.slice(1), { at: call.at, self: arg(call, 0) }),
  apply: (callee, call) => {
    const given = arg(call, 1);
    const args =
      given.kind === 'list'
        ? [...given.items, ...(given.rest === null ? [] : [given.rest])]
        : given.kind === 'nothing'
          ? []
          : [call.host.element(given, call.at)];
    return call.host.call(callee, args, { at: call.at, self: arg(call, 0) });
  },
  bind: (callee, call) => partly(callee, arg(call, 0), call.args.slice(1)),
  toString: () => unknownCode('source text'),
};
