import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { application, fromAgent, fromArguments, fromPath, theEvent } from '../application.ts';
import type { ArgumentOf } from '../application.ts';
import { argument, decorator, fn, given, harmless, members, passThrough } from '../build.ts';
import { callWrapped } from '../wrapping.ts';
import { dataClass } from './data-class.ts';
import { batchName } from './batch.ts';
import { dataMaskingName } from './data-masking.ts';
import { idempotencyName } from './idempotency.ts';
import { appConfigStore, featureFlags, parametersName } from './parameters.ts';
import { clientOption } from './client-option.ts';

/** Logger, Tracer, Metrics: their decorators give back what they decorate, and no method calls AWS through the function's role.
 *  Metrics are written to the log, traces go to the daemon. */
const observer = (label: string): ModelValue =>
  fn(label, () => members(label, (key) => (key.startsWith('__') ? undefined : passThrough(`${label}.${key}`))));

const RESOLVERS: Readonly<Record<string, ArgumentOf>> = {
  APIGatewayRestResolver: fromPath,
  APIGatewayHttpResolver: fromPath,
  ApiGatewayResolver: fromPath,
  APIGatewayWebsocketResolver: fromPath,
  ALBResolver: fromPath,
  LambdaFunctionUrlResolver: fromPath,
  VPCLatticeResolver: fromPath,
  VPCLatticeV2Resolver: fromPath,
  HttpResolverLocal: fromPath,
  Router: fromPath,
  AppSyncResolver: fromArguments,
  AppSyncEventsResolver: theEvent,
  BedrockAgentResolver: fromAgent,
  BedrockAgentFunctionResolver: fromAgent,
};

/** `lambda_handler_decorator`: a function of (handler, event, context) becomes a decorator of handlers. */
function handlerDecorator(): ModelValue {
  return decorator('lambda_handler_decorator', (middleware) =>
    decorator('middleware', (handler, options) =>
      fn('handler', ({ args, host, at }) => host.call(middleware, [handler, ...args], { at, ...(options && { named: options.named }) })),
    ),
  );
}

/** `S3Object(bucket, key)` of streaming reads the object in ranges. */
function s3Object(): ModelValue {
  return fn('S3Object', (invocation) => {
    const { host, at } = invocation;
    const version = given(invocation, 2, 'version_id');
    const input = host.object([
      ['Bucket', argument(invocation, 0, 'bucket')],
      ['Key', argument(invocation, 1, 'key')],
      ...(version ? [['VersionId', version] as const] : []),
    ]);
    const answer = host.record({
      service: 's3',
      operation: 'GetObject',
      input,
      client: clientOption(invocation),
      at,
      how: 'Powertools streaming',
    });
    return host.get(answer, 'Body', at);
  });
}

/** `@event_source(data_class=...)`: the handler gets the event through the class. */
function eventSource(): ModelValue {
  return decorator('event_source', (decorated) =>
    fn('event_source', (invocation) =>
      callWrapped(decorated, { ...invocation, args: [dataClass(argument(invocation, 0, 'event')), ...invocation.args.slice(1)] }),
    ),
  );
}

/** A class or function that gives the event in another shape: the event's data stays the event's. */
const sameEvent = (name: string, position = 0): ModelValue =>
  fn(name, (invocation) => given(invocation, position, position === 0 ? 'data' : 'event') ?? given(invocation, 0, 'event') ?? NOTHING);

const NAMES: Readonly<Record<string, () => Abstract>> = {
  Logger: () => observer('Logger'),
  Tracer: () => observer('Tracer'),
  Metrics: () => observer('Metrics'),
  EphemeralMetrics: () => observer('Metrics'),
  DatadogMetrics: () => observer('Metrics'),
  lambda_handler_decorator: handlerDecorator,
  event_source: eventSource,
  event_parser: () => passThrough('event_parser'),
  validator: () => passThrough('validator'),
  parse: () => sameEvent('parse'),
  extract_data_from_envelope: () => sameEvent('extract_data_from_envelope'),
  S3Object: s3Object,
  AppConfigStore: appConfigStore,
  FeatureFlags: featureFlags,
};

/** What a name of Powertools is, whatever module it is imported from. */
function nameOf(name: string, specifier: string): Abstract | undefined {
  if (Object.hasOwn(NAMES, name)) return NAMES[name]?.();
  const argumentOf = Object.hasOwn(RESOLVERS, name) ? RESOLVERS[name] : undefined;
  if (argumentOf) {
    const isGraphQl = specifier.includes('appsync') && name === 'Router';
    return fn(name, () => application(name, isGraphQl ? fromArguments : argumentOf));
  }
  if (/data_classes/.test(specifier) && /^[A-Z]\w*(?:Event|EventV2|Model)$/.test(name))
    return fn(name, (invocation) => dataClass(argument(invocation, 0, 'data')));
  return parametersName(name) ?? idempotencyName(name) ?? batchName(name) ?? dataMaskingName(name);
}

/** `aws_lambda_powertools` and its modules: https://docs.powertools.aws.dev/lambda/python/latest/ */
export function powertoolsModule(specifier: string): ModelValue {
  return members(
    specifier,
    (key) => {
      if (key.startsWith('__')) return undefined;
      const known = nameOf(key, specifier);
      if (known) return known;
      // Modules of the package begin with small letters, and are values when they are imported from it.
      return /^[a-z]/.test(key) && /(?:powertools|utilities|event_handler)$/.test(specifier)
        ? powertoolsModule(`${specifier}.${key}`)
        : harmless(specifier, key);
    },
    { data: { type: 'module', specifier } },
  );
}
