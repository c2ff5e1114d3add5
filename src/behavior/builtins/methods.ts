import type { Host } from '../host.ts';
import type { Abstract, ModelValue, UnknownValue } from '../value.ts';
import { join } from '../values/join.ts';
import { derived, extend, NOTHING, unknownFrom } from '../values/make.ts';
import { exactKey, exactText } from '../values/query.ts';
import { ARRAY_METHODS } from './javascript/array.ts';
import { promiseMethodOf } from './javascript/promise.ts';
import { arg, fn, methodIn } from './make.ts';

/** `then`, `catch`, `finally` of a value that JavaScript code waits for. */
export function promiseMethod(host: Host, value: Abstract, key: string): ModelValue | undefined {
  return host.language === 'javascript' ? promiseMethodOf(value, key) : undefined;
}

const CALLBACK_METHODS: ReadonlySet<string> = new Set(
  'map forEach filter find findLast some every reduce reduceRight flatMap flat sort reverse entries concat slice'.split(' '),
);
const TEXT_METHODS: ReadonlySet<string> = new Set(
  'trim trimStart trimEnd toUpperCase toLowerCase replace replaceAll substring substr padStart padEnd charAt strip lstrip rstrip lower upper removeprefix removesuffix title'.split(
    ' ',
  ),
);
const SAME_METHODS: ReadonlySet<string> = new Set(['toString', 'valueOf', 'decode', 'encode', 'copy']);

/** Methods that say something of a value although it is not known: an element of an event's list, a part of its text. */
export function methodOfUnknown(host: Host, value: UnknownValue, key: string): ModelValue | undefined {
  if (SAME_METHODS.has(key)) return fn(key, () => value);
  if (key === 'split') {
    return fn(key, (call) => call.host.list([], derived(value, `split(${exactText(arg(call, 0)) ?? ''})`)));
  }
  if (TEXT_METHODS.has(key)) return fn(key, (call) => textResult(value, key, call.args));
  if (host.language === 'python') return pythonMethod(value, key);
  if (!CALLBACK_METHODS.has(key)) return promiseMethodOf(value, key);
  return methodIn(ARRAY_METHODS, 'Array', key, host.list([], unknownFrom(extend(value.origin, '[]'))));
}

function textResult(value: UnknownValue, key: string, args: readonly Abstract[]): Abstract {
  return args.some((given) => given.kind === 'function') ? value : derived(value, `${key}()`);
}

function pythonMethod(value: UnknownValue, key: string): ModelValue | undefined {
  const part = (step: string): Abstract => unknownFrom(extend(value.origin, step));
  switch (key) {
    case 'get':
    case 'pop':
    case 'setdefault':
      return fn(key, (call) => {
        const name = exactKey(arg(call, 0)) ?? '[]';
        const fallback = call.args[1];
        const found = part(name);
        return fallback === undefined || fallback === NOTHING ? found : join(found, fallback);
      });
    case 'items':
      return fn(key, (call) => call.host.list([], call.host.list([part('keys()'), part('[]')])));
    case 'keys':
      return fn(key, (call) => call.host.list([], part('keys()')));
    case 'values':
      return fn(key, (call) => call.host.list([], part('[]')));
    default:
      return undefined;
  }
}
