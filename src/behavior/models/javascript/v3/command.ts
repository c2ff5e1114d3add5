import type { Abstract, ModelData, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { classModel, inputOf } from '../build.ts';
import { UNKNOWN_COMMAND } from './client.ts';

/** A command class of the SDK v3: `PutItemCommand` of a service and operation. */
export function commandClass(name: string, service: string, operation: string): ModelValue {
  return classModel(name, ({ args, host }) => commandOf(name, { service, operation, input: inputOf(args[0] ?? NOTHING, host) }));
}

/** A command class that names no operation of its package: an error in the code, or an operation that is newer than our data. */
export function unknownCommandClass(name: string): ModelValue {
  return classModel(name, () => ({
    kind: 'model',
    label: name,
    data: { type: 'other', name: UNKNOWN_COMMAND, values: new Map() },
  }));
}

/** A command. Its input is the object it was made with, which code may still change, or replace, before it sends the command. */
function commandOf(name: string, made: { readonly service: string; readonly operation: string; readonly input: Abstract }): ModelValue {
  const own = new Map<string, Abstract>([['input', made.input]]);
  const data: ModelData = {
    type: 'command',
    service: made.service,
    operation: made.operation,
    get input(): Abstract {
      return own.get('input') ?? made.input;
    },
  };
  return { kind: 'model', label: name, data, own };
}
