import type { Invocation } from '../../host.ts';
import type { Abstract, ClientConfig } from '../../value.ts';
import { DEFAULT_CONFIG } from './boto3/config.ts';
import { argument, decorator, fn, given, harmless, members, moduleModel } from './build.ts';
import { callWrapped } from './wrapping.ts';

/** The cache of secrets that AWS publishes: a secret is described, and then read.
 *  https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-python.html */
export function secretCaching(): Abstract {
  return moduleModel('aws_secretsmanager_caching', {
    SecretCache: fn('SecretCache', (made) => {
      const client = given(made, 1, 'client');
      const config = client?.kind === 'model' && client.data?.type === 'client' ? client.data.config : DEFAULT_CONFIG;
      const read = (key: string): Abstract => fn(key, (invocation) => readSecret(argument(invocation, 0, 'secret_id'), config, invocation));
      return members('SecretCache', (key) => (key.startsWith('get_secret') ? read(key) : harmless('aws_secretsmanager_caching', key)));
    }),
    InjectSecretString: injects('InjectSecretString'),
    InjectKeywordedSecretString: injects('InjectKeywordedSecretString'),
  });
}

function readSecret(secret: Abstract, client: ClientConfig, { host, at }: Invocation): Abstract {
  const ask = (operation: string): Abstract =>
    host.record({ service: 'secretsmanager', operation, input: host.object([['SecretId', secret]]), client, at, how: 'secret cache' });
  ask('DescribeSecret');
  return host.get(ask('GetSecretValue'), 'SecretString', at);
}

/** A decorator that reads a secret before each call, and gives it as the first or as named arguments. */
function injects(name: string): Abstract {
  return decorator(name, (decorated, options) =>
    fn(name, (invocation) => {
      const secret = options ? readSecret(argument(options, 0, 'secret_id'), DEFAULT_CONFIG, invocation) : harmless(name);
      if (name === 'InjectSecretString') return callWrapped(decorated, { ...invocation, args: [secret, ...invocation.args] });
      const names = options ? [...options.named.keys()].filter((key) => key !== 'secret_id' && key !== 'cache') : [];
      const named = new Map([...invocation.named, ...names.map((key) => [key, secret] as const)]);
      return callWrapped(decorated, { ...invocation, named });
    }),
  );
}
