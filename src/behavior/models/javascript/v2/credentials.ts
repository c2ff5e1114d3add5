import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, callbackOf, classModel, errorOrNothing, inputOf } from '../build.ts';
import { configOf, credentialsOfRole, foreignCredentials, ownCredentials } from '../client-config.ts';
import { globalConfig } from './config.ts';

/** Classes that find, in a function, the keys of the function's own role. */
const OWN = ['EnvironmentCredentials', 'ECSCredentials', 'RemoteCredentials', 'EC2MetadataCredentials', 'CredentialProviderChain'];

/** Classes of somebody else's keys. */
const FOREIGN = [
  'SharedIniFileCredentials',
  'SsoCredentials',
  'ProcessCredentials',
  'FileSystemCredentials',
  'CognitoIdentityCredentials',
  'WebIdentityCredentials',
  'TokenFileWebIdentityCredentials',
  'SAMLCredentials',
];

/** The classes of credentials of the SDK v2, by name. */
export const CREDENTIAL_CLASSES: Readonly<Record<string, Abstract>> = {
  ...Object.fromEntries(OWN.map((name) => [name, classModel(name, ownCredentials)])),
  ...Object.fromEntries(FOREIGN.map((name) => [name, classModel(name, () => foreignCredentials(`credentials from ${name}`))])),
  Credentials: classModel('AWS.Credentials', givenKeys),
  TemporaryCredentials: classModel('AWS.TemporaryCredentials', (invocation) => assumed(invocation, argument(invocation, 0))),
  ChainableTemporaryCredentials: classModel('AWS.ChainableTemporaryCredentials', (invocation) =>
    assumed(invocation, invocation.host.get(argument(invocation, 0), 'params', invocation.at)),
  ),
};

/** `new AWS.Credentials(accessKeyId, secretAccessKey, sessionToken)`, or an object of them. */
function givenKeys(invocation: Invocation): Abstract {
  const first = argument(invocation, 0);
  if (first.kind === 'object') return first;
  return invocation.host.object([
    ['accessKeyId', first],
    ['secretAccessKey', argument(invocation, 1)],
    ['sessionToken', argument(invocation, 2)],
  ]);
}

/** Credentials that assume a role when they are used: with `RoleArn` AssumeRole, without it GetSessionToken. */
function assumed(invocation: Invocation, params: Abstract): Abstract {
  const { host, at } = invocation;
  const master = host.get(argument(invocation, 0), 'masterCredentials', at);
  const base = globalConfig(host, at);
  const client = master.kind === 'nothing' ? base : configOf(host.object([['credentials', master]]), host, at, base);
  const role = host.get(params, 'RoleArn', at);
  const operation = role.kind === 'nothing' ? 'GetSessionToken' : 'AssumeRole';
  const answer = host.record({ service: 'sts', operation, input: inputOf(params, host), client, at, how: 'temporary credentials' });
  if (operation === 'GetSessionToken') return ownCredentials();
  return withRefresh(
    credentialsOfRole(role, (key, inner) =>
      inner.get(inner.get(answer, 'Credentials', at), key.slice(0, 1).toUpperCase() + key.slice(1), at),
    ),
  );
}

/** Credentials of the SDK v2 are fetched by `get(callback)` or `getPromise()`. */
function withRefresh(credentials: ModelValue): ModelValue {
  const fetch = (name: string): ModelValue => ({
    kind: 'model',
    label: `credentials.${name}`,
    call: (invocation) => {
      const callback = callbackOf(invocation);
      if (callback) invocation.host.callBack(callback, invocation.at, [errorOrNothing()]);
      return NOTHING;
    },
  });
  const refreshes = new Set(['get', 'getPromise', 'refresh', 'refreshPromise']);
  return { ...credentials, get: (key, host, at) => (refreshes.has(key) ? fetch(key) : credentials.get?.(key, host, at)) };
}
