import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { fn } from './build.ts';

/** Calls what a decorator was applied to, with what its wrapper was called with; a method gets its instance first. */
export function callWrapped(inner: Abstract, invocation: Invocation): Abstract {
  const { host, at, args, named, self } = invocation;
  const isMethod = self?.kind === 'object' && self.cls !== null && inner.kind === 'function' && inner.self === null;
  return host.call(inner, isMethod ? [self, ...args] : args, { at, named });
}

/** A function that does something before and after the one it stands for. */
export function wrapped(
  label: string,
  inner: Abstract,
  around: { readonly before: (invocation: Invocation) => void; readonly after: (invocation: Invocation) => void },
): ModelValue {
  return fn(label, (invocation) => {
    around.before(invocation);
    const result = callWrapped(inner, invocation);
    around.after(invocation);
    return result;
  });
}
