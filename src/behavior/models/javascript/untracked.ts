import type { UnknownCode } from '../../ir/ir.ts';
import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable } from '../../values/values.ts';
import { harmless, moduleModel } from './build.ts';

/** A library that makes AWS calls which are not followed: importing it is nothing, using it is a gap that names it. */
export function untrackedLibrary(specifier: string, gap: { readonly code: UnknownCode; readonly because: string }): ModelValue {
  const use = ({ args, host, at }: Invocation): Abstract => {
    // Hooks and handlers that the library is given run too.
    for (const argument of args) if (isCallable(argument)) host.callBack(argument, at);
    return host.gap(gap.code, `${specifier} ${gap.because}`, at);
  };
  const value: ModelValue = {
    kind: 'model',
    label: specifier,
    call: use,
    construct: use,
    get: (key) => (key === 'then' || key === 'catch' ? undefined : value),
  };
  return value;
}

/** A library that makes objects by reflection: using one of `exports` is a gap, the rest is harmless. */
export function containerLibrary(specifier: string, exports: readonly string[]): ModelValue {
  const container = untrackedLibrary(specifier, {
    code: 'reflection',
    because: 'makes objects by their declared types, which is not followed',
  });
  return moduleModel(specifier, Object.fromEntries(exports.map((name) => [name, container])), (key) => harmless(specifier, [key]));
}
