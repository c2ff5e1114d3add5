import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelData, ModelValue, UnknownValue } from '../../value.ts';
import { isCallable, NOTHING, present, unknownFrom } from '../../values/values.ts';

/** What a function of a model does. */
export type Body = (invocation: Invocation) => Abstract;

/** Gives the attributes of a model; undefined for those it does not know. */
export type Attributes = (key: string, host: Host, at: SourcePlace) => Abstract | undefined;

/** A function, method or class of a library. */
export function fn(label: string, call: Body): ModelValue {
  return { kind: 'model', label, call, own: new Map() };
}

/** A value with attributes; each is made once. As a context manager it gives itself, iterated it gives any number of `element`. */
export function members(
  label: string,
  attributes: Readonly<Record<string, Abstract>> | Attributes,
  options: { readonly data?: ModelData; readonly call?: Body; readonly element?: (host: Host, at: SourcePlace) => Abstract } = {},
): ModelValue {
  const { data, call, element } = options;
  const made = new Map<string, Abstract>();
  const attribute: Attributes =
    typeof attributes === 'function' ? attributes : (key) => (Object.hasOwn(attributes, key) ? attributes[key] : undefined);
  const protocol = (key: string): Abstract | undefined => {
    if (key === '__enter__' || key === '__aenter__') return fn(key, () => model);
    if (!element || (key !== '__iter__' && key !== '__aiter__')) return undefined;
    return fn(key, (invocation) => invocation.host.list([], element(invocation.host, invocation.at)));
  };
  const model: ModelValue = {
    kind: 'model',
    label,
    get(key, host, at) {
      const known = made.get(key);
      if (known) return known;
      // Names that JavaScript's iterators go by.
      if (key.startsWith('@@')) return undefined;
      const fresh = protocol(key) ?? attribute(key, host, at);
      // Only what does nothing when it is read is kept: a lazy attribute may call AWS each time.
      if (fresh?.kind === 'model') made.set(key, fresh);
      return fresh;
    },
    own: new Map(),
    ...(data && { data }),
    ...(call && { call }),
  };
  return model;
}

/** A module with these names; others are harmless. */
export function moduleModel(specifier: string, names: Readonly<Record<string, Abstract>>): ModelValue {
  return members(specifier, (key) => (Object.hasOwn(names, key) ? names[key] : harmless(specifier, key)), {
    data: { type: 'module', specifier },
  });
}

/** A value of a library that matters to no call: what it is asked and called for is unknown, functions given to it are called. */
export function harmless(name: string, ...path: readonly string[]): UnknownValue {
  return unknownFrom({ from: 'library', name, path });
}

/** An argument by its position or name; undefined when it is not given, or given as `None`. */
export function given(invocation: Invocation, index: number, name: string): Abstract | undefined {
  const value = invocation.named.get(name) ?? (index < 0 ? undefined : (invocation.args[index] ?? invocation.restArgs ?? undefined));
  if (!value) return undefined;
  const there = present(value);
  return there.kind === 'nothing' ? undefined : there;
}

/** An argument that must be given: nothing when it is not. */
export function argument(invocation: Invocation, index: number, name: string): Abstract {
  return given(invocation, index, name) ?? NOTHING;
}

/** The keyword arguments as the input of an operation, without those named in `without`. */
export function keywords({ named, restNamed, host }: Invocation, without: readonly string[] = []): Abstract {
  const input = host.object([...named].filter(([name]) => !without.includes(name)));
  input.rest = restNamed;
  return input;
}

/** The one function that a decorator is applied to; undefined when it is being given its options. */
export function decoratedBy({ args, named }: Invocation): Abstract | undefined {
  const [first] = args;
  return first && args.length === 1 && named.size === 0 && isCallable(first) ? first : undefined;
}

/** A decorator, with or without options, that gives `wrap` of what it decorates. */
export function decorator(label: string, wrap: (decorated: Abstract, options: Invocation | null) => Abstract): ModelValue {
  return fn(label, (options) => {
    const decorated = decoratedBy(options);
    if (decorated) return wrap(decorated, null);
    // A function among the options, or to be called with the further arguments.
    for (const value of [...options.args, ...options.named.values()])
      if (value.kind === 'function') options.host.callBack(value, options.at);
    return fn(label, (invocation) => wrap(argument(invocation, 0, 'func'), options));
  });
}

/** A decorator that changes nothing that matters. */
export function passThrough(label: string): ModelValue {
  return decorator(label, (decorated) => decorated);
}

/** Functions given by keyword (`Callback=`) or position to code that calls them. */
export function callBackAll({ args, named, host, at }: Invocation): void {
  for (const value of [...args, ...named.values()]) if (isCallable(value)) host.callBack(value, at);
}
