/** What the name of an environment variable or parameter says about its value. */
export type NameKind = 'secret' | 'pointer' | 'public' | 'plain';

/** Last words of names that hold a pointer, a size or a description of something, never the thing itself: `SECRET_NAME`, `TOKEN_TTL`. */
const POINTERS: ReadonlySet<string> = new Set(
  `arn arns name names id ids url urls uri endpoint host hostname domain port path paths prefix suffix parameter param params ref reference
  table bucket queue topic stream function role policy stage region version alias ttl expiry expires expiration lifetime duration
  timeout seconds minutes hours days length size limit max min count number type kind format algorithm alg header field attribute
  column index file filename folder dir directory location source issuer audience scope scopes enabled disabled required mode strategy
  interval rate schedule state status label description group pool email user username usernames provider service api schema
  pattern regex validity rotation layer extension manager store vault secretid budget usage cache sns sqs`.split(/\s+/),
);

/** The same in one word: `BUCKETNAME`, `queueurl`. */
const POINTER_ENDINGS: RegExp = /(?:name|arn|url|uri|table|bucket|queue|topic|endpoint|host)s?$/;

/** Words that make a name speak of a secret; compounds such as `APIKEY` count as words of their own. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  `password passwd passwort passphrase pass pwd secret secrets token credential credentials creds apikey secretkey accesskey privatekey
  authkey clientsecret authtoken accesstoken connectionstring connstring pat bearer`.split(/\s+/),
);

/** What a `KEY` must be called to be a secret one: `API_KEY`, not `PARTITION_KEY`. */
const SECRET_KEYS: ReadonlySet<string> = new Set(
  `api access secret private auth encryption encrypt signing signature sign master hmac shared webhook license licence admin service account
  ssh gpg aes jwt session cookie deploy app application openai anthropic stripe sendgrid twilio mailgun datadog slack github google maps
  functions storage host write read subscription`.split(/\s+/),
);

/** Words that make it public whatever follows: `STRIPE_PUBLISHABLE_KEY`. */
const PUBLIC_WORDS: ReadonlySet<string> = new Set('public publishable pub site anon'.split(' '));

/** Words before `TOKEN`/`TOKENS`/`KEY` that make it a count, a mark in a text or a database key. */
const HARMLESS_BEFORE: ReadonlySet<string> = new Set(
  'max min num total input output partition sort primary foreign hash range idempotency object next page pagination continuation task request join split separator delimiter start end stop begin pad mask cancel'.split(
    ' ',
  ),
);

/** Values that stand beside a secret name without holding it: a flag, say. */
const FLAGS: ReadonlySet<string> = new Set('use has is enable disable require allow skip need show hide'.split(' '));

/** The words of `DB_PASSWORD`, `dbPassword` or `db-password`, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** What a name says: a secret (`DB_PASSWORD`), a pointer to one or to anything (`DB_SECRET_ARN`), a public key, or nothing in particular. */
export function nameKind(name: string): NameKind {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => PUBLIC_WORDS.has(word))) return 'public';
  // An access key ID names the key, but the pair is what leaks: AWS tells to treat it as confidential.
  if (words.join('_').endsWith('access_key_id')) return 'secret';
  if (POINTERS.has(last) || POINTER_ENDINGS.test(last) || FLAGS.has(words[0] ?? '')) return 'pointer';
  if (words.some((word, i) => HARMLESS_BEFORE.has(word) && /^(tokens?|keys?)$/.test(words[i + 1] ?? ''))) return 'plain';
  if (SECRET_WORDS.has(last)) return 'secret';
  if (last === 'key' && SECRET_KEYS.has(words.at(-2) ?? '')) return 'secret';
  if (last === 'string' && /^(connection|conn)$/.test(words.at(-2) ?? '')) return 'secret';
  // `DB_PASSWORD_PROD`, `STRIPE_SECRET_LIVE`: the stage comes last.
  if (/^(dev|test|stage|staging|prod|production|live|sandbox|\d+|base64|b64|json|value|plain|plaintext)$/.test(last)) {
    return words.length > 1 ? nameKind(words.slice(0, -1).join('_')) : 'plain';
  }
  return 'plain';
}

/** Whether a name asks for the secret itself rather than for the name of one in a store: `JWT_SECRET`, not `DB_SECRET`. */
export function asksForTheValue(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (/^(pass|password|passwd|passwort|passphrase|pwd|clientsecret)$/.test(last)) return true;
  if (last === 'secretkey' || (last === 'key' && /^(secret|private|jwt)$/.test(words.at(-2) ?? ''))) return true;
  return (
    last === 'secret' &&
    /^(jwt|client|session|app|auth|signing|webhook|cookie|hmac|oauth|shared|token|api|consumer|encryption)$/.test(words.at(-2) ?? '')
  );
}

/** Words beside which an address holds a password, or is the secret itself: `DATABASE_URL`, `SLACK_WEBHOOK_URL`, `MAINNET_RPC_URL`. */
const CONNECTED: RegExp =
  /^(?:db|database|redis|valkey|mongo|mongodb|postgres|postgresql|pg|mysql|amqp|rabbitmq|broker|connection|webhook|dsn|jdbc|rpc)$/;

/** How much it weighs that a value which the owner hides is shown: names may say that it is public, an address or a user. */
export function weightOfHidden(name: string): 'high' | 'medium' | 'low' {
  const kind = nameKind(name);
  if (kind === 'public') return 'low';
  return kind === 'pointer' && !wordsOf(name).some((word) => CONNECTED.test(word)) ? 'medium' : 'high';
}
