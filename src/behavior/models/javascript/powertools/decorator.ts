import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { isCallable, NOTHING } from '../../../values/values.ts';
import { fn } from '../build.ts';

/** A decorator of methods, in both forms that TypeScript knows: `(method, context)` gives the method's replacement, `(target, name, descriptor)` changes the descriptor. */
export function decorator(label: string, wrap: (method: Abstract) => Abstract): ModelValue {
  return fn(label, ({ args, host, at }) => {
    const [first, , descriptor] = args;
    if (descriptor?.kind === 'object') {
      const method = host.get(descriptor, 'value', at);
      if (isCallable(method)) host.set(descriptor, 'value', wrap(method));
      return descriptor;
    }
    return first !== undefined && isCallable(first) ? wrap(first) : NOTHING;
  });
}

/** A decorator that adds what is of no matter here: logs, metrics, traces. */
export function plainDecorator(label: string): ModelValue {
  return decorator(label, (method) => method);
}

/** A function that runs `around` before the one it wraps. */
export function wrapped(
  label: string,
  inner: Abstract,
  around: { readonly before: (invocation: Invocation) => void; readonly after: (invocation: Invocation) => void },
): ModelValue {
  return fn(label, (invocation) => {
    const { host, at, args, self } = invocation;
    around.before(invocation);
    const result = host.call(inner, args, { at, ...(self && { self }) });
    around.after(invocation);
    return result;
  });
}
