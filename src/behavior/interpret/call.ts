import type { SourcePlace } from '../host.ts';
import type { Abstract } from '../value.ts';
import { callUnknown } from './call-unknown.ts';
import { eachMaybe } from './call-method.ts';
import { constructClass } from './instances.ts';
import { lookup, propertiesOf } from './access.ts';
import { observeCall } from '../observe/observe.ts';
import { NEVER, unknownFrom } from '../values/make.ts';
import { isNever } from '../values/query.ts';
import type { Arguments, Run } from './state.ts';

/** What a call happens with. */
interface CallOptions {
  readonly at: SourcePlace;
  readonly self: Abstract | null;
}

/** Calls a value, whatever it is. */
export function call(run: Run, callee: Abstract, args: Arguments, options: CallOptions): Abstract {
  observeCall(run, callee, args, options.at);
  switch (callee.kind) {
    case 'function':
      return run.machine.invoke(run, callee, args, options);
    case 'class':
      return constructClass(run, callee, args, options.at);
    case 'model': {
      const { at } = options;
      run.at = at;
      if (callee.call !== undefined) return callee.call({ ...args, self: options.self, at, host: run.host });
      return callUnknown(run, unknownFrom({ from: 'library', name: callee.label, path: [] }), args, options);
    }
    case 'union':
      if (isNever(callee)) return NEVER;
      return eachMaybe(
        run,
        callee.members.filter((member) => member.kind !== 'nothing'),
        (member) => call(run, member, args, options),
      );
    case 'object': {
      const method = run.language === 'python' ? lookup(run, callee, '__call__', options.at) : undefined;
      if (method !== undefined && method.kind !== 'nothing') return call(run, method, args, { at: options.at, self: callee });
      return callUnknown(run, callee, args, options);
    }
    default:
      return callUnknown(run, callee, args, options);
  }
}

/** `new callee(…)`. */
export function construct(run: Run, callee: Abstract, args: Arguments, at: SourcePlace): Abstract {
  observeCall(run, callee, args, at);
  switch (callee.kind) {
    case 'class':
      return constructClass(run, callee, args, at);
    case 'model': {
      run.at = at;
      const invocation = { ...args, self: null, at, host: run.host };
      if (callee.construct !== undefined) return callee.construct(invocation);
      if (callee.call === undefined)
        return callUnknown(run, unknownFrom({ from: 'library', name: callee.label, path: [] }), args, { at, self: null });
      return callee.call(invocation);
    }
    case 'function': {
      // A constructor as it was written before classes: methods are on its prototype.
      const prototype = propertiesOf(run, callee).get('prototype');
      const instance = run.host.object(prototype?.kind === 'object' ? prototype.fields : []);
      const result = run.machine.invoke(run, { ...callee, self: null }, args, { at, self: instance });
      return result.kind === 'object' || result.kind === 'model' ? result : instance;
    }
    case 'union':
      if (isNever(callee)) return NEVER;
      return eachMaybe(
        run,
        callee.members.filter((member) => member.kind !== 'nothing'),
        (member) => construct(run, member, args, at),
      );
    default:
      return callUnknown(run, callee, args, { at, self: null });
  }
}
