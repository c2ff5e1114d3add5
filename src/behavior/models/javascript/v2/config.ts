import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, classModel, fn, members } from '../build.ts';
import { configOf, DEFAULT_CONFIG, ownCredentials, principalOf } from '../client-config.ts';

/** `AWS.config`: what clients made afterwards start from. One for all imports of `aws-sdk` in a run. */
export interface GlobalConfig {
  current: ClientConfig;
}

const configs = new WeakMap<Host, GlobalConfig>();

/** The global configuration of a run. */
export function globalConfig(host: Host): GlobalConfig {
  const known = configs.get(host);
  if (known) return known;
  const fresh: GlobalConfig = { current: DEFAULT_CONFIG };
  configs.set(host, fresh);
  return fresh;
}

/** The value of `AWS.config`. */
export function configModel(config: GlobalConfig): ModelValue {
  const update = fn('AWS.config.update', ({ args, host, at }) => {
    config.current = optionsOf(args[0] ?? NOTHING, host, at, config.current);
    return NOTHING;
  });
  const own = new Map<string, Abstract>();
  return {
    kind: 'model',
    label: 'AWS.config',
    own,
    get: (key) => {
      if (key === 'update') return update;
      if (key === 'credentials') return config.current.credentials ?? ownCredentials();
      return key === 'region' || key === 'endpoint' ? (config.current[key] ?? undefined) : undefined;
    },
    set: (key, value, host) => {
      if (key === 'region' || key === 'endpoint') config.current = { ...config.current, [key]: value };
      else if (key === 'credentials') config.current = { ...config.current, credentials: principalOf(value, host, NOWHERE) };
      else own.set(key, value);
    },
  };
}

/** Setting a property is not told where it happens. */
const NOWHERE: SourcePlace = { file: '', start: 0, end: 0 };

/** What matters of the options of a v2 client. */
export function optionsOf(options: Abstract, host: Host, at: SourcePlace, base: ClientConfig): ClientConfig {
  const config = configOf(options, host, at, base);
  const endpoint = config.endpoint;
  const address = endpoint?.kind === 'model' && endpoint.data?.type === 'other' ? endpoint.data.values.get('address') : undefined;
  return address === undefined ? config : { ...config, endpoint: address };
}

/** `new AWS.Config(options)` is its options, `new AWS.Endpoint(address)` the address. */
export const CONFIG_CLASSES: Readonly<Record<string, Abstract>> = {
  Config: classModel('AWS.Config', ({ args, host }) => args[0] ?? host.object()),
  Endpoint: classModel('AWS.Endpoint', endpointOf),
};

function endpointOf(invocation: Invocation): Abstract {
  const address = argument(invocation, 0);
  return members(
    'AWS.Endpoint',
    { host: address, hostname: address, href: address },
    { data: { type: 'other', name: 'endpoint', values: new Map([['address', address]]) } },
  );
}
