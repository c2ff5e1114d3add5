import type { Abstract, ClassValue, ModelValue, ObjectValue } from '../value.ts';
import { unknownCode } from '../values/make.ts';
import type { Run } from './state.ts';

/** An instance of a class before its constructor has run. */
export function emptyInstance(run: Run, cls: ClassValue): ObjectValue {
  return { kind: 'object', fields: new Map(), rest: null, keys: [], cls, depth: run.depth };
}

/** Python's `object.__new__`, which makes an instance of the class that it is given. */
export function objectNew(run: Run): ModelValue {
  const make = (cls: Abstract | undefined): Abstract => (cls?.kind === 'class' ? emptyInstance(run, cls) : unknownCode('an instance'));
  return { kind: 'model', label: 'object.__new__', call: ({ args }) => make(args[0]) };
}
