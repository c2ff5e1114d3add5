import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ClientConfig } from '../../../value.ts';
import { foreignCredentials, principalOf } from '../../javascript/client-config.ts';
import { given } from '../build.ts';

/** A client that was given nothing: the function's Region and role. */
export const DEFAULT_CONFIG: ClientConfig = { region: null, endpoint: null, credentials: null };

/** The parameters of `Session.client` and `Session.resource` by position.
 *  https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html */
const CLIENT = [
  'service_name',
  'region_name',
  'api_version',
  'use_ssl',
  'verify',
  'endpoint_url',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'config',
] as const;

/** The parameters of `Session`. */
const SESSION = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'region_name',
  'botocore_session',
  'profile_name',
] as const;

/** What a client is made with; what it is not given comes from the session. */
export function clientConfig(invocation: Invocation, base: ClientConfig): ClientConfig {
  const { host, at } = invocation;
  const one = (name: (typeof CLIENT)[number]): Abstract | undefined => given(invocation, CLIENT.indexOf(name), name);
  const config = one('config');
  const region = one('region_name') ?? (config?.kind === 'object' ? config.fields.get('region_name') : undefined);
  const key = one('aws_access_key_id');
  return {
    region: region ?? base.region,
    endpoint: one('endpoint_url') ?? base.endpoint,
    credentials: key ? credentialsOfKey(key, host, at) : base.credentials,
  };
}

/** What the clients of a session are made with. */
export function sessionConfig(invocation: Invocation, base: ClientConfig = DEFAULT_CONFIG): ClientConfig {
  const { host, at } = invocation;
  const one = (name: (typeof SESSION)[number]): Abstract | undefined => given(invocation, SESSION.indexOf(name), name);
  const key = one('aws_access_key_id');
  const profile = one('profile_name');
  const botocore = one('botocore_session');
  return {
    region: one('region_name') ?? base.region,
    endpoint: base.endpoint,
    credentials: key
      ? credentialsOfKey(key, host, at)
      : botocore
        ? credentialsOfSession(botocore, base)
        : profile
          ? foreignCredentials('credentials of a profile')
          : base.credentials,
  };
}

/** What a session of botocore was given for its credentials; its own are those of the function's role. */
function credentialsOfSession(session: Abstract, base: ClientConfig): Abstract | null {
  if (session.kind !== 'model') return foreignCredentials('credentials of a session of botocore');
  return session.own?.get('_credentials') ?? base.credentials;
}

/** Whose credentials an access key is one of: null for the function's own role. */
export function credentialsOfKey(key: Abstract, host: Host, at: SourcePlace): Abstract | null {
  return principalOf(host.object([['accessKeyId', key]]), host, at);
}
