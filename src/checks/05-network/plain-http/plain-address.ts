/** An address that is spoken to without TLS. */
export interface PlainAddress {
  /** Scheme and host, without path, query and password. */
  readonly shown: string;
  /** HTTP or WebSocket, not a database or a broker. */
  readonly isRequest: boolean;
  /** The host is in a private network: an address of RFC 1918, a name that only a private zone answers. */
  readonly isPrivate: boolean;
}

const REQUESTS: ReadonlySet<string> = new Set(['http', 'ws', 'ftp']);
const CONNECTIONS: ReadonlySet<string> = new Set([
  'redis',
  'amqp',
  'mongodb',
  'mysql',
  'mariadb',
  'postgres',
  'postgresql',
  'ldap',
  'mqtt',
  'nats',
  'stomp',
]);

/**
 * Hosts that no packet leaves the machine for: the loopback, link-local addresses (169.254.169.254 among them), emulators, and
 * what Lambda's own interfaces for extensions and the X-Ray daemon answer on.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html
 */
const ON_THE_MACHINE =
  /^(?:localhost|.*\.localhost|localstack.*|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|169\.254(?:\.\d+){2}|\[?fe80:.*|sandbox(?:\.localdomain)?|host\.docker\.internal|dynamodb-local|dynamodb|minio|elasticmq|172\.17\.0\.\d+|\$\{(?:AWS_LAMBDA_RUNTIME_API|LOCALSTACK_HOSTNAME|.*(?:LOCAL|EMULATOR|MOCK).*)\})$/i;

const PRIVATE =
  /^(?:10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|.*\.(?:local|internal|lan|corp|private|svc)|[a-z\d-]+)$/i;

/** What is plain about an address; null when it has TLS, or stays on the machine. */
export function plainAddress(url: string): PlainAddress | null {
  const [, scheme = '', authority = ''] = /^([a-z][a-z\d+.-]*):\/\/((?:\$\{[^}]*\}|[^/?#\s])*)/i.exec(url) ?? [];
  const kind = scheme.toLowerCase();
  if (!REQUESTS.has(kind) && !CONNECTIONS.has(kind)) return null;
  const host = hostOf(authority);
  if (host === '' || ON_THE_MACHINE.test(host)) return null;
  return { shown: `${kind}://${host.replaceAll('${?}', '…')}`, isRequest: REQUESTS.has(kind), isPrivate: PRIVATE.test(host) };
}

/** Without user and port; a hole may hold a colon. */
function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host.startsWith('[')) return host.slice(0, host.indexOf(']') + 1);
  return host.replace(/:(?:\d*|\$\{[^}]*\})$/, '');
}
