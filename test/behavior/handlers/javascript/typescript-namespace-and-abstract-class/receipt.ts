import { GetPublicKeyCommand, KMSClient, SignCommand, type SignCommandInput } from '@aws-sdk/client-kms';
import type { Handler } from 'aws-lambda';

namespace Keys {
  export const id = process.env.SIGNING_KEY as string;
  export namespace Algorithm {
    export const name = 'RSASSA_PSS_SHA_256' as const;
  }
}

abstract class Signing<T extends object> {
  protected constructor(
    protected readonly kms: KMSClient,
    private readonly key = Keys.id,
  ) {}

  async sign(message: T): Promise<Uint8Array> {
    const input = {
      KeyId: this.key,
      SigningAlgorithm: Keys.Algorithm.name,
      Message: Buffer.from(JSON.stringify(message)),
    } satisfies SignCommandInput;
    const { Signature } = await this.kms.send(new SignCommand(input));
    return Signature!;
  }
}

class Receipts extends Signing<{ id: string }> {
  static readonly only = new Receipts(new KMSClient({}));

  private constructor(kms: KMSClient) {
    super(kms);
  }

  publicKey = () => this.kms.send(new GetPublicKeyCommand({ KeyId: Keys.id }));
}

export const handler: Handler<{ id: string }, { signature: string; key: string }> = async ({ id }) => {
  const signature = await Receipts.only.sign({ id });
  const { PublicKey } = await Receipts.only.publicKey();
  return { signature: Buffer.from(signature).toString('base64'), key: Buffer.from(PublicKey!).toString('base64') };
};
