import { operationOf } from '../../../../data/sdk.ts';
import type { Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { NOTHING, membersOf, unionOf } from '../../../values/values.ts';
import { argument, callbackOf, classModel, errorOrNothing, fn, harmless, inputOf } from '../build.ts';
import { DEFAULT_CONFIG, configOf } from '../client-config.ts';
import { paginated, waited } from './paginate.ts';

/** Which operation a method of an aggregated client sends; undefined when it is no operation. */
export type MethodNames = (method: string) => string | undefined;

/** No methods but `send`: the modular clients. */
export const MODULAR: MethodNames = () => undefined;

/** Methods named as operations, the first letter in lower case: the aggregated clients. */
export function aggregated(service: string): MethodNames {
  return (method) => (/^[a-z][A-Za-z0-9]*$/.test(method) ? operationOf(service, method) : undefined);
}

/** A client class of the SDK v3 (`S3Client`, `S3`). */
export function clientClass(name: string, service: string, methods: MethodNames): ModelValue {
  return classModel(name, ({ args, host, at }) => clientOf(service, configOf(args[0] ?? NOTHING, host, at), methods));
}

/** A client of the SDK v3. It sends the commands of whichever service made them, and its methods send operations of `service`. */
export function clientOf(service: string, config: ClientConfig, methods: MethodNames): ModelValue {
  return {
    kind: 'model',
    label: `${service} client`,
    data: { type: 'client', service, config },
    get: (key) => {
      if (key === 'send') return fn(`${service} client.send`, (invocation) => send(invocation, config));
      if (key === 'config') return configValue(config);
      const operation = methods(key);
      if (operation !== undefined)
        return fn(`${service} client.${key}`, (invocation) => request(invocation, { service, operation, config }));
      if (methods === MODULAR) return undefined;
      return paginated(service, key, config) ?? waited(service, key, config);
    },
  };
}

/** The config of the client that a value is; the default one for anything else. */
export function clientConfigOf(client: Abstract): ClientConfig {
  const known = membersOf(client).find((member) => member.kind === 'model' && member.data?.type === 'client');
  return known?.kind === 'model' && known.data?.type === 'client' ? known.data.config : DEFAULT_CONFIG;
}

/** Sends an operation: the first argument is its input, a callback gets the answer. */
function request(
  invocation: Invocation,
  to: { readonly service: string; readonly operation: string; readonly config: ClientConfig },
): Abstract {
  const { host, at } = invocation;
  const first = argument(invocation, 0);
  const input = first === callbackOf(invocation) ? NOTHING : first;
  return answered(
    invocation,
    host.record({ service: to.service, operation: to.operation, input: inputOf(input, host), client: to.config, at }),
  );
}

function send(invocation: Invocation, config: ClientConfig): Abstract {
  const commands = membersOf(argument(invocation, 0));
  const answers = commands.map((command) =>
    commands.length === 1
      ? sendCommand(command, config, invocation)
      : invocation.host.maybe(() => sendCommand(command, config, invocation)),
  );
  return answered(invocation, unionOf(answers));
}

/** Sends one command through a client of `config`; `how` is set when it is not sent but signed. Gives the answer. */
export function sendCommand(
  command: Abstract,
  config: ClientConfig,
  { host, at }: Pick<Invocation, 'host' | 'at'>,
  how?: string,
): Abstract {
  if (command.kind === 'nothing') return NOTHING;
  const data = command.kind === 'model' ? command.data : undefined;
  if (data?.type === 'command') {
    return host.record({
      service: data.service,
      operation: data.operation,
      input: data.input,
      client: config,
      at,
      ...(how !== undefined && { how }),
    });
  }
  if (command.kind === 'model' && data?.type === 'other' && data.name === UNKNOWN_COMMAND) {
    return host.gap('unknown-operation', `${command.label} is no command of that package`, at);
  }
  return host.gap('dynamic-operation', 'which command is sent cannot be told', at);
}

/** Tells a command that names no operation of its service. */
export const UNKNOWN_COMMAND = 'unknown command';

function answered(invocation: Invocation, answer: Abstract): Abstract {
  const callback = callbackOf(invocation);
  if (callback !== undefined) invocation.host.callBack(callback, invocation.at, [errorOrNothing(), answer]);
  return answer;
}

/** `client.config`: providers of the Region, the credentials and so on. */
function configValue(config: ClientConfig): ModelValue {
  const provider = (value: Abstract | null): ModelValue => fn('config', () => value ?? harmless('@aws-sdk/config'));
  return {
    kind: 'model',
    label: 'client config',
    get: (key) => (key === 'region' || key === 'endpoint' || key === 'credentials' ? provider(config[key]) : undefined),
  };
}
