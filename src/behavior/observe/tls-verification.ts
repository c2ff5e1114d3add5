import type { Arguments } from '../interpret/state.ts';
import type { Abstract, ObjectValue } from '../value.ts';
import { exactNumber, exactText } from '../values/query.ts';
import { isEnvironment } from './environment-use.ts';
import { libraryName } from './library-name.ts';

/** Options under which drivers and HTTP libraries keep those of the TLS connection. */
const NESTED: ReadonlySet<string> = new Set(
  'ssl tls https connect agentOptions requestTls tlsOptions httpsAgent socket dialectOptions options driverOptions extra connection redisOptions httpOptions'.split(
    ' ',
  ),
);

/** Options of the MongoDB drivers that take any certificate, and any name in it. https://www.mongodb.com/docs/manual/reference/connection-string-options/ */
const INSECURE: readonly string[] = [
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'sslAllowInvalidCertificates',
];

/** The option that switches certificates off in a call of a library: `rejectUnauthorized: false`, `verify=False`; null when there is none. */
export function verificationOff(name: string, { args, named }: Arguments): string | null {
  for (const arg of args) {
    const found = arg.kind === 'object' && arg.cls === null ? inOptions(arg, 0) : null;
    if (found !== null) return found;
  }
  for (const [key, value] of named) {
    const found = pythonOption(name, key, value);
    if (found !== null) return found;
  }
  if (name === 'ssl._create_unverified_context') return 'ssl._create_unverified_context()';
  return null;
}

function inOptions(options: ObjectValue, level: number): string | null {
  for (const key of ['rejectUnauthorized', 'strictSSL']) if (isFalse(options.fields.get(key))) return `${key}: false`;
  for (const key of INSECURE) if (isTrue(options.fields.get(key))) return `${key}: true`;
  if (level > 2) return null;
  for (const [key, value] of options.fields) {
    const found = NESTED.has(key) && value.kind === 'object' ? inOptions(value, level + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Libraries whose `verify` is that of the certificate; elsewhere it may be a token's signature. */
const VERIFIES = /^(?:requests|httpx|Session|session|client|resource|boto3|botocore|aioboto3|hvac|gql|zeep|influxdb_client)(?:\.|$)/;

function pythonOption(name: string, key: string, value: Abstract): string | null {
  if (INSECURE.includes(key) && isTrue(value)) return `${key}=True`;
  if (key === 'verify' && isFalse(value) && VERIFIES.test(name)) return 'verify=False';
  if (['verify_certs', 'verify_ssl', 'ssl_verify'].includes(key) && isFalse(value)) return `${key}=False`;
  if (key === 'ssl' && isFalse(value) && name.startsWith('aiohttp.')) return 'ssl=False';
  if (['cert_reqs', 'ssl_cert_reqs'].includes(key) && (isCertNone(value) || value.kind === 'nothing'))
    return `${key}=${value.kind === 'nothing' ? 'None' : 'CERT_NONE'}`;
  return null;
}

/** The setting that switches certificates off by assignment; null when this is none. */
export function verificationSetOff(object: Abstract, key: string, value: Abstract): string | null {
  if (object.kind !== 'model' && object.kind !== 'unknown') return null;
  switch (key) {
    case 'NODE_TLS_REJECT_UNAUTHORIZED':
      return isEnvironment(object) && isZero(value) ? "NODE_TLS_REJECT_UNAUTHORIZED = '0'" : null;
    case 'PYTHONHTTPSVERIFY':
      return isEnvironment(object) && isZero(value) ? "PYTHONHTTPSVERIFY = '0'" : null;
    case '_create_default_https_context':
      return libraryName(value) === 'ssl._create_unverified_context' ? '_create_default_https_context = _create_unverified_context' : null;
    case 'rejectUnauthorized':
      return isFalse(value) && libraryName(object) !== null ? 'rejectUnauthorized = false' : null;
    case 'verify':
      return isFalse(value) && VERIFIES.test(libraryName(object) ?? '') ? 'verify = False' : null;
    case 'check_hostname':
      return isFalse(value) && libraryName(object)?.startsWith('ssl') === true ? 'check_hostname = False' : null;
    case 'verify_mode':
      return isCertNone(value) ? 'verify_mode = CERT_NONE' : null;
    default:
      return null;
  }
}

function isFalse(value: Abstract | undefined): boolean {
  return value?.kind === 'boolean' && value.value === false;
}

function isTrue(value: Abstract | undefined): boolean {
  return value?.kind === 'boolean' && value.value === true;
}

function isZero(value: Abstract): boolean {
  return exactText(value) === '0' || exactNumber(value) === 0;
}

function isCertNone(value: Abstract): boolean {
  return exactText(value) === 'CERT_NONE' || /^ssl\.(?:VerifyMode\.)?CERT_NONE$/.test(libraryName(value) ?? '');
}
