import type { Host, Invocation } from '../../../host.ts';
import type { Abstract, ClientConfig, ModelValue } from '../../../value.ts';
import { boolean, exactText, fieldsOf, NOTHING } from '../../../values/values.ts';
import { argument, fn, moduleModel } from '../build.ts';
import { configOf } from '../client-config.ts';

/** One call that a middleware makes for an entry of `fetchData`. */
interface Entry {
  readonly service: string;
  readonly operation: string;
  readonly input: (value: Abstract, host: Host) => Abstract;
}

const whole = (value: Abstract): Abstract => value;

/** What the middlewares of Middy call for each entry of their option `fetchData`.
 *  https://middy.js.org/docs/category/middlewares */
const FETCHES: Readonly<Record<string, (value: Abstract) => readonly Entry[]>> = {
  ssm: (value) => [parameterEntry(value)],
  'secrets-manager': () => [
    { service: 'secretsmanager', operation: 'GetSecretValue', input: (value, host) => host.object([['SecretId', value]]) },
  ],
  dynamodb: () => [{ service: 'dynamodb', operation: 'GetItem', input: whole }],
  s3: () => [{ service: 's3', operation: 'GetObject', input: whole }],
  sts: () => [{ service: 'sts', operation: 'AssumeRole', input: whole }],
  'rds-signer': () => [{ service: 'rds-db', operation: 'connect', input: whole }],
  'dsql-signer': () => [{ service: 'dsql', operation: 'DbConnect', input: whole }],
  'service-discovery': () => [{ service: 'servicediscovery', operation: 'DiscoverInstances', input: whole }],
  appconfig: () => [
    { service: 'appconfigdata', operation: 'StartConfigurationSession', input: whole },
    { service: 'appconfigdata', operation: 'GetLatestConfiguration', input: whole },
  ],
};

/** A name that ends in `/` is a path, all of whose parameters are fetched. */
function parameterEntry(value: Abstract): Entry {
  const path = exactText(value)?.endsWith('/') === true;
  return {
    service: 'ssm',
    operation: path ? 'GetParametersByPath' : 'GetParameters',
    input: (given, host) => host.object([path ? ['Path', given] : ['Names', host.list([given])], ['WithDecryption', boolean(true)]]),
  };
}

/** A middleware of Middy that makes AWS calls, by the package's name after `@middy/`; undefined for one that makes none. */
export function middyMiddleware(name: string): (() => ModelValue) | undefined {
  const fetches = Object.hasOwn(FETCHES, name) ? FETCHES[name] : undefined;
  if (fetches === undefined) return undefined;
  return () => {
    const middleware = fn(`@middy/${name}`, (made) => fetching(name, fetches, made));
    return { ...moduleModel(`@middy/${name}`, { default: middleware }), call: (made) => fetching(name, fetches, made) };
  };
}

function fetching(name: string, fetches: (value: Abstract) => readonly Entry[], made: Invocation): Abstract {
  const options = argument(made, 0);
  const data = made.host.get(options, 'fetchData', made.at);
  const client = configOf(made.host.get(options, 'awsClientOptions', made.at), made.host, made.at);
  const toContext = made.host.get(options, 'setToContext', made.at);
  const before = fn(`@middy/${name} before`, (invocation) => {
    const { host } = invocation;
    const request = argument(invocation, 0);
    const target = host.get(request, toContext.kind === 'boolean' && toContext.value !== false ? 'context' : 'internal', made.at);
    for (const [key, value] of entriesOf(data, made))
      host.set(target, key, fetched(fetches(value), value, { client, name }, { ...made, host }));
    return NOTHING;
  });
  return made.host.object([['before', before]]);
}

function fetched(
  entries: readonly Entry[],
  value: Abstract,
  { client, name }: { readonly client: ClientConfig; readonly name: string },
  { host, at }: Invocation,
): Abstract {
  let answer: Abstract = NOTHING;
  for (const { service, operation, input } of entries) {
    answer = host.record({ service, operation, input: input(value, host), client, at, how: `Middy ${name}` });
  }
  return answer;
}

/** The entries of `fetchData`; one of any name when it cannot be told. */
function entriesOf(data: Abstract, { host, at }: Invocation): readonly (readonly [string, Abstract])[] {
  const known = [...fieldsOf(data)];
  if (data.kind === 'object' && data.rest === null) return known;
  return data.kind === 'nothing' ? [] : [...known, ['fetched', host.element(data, at)]];
}

/** `@middy/ws-response` and `@middy/s3-object-response` send what the handler returns. */
const RESPONSES: Readonly<Record<string, { readonly service: string; readonly operation: string }>> = {
  'ws-response': { service: 'apigatewaymanagementapi', operation: 'PostToConnection' },
  's3-object-response': { service: 's3', operation: 'WriteGetObjectResponse' },
};

/** A middleware that sends the response somewhere; undefined for another. */
export function middyResponse(name: string): (() => ModelValue) | undefined {
  const call = Object.hasOwn(RESPONSES, name) ? RESPONSES[name] : undefined;
  if (call === undefined) return undefined;
  return () => {
    const middleware = fn(`@middy/${name}`, (made) => {
      const { host, at } = made;
      const client = configOf(host.get(argument(made, 0), 'awsClientOptions', at), host, at);
      const after = fn(`@middy/${name} after`, (invocation) => {
        const response = invocation.host.get(argument(invocation, 0), 'response', at);
        invocation.host.record({ ...call, input: invocation.host.object([['Body', response]]), client, at, how: `Middy ${name}` });
        return NOTHING;
      });
      return host.object([['after', after]]);
    });
    return moduleModel(`@middy/${name}`, { default: middleware });
  };
}
