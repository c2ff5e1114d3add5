import { isService } from '../../../../data/sdk.ts';
import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { exactText, membersOf, text, unionOf } from '../../../values/values.ts';
import { ownCredentials } from '../../javascript/client-config.ts';
import { argument, fn, harmless, members, moduleModel } from '../build.ts';
import { clientModel } from './client.ts';
import { clientConfig, DEFAULT_CONFIG, sessionConfig } from './config.ts';
import { serviceResource } from './resource.ts';

/** The clients that `client('s3')` or `create_client('s3')` may give. */
function makeClient(invocation: Invocation, base: ClientConfig): Abstract {
  return eachService(invocation, (service) => {
    const { host, at } = invocation;
    if (isService(service)) return clientModel({ service, config: clientConfig(invocation, base) }, host);
    return host.gap('unknown-operation', `boto3 has no client of ${service}`, at);
  });
}

/** The resources that `resource('dynamodb')` may give. */
function makeResource(invocation: Invocation, base: ClientConfig): Abstract {
  return eachService(invocation, (service) => {
    const { host, at } = invocation;
    const made = serviceResource({ service, config: clientConfig(invocation, base) }, host);
    return made ?? host.gap('unknown-operation', `boto3 has no resource of ${service}`, at);
  });
}

function eachService(invocation: Invocation, make: (service: string) => Abstract): Abstract {
  const { host, at } = invocation;
  return unionOf(
    membersOf(argument(invocation, 0, 'service_name')).map((name) => {
      const service = exactText(name);
      return service === undefined
        ? host.gap('dynamic-operation', 'the service of a client is a name that the code computes', at)
        : make(service);
    }),
  );
}

/** A session: `client`, `resource`, credentials, Region. `config` is asked when a client is made. */
export function sessionModel(config: () => ClientConfig): ModelValue {
  return members('session', (key, host) => {
    switch (key) {
      case 'client':
      case 'create_client':
        return fn(key, (invocation) => makeClient(invocation, config()));
      case 'resource':
        return fn(key, (invocation) => makeResource(invocation, config()));
      case 'get_credentials':
        return fn(key, () => credentials(config().credentials));
      case 'region_name':
        return config().region ?? host.environment('AWS_REGION', true);
      case 'get_config_variable':
        return fn(key, (invocation) =>
          exactText(argument(invocation, 0, 'logical_name')) === 'region'
            ? (config().region ?? host.environment('AWS_REGION', true))
            : harmless('boto3', key),
        );
      default:
        return harmless('boto3', 'session', key);
    }
  });
}

const KEYS: Readonly<Record<string, string>> = {
  access_key: 'AWS_ACCESS_KEY_ID',
  secret_key: 'AWS_SECRET_ACCESS_KEY',
  token: 'AWS_SESSION_TOKEN',
};

/** The credentials of a session, whose keys other clients and signers may be given. */
function credentials(given: Abstract | null): Abstract {
  if (given !== null && given.kind !== 'model') return given;
  const data = given?.data ?? ownCredentials().data;
  const model: ModelValue = members(
    'credentials',
    (key, host) => {
      if (key === 'get_frozen_credentials') return fn(key, () => model);
      const variable = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (variable === undefined) return harmless('boto3', 'credentials', key);
      return given === null
        ? host.environment(variable, true)
        : (given.get?.('accessKeyId', host, { file: '', start: 0, end: 0 }) ?? given);
    },
    data ? { data } : {},
  );
  return model;
}

/** A class of sessions. */
export function sessionClass(base: () => ClientConfig = () => DEFAULT_CONFIG): ModelValue {
  return fn('Session', (invocation) => {
    const config = sessionConfig(invocation, base());
    return sessionModel(() => config);
  });
}

/** The module boto3: https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/boto3.html */
export function boto3Module(_host: Host): ModelValue {
  let defaults = DEFAULT_CONFIG;
  const shared = sessionModel(() => defaults);
  const Session = sessionClass();
  return members(
    'boto3',
    (key, host, at) => {
      switch (key) {
        case 'Session':
          return Session;
        case 'session':
          return moduleModel('boto3.session', { Session });
        case 'setup_default_session':
          return fn(key, (invocation) => {
            defaults = sessionConfig(invocation);
            return harmless('boto3', key);
          });
        case 'client':
        case 'resource':
          return shared.get?.(key, host, at);
        case '_get_default_session':
          return fn(key, () => shared);
        case 'DEFAULT_SESSION':
          return shared;
        case '__version__':
          return text('1.44');
        default:
          return harmless('boto3', key);
      }
    },
    { data: { type: 'module', specifier: 'boto3' } },
  );
}
