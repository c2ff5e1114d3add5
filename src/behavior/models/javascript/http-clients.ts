import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable } from '../../values/values.ts';
import { argument, harmless } from './build.ts';
import { extensionCall } from './lambda-extension.ts';

/** A library that sends plain HTTP requests (`axios`, `node-fetch`): no AWS calls, unless a request goes to a Lambda extension. */
export function httpClient(specifier: string, path: readonly string[] = []): ModelValue {
  const request = (invocation: Invocation): Abstract => {
    const { args, host, at } = invocation;
    const first = argument(invocation, 0);
    extensionCall(first.kind === 'object' ? host.get(first, 'url', at) : first, host, at);
    for (const hook of args) if (isCallable(hook)) host.callBack(hook, at);
    return INSTANCES.has(path.at(-1) ?? '') ? httpClient(specifier) : harmless(specifier, [...path, '()']);
  };
  return {
    kind: 'model',
    label: [specifier, ...path].join('.'),
    call: request,
    get: (key) => (path.length < DEEPEST ? httpClient(specifier, [...path, key]) : undefined),
  };
}

/** Methods that make a client. */
const INSTANCES: ReadonlySet<string> = new Set(['create', 'extend', 'defaults']);

/** Members of members that may still send: `axios.default.get`, `axios.interceptors.request.use`. */
const DEEPEST = 4;
