import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { isCallable, membersOf, NOTHING, unknownFrom } from '../../../values/values.ts';
import { argument, fn, harmless, members, moduleModel } from '../build.ts';

/** The hooks of a handler, in the order they were added. */
interface Hooks {
  readonly before: Abstract[];
  readonly after: Abstract[];
  readonly onError: Abstract[];
}

/** `@middy/core`: a handler with middlewares around it.
 *  https://middy.js.org/docs/intro/how-it-works */
export function middyCore(): ModelValue {
  const middy = fn('middy', (made) => middied(argument(made, 0)));
  return { ...moduleModel('@middy/core', { default: middy, middy }), call: (made) => middied(argument(made, 0)) };
}

function middied(first: Abstract): ModelValue {
  let handler: Abstract = isCallable(first) || first.kind === 'unknown' ? first : NOTHING;
  const hooks: Hooks = { before: [], after: [], onError: [] };
  const adds = (list: Abstract[]): ModelValue =>
    fn('middy hook', (invocation) => {
      list.push(argument(invocation, 0));
      return self;
    });
  const table: Readonly<Record<string, Abstract>> = {
    use: fn('middy.use', (invocation) => {
      addMiddlewares(hooks, argument(invocation, 0), invocation);
      return self;
    }),
    before: adds(hooks.before),
    after: adds(hooks.after),
    onError: adds(hooks.onError),
    handler: fn('middy.handler', (invocation) => {
      handler = argument(invocation, 0);
      return self;
    }),
  };
  const self: ModelValue = members('middy handler', table, { call: (invocation) => run(handler, hooks, invocation) });
  return self;
}

function addMiddlewares(hooks: Hooks, given: Abstract, invocation: Invocation): void {
  const { host, at } = invocation;
  if (given.kind === 'list') {
    for (const one of given.items) addMiddlewares(hooks, one, invocation);
    return;
  }
  for (const name of ['before', 'after', 'onError'] as const) {
    for (const middleware of membersOf(given)) {
      if (middleware.kind !== 'object' && middleware.kind !== 'model') continue;
      const hook = host.get(middleware, name, at);
      if (isCallable(hook)) hooks[name].push(hook);
    }
  }
}

/** A run: hooks before, the handler, hooks after in reverse; hooks for errors may run. All share one request. */
function run(handler: Abstract, hooks: Hooks, invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const request = host.object([
    ['event', argument(invocation, 0)],
    ['context', argument(invocation, 1)],
    ['response', NOTHING],
    ['error', NOTHING],
    ['internal', host.object()],
  ]);
  for (const hook of hooks.before) host.call(hook, [request], { at });
  if (handler.kind !== 'nothing') {
    const options = harmless('middy', ['options']);
    host.set(request, 'response', host.call(handler, [host.get(request, 'event', at), host.get(request, 'context', at), options], { at }));
  }
  for (const hook of hooks.after.toReversed()) host.call(hook, [request], { at });
  failed(hooks, request, host, at);
  return host.get(request, 'response', at);
}

function failed(hooks: Hooks, request: Abstract, host: Host, at: Invocation['at']): void {
  for (const hook of hooks.onError.toReversed()) {
    host.maybe(() => {
      host.set(request, 'error', unknownFrom({ from: 'code', because: 'an error' }));
      host.call(hook, [request], { at });
    });
  }
}
