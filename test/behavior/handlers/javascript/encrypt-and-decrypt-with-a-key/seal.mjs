import { KMSClient, EncryptCommand, DecryptCommand } from '@aws-sdk/client-kms';

const kms = new KMSClient({});
const KeyId = process.env.KEY_ID;

export const handler = async ({ text }) => {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text) }));
  const { Plaintext } = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob }));
  return Buffer.from(Plaintext).toString('utf8') === text;
};
