import type { Host, Invocation } from '../host.ts';
import type { Place } from '../ir/ir.ts';
import type { Abstract, ModelValue } from '../value.ts';
import { extend, NOTHING, unknownCode, unknownFrom } from '../values/make.ts';

/** What a built-in function does. */
export type Body = (call: Invocation) => Abstract;

/** What a method does with its receiver. */
export type Method<Self> = (self: Self, call: Invocation) => Abstract;

/** A built-in function. */
export function fn(label: string, call: Body): ModelValue {
  return { kind: 'model', label, call };
}

/** A method of a value, bound to it. */
function method<Self>(label: string, self: Self, body: Method<Self>): ModelValue {
  return fn(label, (call) => body(self, call));
}

/** The method of a table by its name; undefined when there is none. */
export function methodIn<Self>(
  table: Readonly<Record<string, Method<Self>>>,
  type: string,
  key: string,
  self: Self,
): ModelValue | undefined {
  const body = Object.hasOwn(table, key) ? table[key] : undefined;
  return body === undefined ? undefined : method(`${type}.${key}`, self, body);
}

/** A positional argument; nothing, or what a spread list may hold, when there is none. */
export function arg(call: Invocation, index: number, name?: string): Abstract {
  return call.args[index] ?? (name === undefined ? undefined : call.named.get(name)) ?? call.restArgs ?? NOTHING;
}

/** Calls the functions among the arguments, also those one level down in objects: what a harmless library does with them. */
export function callArguments(call: Invocation): void {
  const visit = (value: Abstract, level: number): void => {
    if (value.kind === 'function') call.host.callBack(value, call.at);
    else if (value.kind === 'union') for (const member of value.members) visit(member, level);
    else if (value.kind === 'object' && value.cls !== null) call.host.callBack(value, call.at);
    else if (value.kind === 'object' && level < 2) for (const field of value.fields.values()) visit(field, level + 1);
    else if (value.kind === 'list' && level < 2) for (const item of value.items) visit(item, level + 1);
  };
  for (const value of [...call.args, ...call.named.values()]) visit(value, 0);
}

/** Something of the standard library that makes no AWS call: whatever is asked of it is harmless too, functions given to it are called. */
export function harmless(label: string): ModelValue {
  const steps = label.split('.');
  return {
    kind: 'model',
    label,
    get: (key) =>
      key === 'then' || key === 'catch' || key === 'finally' || key.startsWith('__') || steps.length > 8
        ? undefined
        : harmless(`${label}.${key}`),
    call: (call) => {
      callArguments(call);
      return result(label);
    },
    construct: (call) => {
      callArguments(call);
      return harmless(label);
    },
  };
}

function result(label: string): Abstract {
  return unknownFrom(extend({ from: 'library', name: label, path: [] }, '()'));
}

/** A built-in object: its members by name, functions as their bodies; what is not listed is harmless. */
export function namespace(
  label: string,
  members: Readonly<Record<string, Abstract | Body>>,
  options: Partial<ModelValue> = {},
): ModelValue {
  return {
    kind: 'model',
    label,
    get: (key: string, _host: Host, _at: Place): Abstract | undefined => {
      const member = Object.hasOwn(members, key) ? members[key] : undefined;
      if (member === undefined)
        return key === 'default' || key === 'then' || key.startsWith('__') ? undefined : harmless(`${label}.${key}`);
      return typeof member === 'function' ? fn(`${label}.${key}`, member) : member;
    },
    ...options,
  };
}

/** A function that gives this kind of value, whatever it is given; functions given to it are called. */
export function gives(value: Abstract): Body {
  return (call) => {
    callArguments(call);
    return value;
  };
}

/** A function whose result is computed in a way that is not followed. */
export function computes(because: string): Body {
  return gives(unknownCode(because));
}

/** A function that gives back an argument. */
export function passes(index = 0): Body {
  return (call) => arg(call, index);
}
