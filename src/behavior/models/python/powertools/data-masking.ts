import type { Host, Invocation, SourcePlace } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { membersOf } from '../../../values/values.ts';
import { DEFAULT_CONFIG } from '../boto3/config.ts';
import { argument, fn, harmless, members } from '../build.ts';

/** Names of `aws_lambda_powertools.utilities.data_masking` and its submodules; undefined for those that call nothing.
 *  https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_masking/ */
export function dataMaskingName(name: string): Abstract | undefined {
  if (name === 'AWSEncryptionSDKProvider') return fn(name, encryptionProvider);
  return name === 'DataMasking' ? fn(name, dataMasking) : undefined;
}

/** `AWSEncryptionSDKProvider(keys)`: the first key makes the data key, further ones wrap it too, and one of them unwraps it.
 *  https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/concepts.html */
function encryptionProvider(made: Invocation): ModelValue {
  const keys = argument(made, 0, 'keys');
  const all = ({ host, at }: Invocation): readonly Abstract[] =>
    membersOf(keys).flatMap((one) => (one.kind === 'list' && one.rest === null ? one.items : [host.element(one, at)]));
  return members('AWSEncryptionSDKProvider', {
    encrypt: fn('encrypt', (invocation) => {
      all(invocation).forEach((key, i) => use(invocation, i === 0 ? 'GenerateDataKey' : 'Encrypt', key));
      return harmless('data masking', 'encrypted');
    }),
    decrypt: fn('decrypt', (invocation) => {
      for (const key of all(invocation)) use(invocation, 'Decrypt', key);
      return harmless('data masking', 'decrypted');
    }),
  });
}

function use({ host, at }: Invocation, operation: string, key: Abstract): void {
  host.record({
    service: 'kms',
    operation,
    input: host.object([['KeyId', key]]),
    client: DEFAULT_CONFIG,
    at,
    how: 'Powertools data masking',
  });
}

/** `DataMasking(provider)`: without a provider, data can only be erased. */
function dataMasking(made: Invocation): ModelValue {
  const provider = argument(made, 0, 'provider');
  return members('DataMasking', (key) =>
    key === 'encrypt' || key === 'decrypt'
      ? fn(key, ({ host, at }) => through(provider, key, { host, at }))
      : harmless('data masking', key),
  );
}

function through(provider: Abstract, key: string, { host, at }: { host: Host; at: SourcePlace }): Abstract {
  for (const one of membersOf(provider)) {
    const method = one.kind === 'nothing' ? one : host.get(one, key, at);
    if (method.kind !== 'nothing') host.call(method, [], { at, self: one });
  }
  return harmless('data masking', key);
}
