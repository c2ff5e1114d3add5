import type { Place } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { NOTHING, unknownCode } from '../values/make.ts';

import { placeOf } from './place.ts';
import type { Frame, Run } from './state.ts';

/** The value of a name where the code stands. */
export function readName(run: Run, name: string, frame: Frame, at: Place): Abstract {
  for (let scope = frame.scope as Frame['scope'] | null; scope !== null; scope = scope.parent) {
    const value = scope.names.get(name);
    if (value !== undefined) return value;
    if (scope.parent === null) {
      const loaded = run.moduleScopes.get(scope);
      const binding = loaded?.imports.get(name);
      if (loaded !== undefined && binding !== undefined) return run.machine.importMember(run, loaded.ir, binding) ?? NOTHING;
    }
    if (scope.declared?.has(name) === true) return unset(run, name);
  }
  if (name === 'arguments' && run.language === 'javascript') return run.host.list(frame.args.args, frame.args.restArgs);
  const global = run.globals.get(name);
  if (global !== undefined) {
    run.at = placeOf(frame, at);
    return global;
  }
  return unknownCode(`the global ${name}`);
}

/** A name without value so far: `undefined` in JavaScript; a built-in of that name, or an error, in Python. */
function unset(run: Run, name: string): Abstract {
  return run.language === 'javascript' ? NOTHING : (run.globals.get(name) ?? unknownCode(`the name ${name} before its assignment`));
}
