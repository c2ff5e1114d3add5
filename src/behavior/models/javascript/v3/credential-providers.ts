import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { argument, fn, inputOf, moduleModel } from '../build.ts';
import { configOf, credentialsOfRole, foreignCredentials, ownCredentials } from '../client-config.ts';

/** Providers that find, in a function, the keys of the function's own role. */
const OWN = [
  'fromNodeProviderChain',
  'fromEnv',
  'fromContainerMetadata',
  'fromInstanceMetadata',
  'createCredentialChain',
  'defaultProvider',
];

/** Providers of somebody else's keys: profiles of files, identities of users. */
const FOREIGN = [
  'fromIni',
  'fromSSO',
  'fromProcess',
  'fromHttp',
  'fromTokenFile',
  'fromWebToken',
  'fromCognitoIdentity',
  'fromCognitoIdentityPool',
  'fromLoginCredentials',
];

/** `@aws-sdk/credential-providers`, and the packages that hold one provider each. */
export function credentialProviders(): ModelValue {
  return moduleModel('@aws-sdk/credential-providers', {
    ...Object.fromEntries(OWN.map((name) => [name, fn(name, ownCredentials)])),
    ...Object.fromEntries(FOREIGN.map((name) => [name, fn(name, () => foreignCredentials(`credentials from ${name}`))])),
    fromTemporaryCredentials: fn('fromTemporaryCredentials', temporaryCredentials),
  });
}

/** The SDK assumes the role when a client first needs the keys; a provider is made to be used, so it counts as a call here. */
function temporaryCredentials(invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const options = argument(invocation, 0);
  const params = host.get(options, 'params', at);
  const master = host.get(options, 'masterCredentials', at);
  const config = configOf(host.get(options, 'clientConfig', at), host, at);
  const client = master.kind === 'nothing' ? config : { ...config, ...configOf(host.object([['credentials', master]]), host, at, config) };
  const answer = host.record({
    service: 'sts',
    operation: 'AssumeRole',
    input: inputOf(params, host),
    client,
    at,
    how: 'temporary credentials',
  });
  return credentialsOfRole(host.get(params, 'RoleArn', at), (key, inner) => {
    const credentials = inner.get(answer, 'Credentials', at);
    return inner.get(credentials, key.slice(0, 1).toUpperCase() + key.slice(1), at);
  });
}
