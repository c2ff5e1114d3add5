import type { Arguments } from '../interpret/state.ts';
import type { Abstract, ObjectValue } from '../value.ts';
import { addressText } from './address.ts';

/** A database or broker driver: the scheme of its addresses, and whether it speaks without TLS unless it is told to. */
interface Driver {
  readonly name: RegExp;
  readonly scheme: string;
  readonly plainByDefault: boolean;
}

// The default is the drivers' own: node-postgres "SSL", mysql2 and mysqljs "SSL options", ioredis and node-redis "TLS",
// redis-py `ssl=False`, PyMySQL `ssl`; libpq and MySQL Connector ask for TLS first.
const DRIVERS: readonly Driver[] = [
  { name: /^(?:pg|pg-pool)(?:\.(?:Client|Pool))?$|^postgres$/, scheme: 'postgres', plainByDefault: true },
  { name: /^mysql2?(?:\/promise)?(?:\.promise)?\.create(?:Connection|Pool)$/, scheme: 'mysql', plainByDefault: true },
  { name: /^(?:serverless-mysql)$/, scheme: 'mysql', plainByDefault: true },
  { name: /^ioredis(?:\.Redis)?$|^redis\.createClient$/, scheme: 'redis', plainByDefault: true },
  { name: /^redis\.(?:Redis|StrictRedis)(?:\.from_url)?$|^redis\.from_url$/, scheme: 'redis', plainByDefault: true },
  {
    name: /^(?:mongodb|pymongo)\.MongoClient(?:\.connect)?$|^mongoose\.(?:connect|createConnection)$/,
    scheme: 'mongodb',
    plainByDefault: true,
  },
  { name: /^amqplib(?:\/callback_api)?\.connect$/, scheme: 'amqp', plainByDefault: true },
  { name: /^pymysql\.connect$/, scheme: 'mysql', plainByDefault: true },
  { name: /^psycopg2?\.connect$/, scheme: 'postgres', plainByDefault: false },
];

const TLS_OPTIONS = ['ssl', 'tls', 'ssl_ca', 'ssl_context', 'sslmode', 'ssl_disabled', 'ca', 'tlsCAFile', 'ssl_ca_certs'];
const SAYS_TLS =
  /[?&](?:ssl|tls)=true|[?&]sslmode=(?!disable|allow|prefer)|[?&](?:sslrootcert|ssl_ca|tlsCAFile|ssl)=(?!false)|^mongodb\+srv:|^(?:rediss|amqps):/i;
const SAYS_PLAIN = /[?&](?:ssl|tls)=false|[?&]sslmode=disable|\bsslmode=disable\b/i;

/** Whether a function of this name makes a connection of a driver. */
export function isDriver(name: string): boolean {
  return DRIVERS.some((driver) => driver.name.test(name));
}

/** The address of a connection that is made without TLS, `redis://${REDIS_HOST}`; null when it has TLS, or when that is not known. */
export function driverAddress(name: string, call: Arguments): string | null {
  const driver = DRIVERS.find((one) => one.name.test(name));
  if (driver === undefined || call.restNamed !== null || call.restArgs !== null) return null;
  const options = [...call.args, ...(call.named.size === 0 ? [] : [null])];
  const fields = new Map(call.named);
  let address: string | null = null;
  for (const option of options) {
    if (option === null || option.kind === 'number') continue;
    if (option.kind === 'text') address ??= addressText(option);
    else if (option.kind !== 'object' || option.rest !== null) return null;
    else for (const [key, value] of [...option.fields, ...ofSocket(option)]) fields.set(key, value);
  }
  address ??= addressText(first(fields, 'connectionString', 'url', 'uri', 'dsn'));
  const tls = tlsOf(fields, address ?? '');
  if (tls === true || (tls === undefined && !driver.plainByDefault)) return null;
  if (address === null) {
    const host = addressText(first(fields, 'host', 'hostname'));
    return host === null ? null : `${driver.scheme}://${host}`;
  }
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(address)) return address;
  // A variable that may hold a scheme of its own says nothing; a bare host does.
  return address.startsWith('${') || address.includes('=') ? null : `${driver.scheme}://${address}`;
}

/** node-redis keeps host and TLS under `socket`. https://redis.io/docs/latest/develop/clients/nodejs/connect/ */
function ofSocket(options: ObjectValue): [string, Abstract][] {
  const socket = options.fields.get('socket');
  return socket?.kind === 'object' ? [...socket.fields] : [];
}

function first(fields: ReadonlyMap<string, Abstract>, ...names: readonly string[]): Abstract | undefined {
  return names.map((name) => fields.get(name)).find((value) => value !== undefined);
}

/** Whether the options or the address ask for TLS; undefined when they say nothing. */
function tlsOf(fields: ReadonlyMap<string, Abstract>, address: string): boolean | undefined {
  for (const name of TLS_OPTIONS) {
    const value = fields.get(name);
    if (value === undefined || value.kind === 'nothing') continue;
    if (name === 'sslmode') return addressText(value) !== 'disable';
    if (value.kind === 'boolean' && value.value !== null) return name === 'ssl_disabled' ? !value.value : value.value;
    return true;
  }
  return SAYS_TLS.test(address) ? true : SAYS_PLAIN.test(address) ? false : undefined;
}
