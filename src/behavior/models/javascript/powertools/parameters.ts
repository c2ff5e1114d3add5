import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { NOTHING, text } from '../../../values/values.ts';
import { argument, classModel, fn, harmless, members, moduleModel } from '../build.ts';
import { clientOption } from './client-option.ts';
import { DEFAULT_CONFIG } from '../client-config.ts';

/** A call with the client it goes through and, for providers, the options they were made with. */
interface Fetch {
  readonly invocation: Invocation;
  readonly client: ClientConfig;
  readonly provider: Abstract;
}

type Fetches = Readonly<Record<string, (fetch: Fetch) => Abstract>>;

const HOW = 'Powertools parameters';

/** Methods of `SSMProvider`. */
const SSM: Fetches = {
  get: (fetch) => path(fetch, record(fetch, 'ssm', 'GetParameter', parameterInput(fetch, 'Name')), 'Parameter', 'Value'),
  getMultiple: (fetch) => record(fetch, 'ssm', 'GetParametersByPath', parameterInput(fetch, 'Path')),
  getParametersByName: (fetch) => record(fetch, 'ssm', 'GetParameters', namesInput(fetch)),
  set: (fetch) => record(fetch, 'ssm', 'PutParameter', putInput(fetch)),
};

/** Methods of `SecretsProvider`. */
const SECRETS: Fetches = {
  get: (fetch) =>
    path(fetch, record(fetch, 'secretsmanager', 'GetSecretValue', [['SecretId', argument(fetch.invocation, 0)]]), 'SecretString'),
};

/** Methods of `AppConfigProvider`: a session, then its configuration. */
const APP_CONFIG: Fetches = { get: configuration };

/** Methods of `DynamoDBProvider`. */
const DYNAMODB: Fetches = {
  get: (fetch) => record(fetch, 'dynamodb', 'GetItem', [...table(fetch), ['Key', keyOf(fetch)]]),
  getMultiple: (fetch) => record(fetch, 'dynamodb', 'Query', [...table(fetch), ['ExpressionAttributeValues', keyOf(fetch)]]),
};

/** `@aws-lambda-powertools/parameters` with its files `ssm`, `secrets`, `appconfig`, `appconfig-agent`, `dynamodb`.
 *  https://docs.aws.amazon.com/powertools/typescript/latest/features/parameters/ */
export function parameters(): ModelValue {
  return moduleModel(
    '@aws-lambda-powertools/parameters',
    {
      getParameter: fetches('getParameter', SSM['get']),
      getParameters: fetches('getParameters', SSM['getMultiple']),
      getParametersByName: fetches('getParametersByName', SSM['getParametersByName']),
      setParameter: fetches('setParameter', SSM['set']),
      getSecret: fetches('getSecret', SECRETS['get']),
      getAppConfig: fetches('getAppConfig', APP_CONFIG['get']),
      // The agent asks for it with the function's role.
      getConfig: fetches('getConfig', APP_CONFIG['get']),
      SSMProvider: provider('SSMProvider', SSM),
      SecretsProvider: provider('SecretsProvider', SECRETS),
      AppConfigProvider: provider('AppConfigProvider', APP_CONFIG),
      DynamoDBProvider: provider('DynamoDBProvider', DYNAMODB),
    },
    (key) => harmless('@aws-lambda-powertools/parameters', [key]),
  );
}

function fetches(name: string, fetch: Fetches[string] | undefined): ModelValue {
  return fn(name, (invocation) => fetch?.({ invocation, client: DEFAULT_CONFIG, provider: argument(invocation, 1) }) ?? NOTHING);
}

function provider(name: string, methods: Fetches): ModelValue {
  return classModel(name, ({ args, host, at }) => {
    const options = args[0] ?? NOTHING;
    const client = clientOption(options, host, at);
    const bound = Object.entries(methods).map(([method, fetch]): [string, Abstract] => [
      method,
      fn(`${name}.${method}`, (invocation) => fetch({ invocation, client, provider: options })),
    ]);
    return members(name, Object.fromEntries(bound), { otherwise: (key) => harmless(name, [key]) });
  });
}

function record(fetch: Fetch, service: string, operation: string, input: Iterable<readonly [string, Abstract]>): Abstract {
  const { host, at } = fetch.invocation;
  return host.record({ service, operation, input: host.object(input), client: fetch.client, at, how: HOW });
}

function option(fetch: Fetch, key: string): Abstract {
  return fetch.invocation.host.get(argument(fetch.invocation, 1), key, fetch.invocation.at);
}

function parameterInput(fetch: Fetch, named: 'Name' | 'Path'): [string, Abstract][] {
  const decrypt = option(fetch, 'decrypt');
  return [
    [named, argument(fetch.invocation, 0)],
    ...(decrypt.kind === 'nothing' ? [] : [['WithDecryption', decrypt] as [string, Abstract]]),
  ];
}

/** `getParametersByName({ '/orders/table': { maxAge: 60 } })`: the names are the keys. */
function namesInput(fetch: Fetch): [string, Abstract][] {
  const { host } = fetch.invocation;
  const names = argument(fetch.invocation, 0);
  if (names.kind !== 'object') return [['Names', host.list([], names)]];
  const known = [...names.fields.keys()].map((name) => text(name));
  const decrypt = option(fetch, 'decrypt');
  return [
    ['Names', host.list([...known, ...names.keys])],
    ...(decrypt.kind === 'nothing' ? [] : [['WithDecryption', decrypt] as [string, Abstract]]),
  ];
}

function putInput(fetch: Fetch): [string, Abstract][] {
  const { host, at } = fetch.invocation;
  const sdkOptions = option(fetch, 'sdkOptions');
  const key = host.get(sdkOptions, 'KeyId', at);
  return [
    ['Name', argument(fetch.invocation, 0)],
    ['Value', option(fetch, 'value')],
    ...(key.kind === 'nothing' ? [] : [['KeyId', key] as [string, Abstract]]),
  ];
}

function configuration(fetch: Fetch): Abstract {
  const { host, at } = fetch.invocation;
  const session = record(fetch, 'appconfigdata', 'StartConfigurationSession', [
    ['ApplicationIdentifier', applicationOf(fetch, host)],
    ['EnvironmentIdentifier', host.get(fetch.provider, 'environment', at)],
    ['ConfigurationProfileIdentifier', argument(fetch.invocation, 0)],
  ]);
  return record(fetch, 'appconfigdata', 'GetLatestConfiguration', [
    ['ConfigurationToken', host.get(session, 'InitialConfigurationToken', at)],
  ]);
}

/** Without an application, Powertools takes the name of the service. */
function applicationOf(fetch: Fetch, host: Host): Abstract {
  const application = host.get(fetch.provider, 'application', fetch.invocation.at);
  return application.kind === 'nothing' ? host.environment('POWERTOOLS_SERVICE_NAME') : application;
}

function table(fetch: Fetch): [string, Abstract][] {
  const { host, at } = fetch.invocation;
  return [['TableName', host.get(fetch.provider, 'tableName', at)]];
}

function keyOf(fetch: Fetch): Abstract {
  return fetch.invocation.host.object([['id', argument(fetch.invocation, 0)]]);
}

function path(fetch: Fetch, answer: Abstract, ...keys: readonly string[]): Abstract {
  const { host, at } = fetch.invocation;
  return keys.reduce((value, key) => host.get(value, key, at), answer);
}
