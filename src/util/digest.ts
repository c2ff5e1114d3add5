import type * as Crypto from 'node:crypto';

let crypto: typeof Crypto | undefined;

/** SHA-256 of a text in UTF-8 or of bytes, in base64url (43 characters). `node:crypto` is loaded by the first call (4 ms): a run that keeps nothing does without it. */
export function digestOf(content: string | Uint8Array): string {
  crypto ??= process.getBuiltinModule('node:crypto');
  return crypto.hash('sha256', content, 'base64url');
}
