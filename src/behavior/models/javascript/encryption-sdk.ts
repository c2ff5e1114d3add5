import type { Host, Invocation, SourcePlace } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { membersOf, NOTHING } from '../../values/values.ts';
import { argument, classModel, fn, harmless, members, moduleModel } from './build.ts';
import { DEFAULT_CONFIG } from './client-config.ts';

const KEYRING = 'kms keyring';

/** `@aws-crypto/client-node`, the AWS Encryption SDK, and the packages that it is put together from: data keys come from KMS, one key generates them and further keys wrap them.
 *  https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/use-kms-keyring.html */
export function encryptionSdk(): ModelValue {
  const encrypt = fn('encrypt', (invocation) => used(invocation, encrypted));
  const decrypt = fn('decrypt', (invocation) => used(invocation, decrypted));
  return moduleModel(
    '@aws-crypto/client-node',
    {
      KmsKeyringNode: classModel('KmsKeyringNode', ({ args, host, at }) => keyring(args[0] ?? NOTHING, host, at)),
      buildClient: fn('buildClient', ({ host }) =>
        host.object([
          ['encrypt', encrypt],
          ['decrypt', decrypt],
        ]),
      ),
      buildEncrypt: fn('buildEncrypt', ({ host }) => host.object([['encrypt', encrypt]])),
      buildDecrypt: fn('buildDecrypt', ({ host }) => host.object([['decrypt', decrypt]])),
      encrypt,
      decrypt,
    },
    (key) => harmless('@aws-crypto/client-node', [key]),
  );
}

function keyring(options: Abstract, host: Host, at: SourcePlace): ModelValue {
  const values = new Map([
    ['generator', host.get(options, 'generatorKeyId', at)],
    ['keys', host.get(options, 'keyIds', at)],
  ]);
  return members(KEYRING, {}, { data: { type: 'other', name: KEYRING, values } });
}

function used(invocation: Invocation, calls: (keys: Keys, call: (operation: string, key: Abstract) => void) => void): Abstract {
  const { host, at } = invocation;
  for (const ring of membersOf(argument(invocation, 0))) {
    if (ring.kind !== 'model' || ring.data?.type !== 'other' || ring.data.name !== KEYRING) continue;
    const keys: Keys = {
      generator: ring.data.values.get('generator') ?? NOTHING,
      wrapping: each(ring.data.values.get('keys') ?? NOTHING, host, at),
    };
    calls(keys, (operation, key) => {
      host.record({
        service: 'kms',
        operation,
        input: host.object([['KeyId', key]]),
        client: DEFAULT_CONFIG,
        at,
        how: 'AWS Encryption SDK',
      });
    });
  }
  return harmless('@aws-crypto/client-node', ['result']);
}

interface Keys {
  readonly generator: Abstract;
  readonly wrapping: readonly Abstract[];
}

function encrypted({ generator, wrapping }: Keys, call: (operation: string, key: Abstract) => void): void {
  if (generator.kind !== 'nothing') call('GenerateDataKey', generator);
  for (const key of wrapping) call('Encrypt', key);
}

function decrypted({ generator, wrapping }: Keys, call: (operation: string, key: Abstract) => void): void {
  for (const key of [generator, ...wrapping]) if (key.kind !== 'nothing') call('Decrypt', key);
}

function each(list: Abstract, host: Host, at: SourcePlace): readonly Abstract[] {
  if (list.kind === 'list' && list.rest === null) return list.items;
  return list.kind === 'nothing' ? [] : [host.element(list, at)];
}
