import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelData, ModelValue, UnknownValue } from '../../value.ts';
import { isCallable, NOTHING, unionOf, unknownFrom } from '../../values/values.ts';

/** What a function of a model does. */
export type Body = (invocation: Invocation) => Abstract;

/** A function of a library; called with `new` it does the same. */
export function fn(label: string, call: Body): ModelValue {
  return { kind: 'model', label, call };
}

/** A class of a library, with its static members. */
export function classModel(label: string, construct: Body, statics: Readonly<Record<string, Abstract>> = {}): ModelValue {
  return { kind: 'model', label, construct, get: (key) => memberOf(statics, key) };
}

/** A value with members by name; what is not in the table is asked of `otherwise`. */
export function members(
  label: string,
  table: Readonly<Record<string, Abstract>>,
  options: {
    readonly otherwise?: (key: string, host: Host, at: SourcePlace) => Abstract | undefined;
    readonly data?: ModelData;
    readonly call?: Body;
  } = {},
): ModelValue {
  const { otherwise, data, call } = options;
  return {
    kind: 'model',
    label,
    get: (key, host, at) => memberOf(table, key) ?? (PROMISE.has(key) ? undefined : otherwise?.(key, host, at)),
    ...(data && { data }),
    ...(call && { call }),
  };
}

/** Promises are what they resolve to: these members are the interpreter's. */
const PROMISE: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** A module: its exports, which are its default export too unless the table names one. */
export function moduleModel(
  specifier: string,
  table: Readonly<Record<string, Abstract>>,
  otherwise?: (key: string, host: Host, at: SourcePlace) => Abstract | undefined,
): ModelValue {
  const module: ModelValue = members(specifier, table, {
    otherwise: (key, host, at) => (key === 'default' ? module : otherwise?.(key, host, at)),
    data: { type: 'module', specifier },
  });
  return module;
}

/** A value of a library that matters to no call: whatever is got from it or called on it is unknown, functions given to it are called. */
export function harmless(name: string, path: readonly string[] = []): UnknownValue {
  return unknownFrom({ from: 'library', name, path });
}

/** A function that gives back its argument at `index`: `marshall`, `captureAWSv3Client`. */
export function passes(label: string, index = 0): ModelValue {
  return fn(label, (invocation) => argument(invocation, index));
}

/** A positional argument; `undefined` of the language when there is none, what a spread list may hold beyond the known ones. */
export function argument(invocation: Invocation, index: number): Abstract {
  return invocation.args[index] ?? invocation.restArgs ?? NOTHING;
}

/** The last argument that is a function: the callback of SDK methods, the closure of a step. */
export function callbackOf(invocation: Invocation): Abstract | undefined {
  return invocation.args.findLast(isCallable);
}

/** What a Node.js callback is given first: nothing, or an error. */
export function errorOrNothing(): Abstract {
  return unionOf([NOTHING, unknownFrom({ from: 'code', because: 'an error' })]);
}

/** An input as an object: an operation without input is sent an empty one. */
export function inputOf(value: Abstract, host: Host): Abstract {
  return value.kind === 'nothing' ? host.object() : value;
}

function memberOf(table: Readonly<Record<string, Abstract>>, key: string): Abstract | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A class of a module that the code picks by a name which is not known: what it makes may call anything. */
export function unknownClass(specifier: string): ModelValue {
  return fn(specifier, ({ host, at }) => host.gap('dynamic-operation', `which class of ${specifier} is used cannot be told`, at));
}

/** The property that stands for one whose name is not known. */
export const ANY_PROPERTY = '[]';
