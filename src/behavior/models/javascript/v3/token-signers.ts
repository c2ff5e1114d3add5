import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING, unknownFrom } from '../../../values/values.ts';
import { classModel, fn, members, moduleModel } from '../build.ts';
import { configOf } from '../client-config.ts';

/** What signing a token for a database lets its holder do, by the signer's method.
 *  https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *  https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html */
type Tokens = Readonly<Record<string, { readonly service: string; readonly operation: string }>>;

const RDS: Tokens = { getAuthToken: { service: 'rds-db', operation: 'connect' } };

const DSQL: Tokens = {
  getDbConnectAuthToken: { service: 'dsql', operation: 'DbConnect' },
  getDbConnectAdminAuthToken: { service: 'dsql', operation: 'DbConnectAdmin' },
};

/** `@aws-sdk/rds-signer`. */
export function rdsSigner(): ModelValue {
  return moduleModel('@aws-sdk/rds-signer', { Signer: signerClass('Signer', RDS) });
}

/** `@aws-sdk/dsql-signer`. */
export function dsqlSigner(): ModelValue {
  return moduleModel('@aws-sdk/dsql-signer', { DsqlSigner: signerClass('DsqlSigner', DSQL) });
}

/** A class that signs tokens for a database: its options (host name, port, user name) are the input of the calls. */
export function signerClass(name: string, tokens: Tokens = RDS): ModelValue {
  return classModel(name, ({ args, host, at }) => {
    const options = args[0] ?? NOTHING;
    const client = configOf(options, host, at);
    const methods = Object.entries(tokens).map(([method, call]): [string, Abstract] => [
      method,
      fn(`${name}.${method}`, (invocation) => {
        const input = invocation.args[0]?.kind === 'object' ? invocation.args[0] : options;
        invocation.host.record({ ...call, input, client, at: invocation.at, how: 'database token' });
        return unknownFrom({ from: 'code', because: 'a database token' });
      }),
    ]);
    return members(name, Object.fromEntries(methods));
  });
}
