import { operationOf, waiterOperation } from '../../../../data/sdk.ts';
import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { argument, fn, inputOf } from '../build.ts';
import { text } from '../../../values/values.ts';

/** Where a call goes: the client's config, or a function that takes it from the first argument. */
export type Target = ClientConfig | ((options: Abstract, host: Host, at: Invocation['at']) => ClientConfig);

/** `paginateQuery`: asks for page after page while it is iterated. Undefined when the name is of no paginator of the service. */
export function paginated(service: string, name: string, target: Target): ModelValue | undefined {
  const operation = name.startsWith('paginate') ? operationOf(service, name.slice('paginate'.length)) : undefined;
  if (operation === undefined) return undefined;
  return fn(name, (invocation) => {
    const { host, at } = invocation;
    const { config, input } = split(invocation, target);
    return host.list([], host.record({ service, operation, input, client: config, at }));
  });
}

/** `waitUntilTableExists`: asks again and again. Undefined when the name is of no waiter of the service. */
export function waited(service: string, name: string, target: Target): ModelValue | undefined {
  const operation = /^wait(?:Until|For)[A-Z]/.test(name) ? waiterOperation(service, name) : undefined;
  if (operation === undefined) return undefined;
  return fn(name, (invocation) => {
    const { host, at } = invocation;
    const { config, input } = split(invocation, target);
    const answer = host.record({ service, operation, input, client: config, at, how: 'waiter' });
    return host.object([
      ['state', text('SUCCESS')],
      ['reason', answer],
    ]);
  });
}

/** The functions take `({ client }, input)`, the methods of aggregated clients `(input)`. */
function split(invocation: Invocation, target: Target): { readonly config: ClientConfig; readonly input: Abstract } {
  const { host, at } = invocation;
  if (typeof target !== 'function') return { config: target, input: inputOf(argument(invocation, 0), host) };
  return { config: target(argument(invocation, 0), host, at), input: inputOf(argument(invocation, 1), host) };
}
