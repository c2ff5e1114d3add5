import { operationOf } from '../../../../data/sdk.ts';
import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { exactText, membersOf, textFrom, unionOf } from '../../../values/values.ts';
import { argument, fn, given, keywords } from '../build.ts';
import type { Client } from './client.ts';

/** `generate_presigned_url(ClientMethod, Params)`: whoever has the URL makes the call with the client's rights. */
export function presignedUrl(client: Client, invocation: Invocation): Abstract {
  const { host, at } = invocation;
  return unionOf(
    membersOf(argument(invocation, 0, 'ClientMethod')).map((name) => {
      const spelled = exactText(name);
      const operation = spelled === undefined ? undefined : operationOf(client.service, spelled);
      if (spelled === undefined) return host.gap('dynamic-operation', 'a URL is signed for an operation that the code computes', at);
      if (operation === undefined) return host.gap('unknown-operation', `${client.service} has no ${spelled}`, at);
      const input = given(invocation, 1, 'Params') ?? host.object();
      host.record({ service: client.service, operation, input, client: client.config, at, how: 'presigned URL' });
      return textFrom({ from: 'code', because: 'a presigned URL' });
    }),
  );
}

/** `generate_presigned_post(Bucket, Key)`: a form whose sender puts the object. */
export function presignedPost(client: Client): ModelValue | undefined {
  if (client.service !== 's3') return undefined;
  return fn('generate_presigned_post', (invocation) => {
    const { host, at } = invocation;
    const input = host.object([
      ['Bucket', argument(invocation, 0, 'Bucket')],
      ['Key', argument(invocation, 1, 'Key')],
    ]);
    host.record({ service: 's3', operation: 'PutObject', input, client: client.config, at, how: 'presigned POST' });
    return host.object([
      ['url', textFrom({ from: 'code', because: 'a presigned URL' })],
      ['fields', given(invocation, 2, 'Fields') ?? host.object()],
    ]);
  });
}

interface Token {
  readonly service: string;
  readonly operation: string;
  /** The parameters by position. */
  readonly parameters: readonly string[];
}

/** What signing a token for a database lets its holder do.
 *  https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *  https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html */
const TOKENS: Readonly<Record<string, Token>> = {
  'rds.generate_db_auth_token': { service: 'rds-db', operation: 'connect', parameters: ['DBHostname', 'Port', 'DBUsername', 'Region'] },
  'dsql.generate_db_connect_auth_token': { service: 'dsql', operation: 'DbConnect', parameters: ['Hostname', 'Region', 'ExpiresIn'] },
  'dsql.generate_db_connect_admin_auth_token': {
    service: 'dsql',
    operation: 'DbConnectAdmin',
    parameters: ['Hostname', 'Region', 'ExpiresIn'],
  },
};

/** Methods that sign a token for a database; undefined for other methods. */
export function databaseToken(client: Client, key: string): ModelValue | undefined {
  const name = `${client.service}.${key}`;
  const token = Object.hasOwn(TOKENS, name) ? TOKENS[name] : undefined;
  if (!token) return undefined;
  return fn(name, (invocation) => {
    const { host, at } = invocation;
    const byPosition = token.parameters
      .slice(0, invocation.args.length)
      .map((parameter, index) => [parameter, argument(invocation, index, parameter)] as const);
    const input = keywords(invocation);
    for (const [parameter, value] of byPosition) host.set(input, parameter, value);
    const { service, operation } = token;
    host.record({ service, operation, input, client: client.config, at, how: 'database token' });
    return textFrom({ from: 'code', because: 'a database token' });
  });
}
