import { callArguments } from '../../builtins/make.ts';
import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING, text, textOf } from '../../values/values.ts';
import { argument, harmless } from './build.ts';
import { extensionCall } from './lambda-extension.ts';

/** Something that sends plain HTTP requests (`fetch`, `axios`, `node:http`): no AWS calls, unless a request goes to a Lambda extension. */
export function httpClient(name: string, path: readonly string[] = []): ModelValue {
  const request = (invocation: Invocation): Abstract => {
    const { host, at } = invocation;
    extensionCall(addressOf(invocation), host, at);
    callArguments(invocation);
    return INSTANCES.has(path.at(-1) ?? '') ? httpClient(name) : harmless(name, [...path, '()']);
  };
  return {
    kind: 'model',
    label: [name, ...path].join('.'),
    call: request,
    get: (key) => (path.length < DEEPEST && !/^(?:then|catch|finally|__.*)$/.test(key) ? httpClient(name, [...path, key]) : undefined),
  };
}

/** Methods that make a client. */
const INSTANCES: ReadonlySet<string> = new Set(['create', 'extend', 'defaults']);

/** Members of members that may still send: `axios.default.get`, `axios.interceptors.request.use`. */
const DEEPEST = 4;

/** Where a request goes: a text, or options with `url`, or with host, port and path as Node.js takes them. */
function addressOf(invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const first = argument(invocation, 0);
  if (first.kind !== 'object') return first;
  const option = (...keys: readonly string[]): Abstract =>
    keys.map((key) => host.get(first, key, at)).find((value) => value.kind !== 'nothing') ?? NOTHING;
  const whole = option('url', 'href');
  if (whole.kind !== 'nothing') return whole;
  const port = option('port');
  const parts = [option('hostname', 'host'), port.kind === 'number' ? text(String(port.value)) : port, option('path')];
  const [name = [], number = [], path = []] = parts.map((part) => (part.kind === 'text' ? part.parts : []));
  return textOf([{ kind: 'literal', text: 'http://' }, ...name, { kind: 'literal', text: ':' }, ...number, ...path]);
}
