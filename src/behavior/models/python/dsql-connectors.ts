import type { Invocation } from '../../host.ts';
import type { Abstract } from '../../value.ts';
import { exactText } from '../../values/values.ts';
import { DEFAULT_CONFIG } from './boto3/config.ts';
import type { Body } from './build.ts';
import { argument, fn, given, harmless, members } from './build.ts';

/** The connectors of Aurora DSQL sign a token for each connection: the user `admin`, which is the default, takes a right of its own.
 *  https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html */
export function dsqlConnector(specifier: string): Abstract {
  const connects = new Set(['connect', 'create_pool', 'AuroraDSQLThreadedConnectionPool', 'DSQLConnection', 'DSQLAsyncConnection']);
  const connect: Body = (invocation) => {
    const user = given(invocation, -1, 'user');
    const name = user ? exactText(user) : 'admin';
    if (name === undefined || name === 'admin') sign('DbConnectAdmin', name !== undefined, invocation);
    if (name !== 'admin') sign('DbConnect', name !== undefined, invocation);
    return harmless(specifier, 'connection');
  };
  const method = fn(`${specifier}.connect`, connect);
  const classes = members(specifier, (key) => (key === 'connect' ? method : harmless(specifier, key)), { call: connect });
  return members(specifier, (key) => (key === 'connect' ? method : connects.has(key) ? classes : harmless(specifier, key)), {
    data: { type: 'module', specifier },
  });
}

function sign(operation: string, isCertain: boolean, invocation: Invocation): void {
  const { host, at } = invocation;
  const input = host.object([['Hostname', argument(invocation, 0, 'host')]]);
  const record = (): Abstract => host.record({ service: 'dsql', operation, input, client: DEFAULT_CONFIG, at, how: 'database token' });
  if (isCertain) record();
  else host.maybe(record);
}
