import type { Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { NOTHING, text } from '../../../values/values.ts';
import { DEFAULT_CONFIG } from '../boto3/config.ts';
import { argument, fn, given, harmless, members } from '../build.ts';
import { clientOption } from './client-option.ts';

/** A call with the client it goes through and how its provider was made. */
interface Fetch {
  readonly invocation: Invocation;
  readonly client: ClientConfig;
  /** Null for the functions of the module, which have a provider of their own. */
  readonly provider: Invocation | null;
}

type Entry = readonly [string, Abstract];
type Fetcher = (fetch: Fetch) => Abstract;

const HOW = 'Powertools parameters';

function record(fetch: Fetch, service: string, operation: string, input: readonly Entry[]): Abstract {
  const { host, at } = fetch.invocation;
  return host.record({ service, operation, input: host.object(input), client: fetch.client, at, how: HOW });
}

/** A part of an answer. */
function part({ invocation: { host, at } }: Fetch, answer: Abstract, ...path: readonly string[]): Abstract {
  return path.reduce((value, key) => host.get(value, key, at), answer);
}

const optional = (name: string, value: Abstract | undefined): Entry[] => (value ? [[name, value]] : []);

const getParameter: Fetcher = (fetch) => {
  const input = [
    ['Name', argument(fetch.invocation, 0, 'name')] as const,
    ...optional('WithDecryption', given(fetch.invocation, -1, 'decrypt')),
  ];
  return part(fetch, record(fetch, 'ssm', 'GetParameter', input), 'Parameter', 'Value');
};

const getParameters: Fetcher = (fetch) => {
  const { invocation } = fetch;
  const input = [['Path', argument(invocation, 0, 'path')] as const, ...optional('WithDecryption', given(invocation, -1, 'decrypt'))];
  const answer = record(fetch, 'ssm', 'GetParametersByPath', [...input, ...optional('Recursive', given(invocation, -1, 'recursive'))]);
  const values = invocation.host.object();
  values.rest = part(fetch, answer, 'Parameters', '[]', 'Value');
  return values;
};

/** `get_parameters_by_name({'/orders/table': {'max_age': 60}})`: the names are the keys. */
const getParametersByName: Fetcher = (fetch) => {
  const { invocation } = fetch;
  const { host } = invocation;
  const asked = argument(invocation, 0, 'parameters');
  const names = asked.kind === 'object' ? [...[...asked.fields.keys()].map((name) => text(name)), ...asked.keys] : [];
  const input = [
    ['Names', asked.kind === 'object' ? host.list(names) : host.list([], asked)] as const,
    ...optional('WithDecryption', given(invocation, -1, 'decrypt')),
  ];
  const values = host.object();
  values.rest = part(fetch, record(fetch, 'ssm', 'GetParameters', input), 'Parameters', '[]', 'Value');
  return values;
};

const setParameter: Fetcher = (fetch) =>
  record(fetch, 'ssm', 'PutParameter', [
    ['Name', argument(fetch.invocation, 0, 'name')],
    ['Value', argument(fetch.invocation, 1, 'value')],
    ...optional('KeyId', given(fetch.invocation, -1, 'kms_key_id')),
  ]);

const getSecret: Fetcher = (fetch) =>
  part(fetch, record(fetch, 'secretsmanager', 'GetSecretValue', [['SecretId', argument(fetch.invocation, 0, 'name')]]), 'SecretString');

/** A value is put into the secret; a secret that does not exist is created. */
const setSecret: Fetcher = (fetch) => {
  const name = argument(fetch.invocation, 0, 'name');
  const value = argument(fetch.invocation, 1, 'value');
  const answer = record(fetch, 'secretsmanager', 'PutSecretValue', [
    ['SecretId', name],
    ['SecretString', value],
  ]);
  fetch.invocation.host.maybe(() =>
    record(fetch, 'secretsmanager', 'CreateSecret', [
      ['Name', name],
      ['SecretString', value],
    ]),
  );
  return answer;
};

const getAppConfig: Fetcher = (fetch) => {
  const { invocation, provider } = fetch;
  const of = (name: string, index: number): Abstract =>
    (provider ? given(provider, index, name) : given(invocation, index + 1, name)) ??
    invocation.host.environment('POWERTOOLS_SERVICE_NAME', true);
  return configuration(fetch, {
    application: of('application', 1),
    environment: of('environment', 0),
    profile: argument(invocation, 0, 'name'),
  });
};

/** AppConfig is asked for a session, then for the configuration.
 *  https://docs.aws.amazon.com/appconfig/latest/userguide/retrieving-data.html */
function configuration(
  fetch: Fetch,
  names: { readonly application: Abstract; readonly environment: Abstract; readonly profile: Abstract },
): Abstract {
  const session = record(fetch, 'appconfigdata', 'StartConfigurationSession', [
    ['ApplicationIdentifier', names.application],
    ['EnvironmentIdentifier', names.environment],
    ['ConfigurationProfileIdentifier', names.profile],
  ]);
  const token = part(fetch, session, 'InitialConfigurationToken');
  return part(fetch, record(fetch, 'appconfigdata', 'GetLatestConfiguration', [['ConfigurationToken', token]]), 'Configuration');
}

const tableOf = ({ provider }: Fetch): Entry => ['TableName', provider ? argument(provider, 0, 'table_name') : NOTHING];

const getItem: Fetcher = (fetch) => {
  const key = fetch.invocation.host.object([['id', argument(fetch.invocation, 0, 'name')]]);
  return part(fetch, record(fetch, 'dynamodb', 'GetItem', [tableOf(fetch), ['Key', key]]), 'Item', 'value');
};

const queryItems: Fetcher = (fetch) => record(fetch, 'dynamodb', 'Query', [tableOf(fetch)]);

/** Providers by their class: https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/ */
const PROVIDERS: Readonly<Record<string, Readonly<Record<string, Fetcher>>>> = {
  SSMProvider: { get: getParameter, get_multiple: getParameters, get_parameters_by_name: getParametersByName, set: setParameter },
  SecretsProvider: { get: getSecret, set: setSecret },
  AppConfigProvider: { get: getAppConfig },
  DynamoDBProvider: { get: getItem, get_multiple: queryItems },
};

const FUNCTIONS: Readonly<Record<string, Fetcher>> = {
  get_parameter: getParameter,
  get_parameters: getParameters,
  get_parameters_by_name: getParametersByName,
  set_parameter: setParameter,
  get_secret: getSecret,
  set_secret: setSecret,
  get_app_config: getAppConfig,
};

/** Names of `aws_lambda_powertools.utilities.parameters` and its submodules. */
export function parametersName(name: string): Abstract | undefined {
  const fetcher = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (fetcher) return fn(name, (invocation) => fetcher({ invocation, client: DEFAULT_CONFIG, provider: null }));
  const methods = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  return methods && fn(name, (provider) => providerModel(name, methods, provider));
}

function providerModel(name: string, methods: Readonly<Record<string, Fetcher>>, provider: Invocation): ModelValue {
  const client = clientOption(provider);
  return members(name, (key) => {
    const fetcher = Object.hasOwn(methods, key) ? methods[key] : undefined;
    return fetcher ? fn(`${name}.${key}`, (invocation) => fetcher({ invocation, client, provider })) : harmless(name, key);
  });
}

/** `AppConfigStore(environment, application, name)` of feature flags: the store asks AppConfig when a flag is evaluated. */
export function appConfigStore(): ModelValue {
  return fn('AppConfigStore', (made) => {
    const client = clientOption(made);
    const names = {
      environment: argument(made, 0, 'environment'),
      application: argument(made, 1, 'application'),
      profile: argument(made, 2, 'name'),
    };
    const get = fn('get_configuration', (invocation) => configuration({ invocation, client, provider: made }, names));
    return members('AppConfigStore', (key) => (key === 'get_configuration' ? get : harmless('AppConfigStore', key)));
  });
}

/** `FeatureFlags(store)`: evaluating asks the store. */
export function featureFlags(): ModelValue {
  return fn('FeatureFlags', (made) => {
    const store = argument(made, 0, 'store');
    return members('FeatureFlags', (key) =>
      fn(key, ({ host, at }) => {
        host.call(host.get(store, 'get_configuration', at), [], { at, self: store });
        return harmless('feature flags', key);
      }),
    );
  });
}
