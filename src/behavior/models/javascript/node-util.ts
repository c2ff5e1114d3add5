import { javascriptBuiltinModule } from '../../builtins/javascript/node-modules.ts';
import type { Host, Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { unionOf } from '../../values/values.ts';
import { argument, fn, members } from './build.ts';

/** `node:util`, whose `promisify` decides whether the methods of v2 clients send: they do when they get a callback. */
export function nodeUtil(host: Host): Abstract {
  const util = javascriptBuiltinModule('util')?.(host);
  const module: ModelValue = members(
    'util',
    { promisify: fn('promisify', promisified) },
    {
      otherwise: (key, inner, at) => (key === 'default' ? module : util?.kind === 'model' ? util.get?.(key, inner, at) : undefined),
    },
  );
  return module;
}

/** The label that tells the interpreter to call a model as it calls a function that it is handed. */
const CALLABLE = 'function';

/** A function that calls another with a callback; what the callback gets, or else what the other gives, is the result. */
function promisified(made: Invocation): Abstract {
  const inner = argument(made, 0);
  return fn(CALLABLE, ({ args, host, at, self }) => {
    const results: Abstract[] = [];
    const callback = fn(CALLABLE, (invocation) => {
      results.push(argument(invocation, 1));
      return argument(invocation, 1);
    });
    const given = host.call(inner, [...args, callback], { at, ...(self && { self }) });
    return results.length === 0 ? given : unionOf(results);
  });
}
