import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, classModel, fn, members } from '../build.ts';
import { configOf, DEFAULT_CONFIG, ownCredentials } from '../client-config.ts';

const configs = new WeakMap<Host, ModelValue>();

/** `AWS.config`: what clients made afterwards start from. One for all imports of `aws-sdk` in a run. */
export function globalConfigModel(host: Host): ModelValue {
  const known = configs.get(host);
  if (known) return known;
  const fresh = configModel();
  configs.set(host, fresh);
  return fresh;
}

/** What `AWS.config` says now. */
export function globalConfig(host: Host, at: SourcePlace): ClientConfig {
  const own = globalConfigModel(host).own;
  return own === undefined || own.size === 0 ? DEFAULT_CONFIG : optionsOf(host.object(own), host, at, DEFAULT_CONFIG);
}

/** Options that matter, as properties of `AWS.config`. */
const OPTIONS = ['region', 'endpoint', 'credentials', 'accessKeyId', 'secretAccessKey', 'sessionToken'];

function configModel(): ModelValue {
  const model: ModelValue = {
    kind: 'model',
    label: 'AWS.config',
    own: new Map(),
    get: (key) => {
      if (key === 'update') return update;
      return key === 'credentials' ? ownCredentials() : undefined;
    },
  };
  const update = fn('AWS.config.update', ({ args, host, at }) => {
    const options = args[0] ?? NOTHING;
    for (const key of OPTIONS) {
      const value = host.get(options, key, at);
      if (value.kind !== 'nothing') host.set(model, key, value);
    }
    return NOTHING;
  });
  return model;
}

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
