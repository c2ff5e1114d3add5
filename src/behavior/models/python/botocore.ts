import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING } from '../../values/values.ts';
import { ownCredentials } from '../javascript/client-config.ts';
import { sessionClass, sessionModel } from './boto3/session.ts';
import { credentialsOfKey, DEFAULT_CONFIG } from './boto3/config.ts';
import { transferMethod } from './boto3/transfer.ts';
import { argument, fn, harmless, keywords, members, moduleModel } from './build.ts';
import { awsRequest, botocoreAuth, requestSigner } from './signing.ts';

/** `Config(...)`: what it says, for the Region in it. */
const config = fn('Config', (invocation) => {
  const given = keywords(invocation);
  return given;
});

/** Credentials that are asked for again: those of the role that the function for it assumes.
 *  https://github.com/boto/botocore/blob/develop/botocore/credentials.py */
function refreshed(invocation: Invocation): Abstract {
  const { host, at } = invocation;
  const refresh = invocation.named.get('refresh_using') ?? NOTHING;
  const metadata = invocation.named.get('metadata') ?? host.call(refresh, [], { at });
  return credentialsOfKey(host.get(metadata, 'access_key', at), host, at) ?? ownCredentials();
}

const refreshable = members('RefreshableCredentials', { create_from_metadata: fn('create_from_metadata', refreshed) }, { call: refreshed });

const session = (): Abstract => {
  const shared = sessionModel(() => DEFAULT_CONFIG);
  const open = fn('get_session', () => shared);
  return moduleModel('botocore.session', { get_session: open, Session: open, AioSession: open });
};

/** `SigV4`, `RequestSigner`, sessions and configuration of botocore; exceptions and all else of it are harmless. */
export function botocoreModule(specifier: string): ModelValue {
  const part = specifier.split('.')[1] ?? '';
  return members(
    specifier,
    (key) => {
      if (key === 'session' && part === '') return session();
      const known = (part === 'session' ? sessionNames : NAMES)[key];
      return known ? known() : harmless(specifier, key);
    },
    { data: { type: 'module', specifier } },
  );
}

const sessionNames: Readonly<Record<string, () => Abstract>> = {
  get_session: () => fn('get_session', () => sessionModel(() => DEFAULT_CONFIG)),
  Session: () => sessionClass(),
  AioSession: () => sessionClass(),
};

/** Names that are the same in whatever module of botocore they stand. */
const NAMES: Readonly<Record<string, () => Abstract>> = {
  Config: () => config,
  AioConfig: () => config,
  AWSRequest: () => awsRequest,
  RequestSigner: () => requestSigner(),
  RefreshableCredentials: () => refreshable,
  DeferredRefreshableCredentials: () => refreshable,
  config: () => moduleModel('botocore.config', { Config: config }),
  client: () => moduleModel('botocore.client', { Config: config }),
  auth: () => moduleModel('botocore.auth', botocoreAuth),
  awsrequest: () => moduleModel('botocore.awsrequest', { AWSRequest: awsRequest }),
  signers: () => moduleModel('botocore.signers', { RequestSigner: requestSigner() }),
  ...Object.fromEntries(Object.entries(botocoreAuth).map(([name, value]) => [name, () => value])),
};

/** `boto3.s3.transfer`: `S3Transfer(client)` moves files through the client. */
export function s3TransferModule(specifier: string): ModelValue {
  const transfer = fn('S3Transfer', (invocation) => {
    const client = argument(invocation, 0, 'client');
    if (client.kind !== 'model' || client.data?.type !== 'client') return harmless(specifier, 'S3Transfer');
    const { data } = client;
    return members('S3Transfer', (key) => transferMethod(data, key) ?? harmless(specifier, key));
  });
  return moduleModel(specifier, { S3Transfer: transfer });
}
