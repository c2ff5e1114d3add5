import { operationOf, waiterOperation } from '../../../../data/sdk.ts';
import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { exactText, membersOf, NOTHING } from '../../../values/values.ts';
import { argument, callbackOf, classModel, errorOrNothing, fn, inputOf } from '../build.ts';
import { globalConfig, optionsOf } from './config.ts';
import { requested, withBound } from './request.ts';
import type { Sending } from './request.ts';
import { S3_METHODS } from './s3.ts';

/** What the methods of a client share. */
export interface V2Client {
  readonly service: string;
  readonly config: ClientConfig;
  readonly bound: Abstract | null;
}

/** A method that is more than one operation's request. */
export type Method = (client: V2Client) => ModelValue;

/** A client class of the SDK v2. */
export function v2ClientClass(name: string, service: string, statics: Readonly<Record<string, Abstract>> = {}): ModelValue {
  return classModel(
    `AWS.${name}`,
    ({ args, host, at }) => v2Client(clientWith(service, args[0] ?? NOTHING, host, at), (method) => operationOf(service, method)),
    statics,
  );
}

/** What a client made with these options shares: the global configuration where they say nothing. */
export function clientWith(service: string, options: Abstract, host: Host, at: Invocation['at']): V2Client {
  const bound = options.kind === 'object' ? (options.fields.get('params') ?? null) : null;
  return { service, config: optionsOf(options, host, at, globalConfig(host, at)), bound };
}

/** A client of the SDK v2; `operation` says which operation a method sends. */
export function v2Client(client: V2Client, operation: (method: string) => string | undefined): ModelValue {
  const { service, config, bound } = client;
  return {
    kind: 'model',
    label: `${service} client`,
    data: { type: 'client', service, config },
    get: (key) => {
      const special =
        key === 'waitFor' ? waitFor : key === 'makeRequest' ? makeRequest : service === 's3' ? S3_METHODS.get(key) : undefined;
      if (special) return special(client);
      const name = operation(key);
      const sending: Sending | undefined = name === undefined ? undefined : { service, operation: name, config, bound };
      return sending && fn(`${service} client.${key}`, (invocation) => requested(invocation, sending));
    },
  };
}

/** `client.waitFor(state, params, callback)`, which gives a request too. */
const waitFor: Method = ({ service, config, bound }) =>
  fn('waitFor', (invocation) => {
    const { host, at } = invocation;
    const state = exactText(argument(invocation, 0));
    const operation = state === undefined ? undefined : waiterOperation(service, state);
    if (operation === undefined) return host.gap('dynamic-operation', `which state the ${service} client waits for cannot be told`, at);
    const params = argument(invocation, 1);
    const input = withBound(params === callbackOf(invocation) ? NOTHING : inputOf(params, host), bound, host);
    const answer = host.record({ service, operation, input, client: config, at, how: 'waiter' });
    const callback = callbackOf(invocation);
    if (callback) host.callBack(callback, at, [errorOrNothing(), answer]);
    return host.object([['promise', fn('promise', () => answer)]]);
  });

/** `client.makeRequest('getObject', params, callback)`. */
const makeRequest: Method = ({ service, config, bound }) =>
  fn('makeRequest', (invocation) => {
    const [name, ...args] = invocation.args;
    const operations = membersOf(name ?? NOTHING).map((one) => operationOf(service, exactText(one) ?? ''));
    const [operation] = operations;
    if (operation === undefined || operations.length > 1) {
      return invocation.host.gap('dynamic-operation', `which operation the ${service} client requests cannot be told`, invocation.at);
    }
    return requested({ ...invocation, args }, { service, operation, config, bound });
  });
