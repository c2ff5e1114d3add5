import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { isCallable, NOTHING } from '../../../values/values.ts';
import { argument, callbackOf, classModel, fn, harmless, members, moduleModel } from '../build.ts';
import { decorator } from './decorator.ts';

/** What the handlers of a kind of resolver are given, from the function's event and context. */
type HandlerArguments = (event: Abstract, context: Abstract, host: Host, at: Invocation['at']) => readonly Abstract[];

const HTTP: HandlerArguments = (event, context, host, at) => [
  host.object([
    ['event', event],
    ['context', context],
    ['params', host.get(event, 'pathParameters', at)],
    ['req', harmless('event-handler', ['req'])],
    ['res', harmless('event-handler', ['res'])],
  ]),
];

const GRAPHQL: HandlerArguments = (event, context, host, at) => [host.get(event, 'arguments', at), both(event, context, host)];

const EVENTS: HandlerArguments = (event, _context, host, at) => [host.element(host.get(event, 'events', at), at), event];

const AGENT: HandlerArguments = (event, context, host, at) => [host.get(event, 'parameters', at), both(event, context, host)];

/** `@aws-lambda-powertools/event-handler`: handlers are kept by route and run when the event is resolved.
 *  https://docs.aws.amazon.com/powertools/typescript/latest/features/event-handler/ */
export function eventHandler(): ModelValue {
  return moduleModel(
    '@aws-lambda-powertools/event-handler',
    {
      Router: classModel('Router', () => resolver(HTTP)),
      AppSyncGraphQLResolver: classModel('AppSyncGraphQLResolver', () => resolver(GRAPHQL)),
      AppSyncEventsResolver: classModel('AppSyncEventsResolver', () => resolver(EVENTS)),
      BedrockAgentFunctionResolver: classModel('BedrockAgentFunctionResolver', () => resolver(AGENT)),
    },
    (key) => harmless('@aws-lambda-powertools/event-handler', [key]),
  );
}

function both(event: Abstract, context: Abstract, host: Host): Abstract {
  return host.object([
    ['event', event],
    ['context', context],
  ]);
}

/** The handlers of the resolvers that were made, so that one can include another's. */
const handlersOf = new WeakMap<ModelValue, Abstract[]>();

function resolver(argumentsOf: HandlerArguments): ModelValue {
  const handlers: Abstract[] = [];
  const resolve = fn('resolve', (invocation) => {
    const { host, at } = invocation;
    const event = argument(invocation, 0);
    const scope = host.get(argument(invocation, 2), 'scope', at);
    const given = argumentsOf(event, argument(invocation, 1), host, at);
    for (const handler of handlers) host.maybe(() => host.call(handler, given, { at, ...(scope.kind !== 'nothing' && { self: scope }) }));
    return harmless('event-handler', ['response']);
  });
  const includeRouter = fn('includeRouter', (invocation) => {
    const other = argument(invocation, 0);
    if (other.kind === 'model') handlers.push(...(handlersOf.get(other) ?? []));
    return NOTHING;
  });
  const use = fn('use', ({ args, host, at }) => {
    for (const middleware of args) if (isCallable(middleware)) host.callBack(middleware, at);
    return NOTHING;
  });
  const model = members(
    'resolver',
    { resolve, includeRouter, use, resolveStream: resolve },
    { otherwise: (method) => registers(method, handlers) },
  );
  handlersOf.set(model, handlers);
  return model;
}

/** `app.get('/orders', handler)`, or `@app.get('/orders')` on a method. */
function registers(method: string, handlers: Abstract[]): ModelValue {
  return fn(method, (invocation) => {
    const handler = callbackOf(invocation);
    if (handler) {
      handlers.push(handler);
      return NOTHING;
    }
    return decorator(`@app.${method}`, (decorated) => {
      handlers.push(decorated);
      return decorated;
    });
  });
}
