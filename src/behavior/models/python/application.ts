import type { Host, SourcePlace } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable, NOTHING } from '../../values/values.ts';
import { dataClass } from './powertools/data-class.ts';
import { argument, decoratedBy, fn, harmless, members } from './build.ts';
import type { Attributes, Body } from './build.ts';

/** How the functions that an application keeps are called: with arguments by parameter. */
export type ArgumentOf = (event: Abstract, parameter: string, host: Host, at: SourcePlace) => Abstract;

/** What an application keeps. */
interface Kept {
  readonly handlers: Abstract[];
  readonly others: ModelValue[];
}

const keptBy = new WeakMap<ModelValue, Kept>();

/** Decorators and methods by which frameworks are given functions to call. */
const REGISTERS: ReadonlySet<string> = new Set(
  `
    get post put delete patch head options trace any route api_route websocket websocket_route resolver
    batch_resolver async_batch_resolver tool exception_handler not_found middleware use on_event on_publish
    async_on_publish on_subscribe errorhandler before_request after_request teardown_request teardown_appcontext
    before_first_request context_processor lambda_function schedule on_s3_event on_sns_message on_sqs_message
    on_cw_event on_kinesis_record on_dynamodb_record on_ws_connect on_ws_message on_ws_disconnect authorizer
    add_url_rule add_api_route add_route add_middleware add_event_handler register_middleware
  `
    .trim()
    .split(/\s+/),
);

/** Methods by which an application takes in another. */
const INCLUDES: ReadonlySet<string> = new Set(['include_router', 'register_blueprint', 'mount', 'register_blueprints', 'include']);

/** An application or router: it keeps functions under routes and calls them when it is called with an event. */
export function application(label: string, argumentOf: ArgumentOf, attributes: Attributes = () => undefined): ModelValue {
  const kept: Kept = { handlers: [], others: [] };
  const state = { event: NOTHING as Abstract };
  const resolve: Body = (invocation) => {
    state.event = argument(invocation, 0, 'event');
    runApplication(model, state.event, { argumentOf, host: invocation.host, at: invocation.at });
    return harmless(label, 'response');
  };
  const run = fn(`${label}.resolve`, resolve);
  const model: ModelValue = members(
    label,
    (key, host, at) => {
      if (key === 'resolve' || key === '__call__' || key === 'resolve_async') return run;
      if (key === 'current_event' || key === 'current_request')
        return state.event.kind === 'nothing' ? harmless(label, key) : dataClass(state.event);
      if (REGISTERS.has(key)) return registers(key, kept);
      if (INCLUDES.has(key)) return includes(key, kept);
      return attributes(key, host, at) ?? harmless(label, key);
    },
    { call: resolve },
  );
  keptBy.set(model, kept);
  return model;
}

/** Runs every function that an application keeps; any of them may be the one that the event is for. */
export function runApplication(
  app: Abstract,
  event: Abstract,
  by: { readonly argumentOf: ArgumentOf; readonly host: Host; readonly at: SourcePlace },
  seen: Set<Abstract> = new Set(),
): void {
  const kept = app.kind === 'model' ? keptBy.get(app) : undefined;
  if (seen.has(app)) return;
  seen.add(app);
  if (!kept) {
    if (isCallable(app)) by.host.callBack(app, by.at);
    return;
  }
  for (const handler of kept.handlers) by.host.maybe(() => callHandler(handler, event, by));
  for (const other of kept.others) runApplication(other, event, by, seen);
}

/** Parameters with a default keep it: frameworks put what a handler depends on there. */
function callHandler(
  handler: Abstract,
  event: Abstract,
  { argumentOf, host, at }: { readonly argumentOf: ArgumentOf; readonly host: Host; readonly at: SourcePlace },
): void {
  if (handler.kind !== 'function') return host.callBack(handler, at);
  const named = new Map<string, Abstract>();
  for (const { name, defaultValue } of handler.fn.params)
    if (name !== null && defaultValue === null) named.set(name, argumentOf(event, name, host, at));
  host.call(handler, [], { at, named });
}

function registers(key: string, kept: Kept): ModelValue {
  return fn(key, (options) => {
    const decorated = decoratedBy(options);
    for (const value of [...options.args, ...options.named.values()]) register(value, kept, options.host, options.at);
    if (decorated) return decorated;
    return fn(key, (invocation) => {
      const handler = argument(invocation, 0, 'func');
      register(handler, kept, invocation.host, invocation.at);
      return handler;
    });
  });
}

/** Keeps a function, or each of a list of them (`middlewares=[...]`). */
function register(value: Abstract, kept: Kept, host: Host, at: SourcePlace): void {
  const values = value.kind === 'list' ? [...value.items, ...(value.rest ? [host.element(value, at)] : [])] : [value];
  for (const each of values) if (isCallable(each) && !kept.handlers.includes(each)) kept.handlers.push(each);
}

function includes(key: string, kept: Kept): ModelValue {
  return fn(key, ({ args, named }) => {
    for (const value of [...args, ...named.values()]) if (value.kind === 'model' && keptBy.has(value)) kept.others.push(value);
    return NOTHING;
  });
}

/** Parameters of routes: parts of the path. */
export const fromPath: ArgumentOf = (event, parameter, host, at) => host.get(host.get(event, 'pathParameters', at), parameter, at);

/** Parameters that are arguments of a query. */
export const fromArguments: ArgumentOf = (event, parameter, host, at) => host.get(host.get(event, 'arguments', at), parameter, at);

/** Parameters that an agent gives. */
export const fromAgent: ArgumentOf = (event, _parameter, host, at) =>
  host.get(host.element(host.get(event, 'parameters', at), at), 'value', at);

/** The event is the first parameter. */
export const theEvent: ArgumentOf = (event, parameter) => (parameter === 'context' ? harmless('context') : event);
