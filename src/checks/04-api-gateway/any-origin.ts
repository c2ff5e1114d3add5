import type { Cors } from '../../model/api/api.ts';
import { exactText } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

// `*` in Access-Control-Allow-Headers does not stand for Authorization (Fetch standard, CORS-unsafe request headers).
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'x-api-key', 'x-amz-security-token']);

/** The headers with credentials that an API lets scripts of other sites send, as written. */
export function credentialHeaders(cors: Cors): string[] {
  const names = cors.headers.map(exactText).filter((header) => header !== undefined);
  return names.filter((header) => CREDENTIAL_HEADERS.has(header.toLowerCase()));
}

/** `*`, and the wildcards of a whole scheme that HTTP APIs take. */
export function isAnyOrigin(origin: Value): boolean {
  const text = exactText(origin) ?? '';
  return ['*', 'https://*', 'http://*'].includes(text.replace(/^'(.*)'$/, '$1').trim());
}
