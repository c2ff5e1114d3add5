import { asksForTheValue, nameKind, wordsOf } from './variable-names.ts';

/** Why a text is taken for a secret: what it is in words, and whether its own form says so (or only the name beside it). */
export interface SecretShape {
  readonly what: string;
  readonly byForm: boolean;
}

/** Formats that say by themselves what they are. Sources: the issuers' own pages on token formats. */
export const FORMATS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an AWS access key ID', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { what: 'a GitHub token', pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/ },
  { what: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}/ },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: 'a Slack webhook', pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/ },
  { what: 'a Stripe key', pattern: /\b(?:sk|rk)_live_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{24,}/ },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { what: 'a SendGrid key', pattern: /\bSG\.[\w-]{16,}\.[\w-]{32,}/ },
  { what: 'an OpenAI or Anthropic key', pattern: /\bsk-(?:ant-|proj-)?[\w-]{32,}/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: 'a signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  { what: 'an Azure connection string', pattern: /AccountKey=[A-Za-z0-9+/]{40,}={0,2}/ },
];

/** `scheme://user:password@host`; the password may not be a hole. */
export const CREDENTIALS_IN_URL: RegExp = /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;
/** `Password=...;` in driver strings. */
export const CREDENTIALS_IN_STRING: RegExp = /(?:^|[;\s])(?:password|pwd)\s*=\s*([^;\s]+)/i;

/** Texts that hold a secret's place. */
const PLACEHOLDER: RegExp =
  /^$|^(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|it)?|to[-_ ]?do|tbd|fixme|none|null|nil|undefined|n\/a|na|unset|empty|example|sample|dummy|fake|placeholder|xxx+|\*+|\.+|-+|_+|0+|redacted|hidden|masked|insert.*|enter.*|your.*|my[-_ ]?(?:key|token|secret|password)|put.*here|<.*>|\[.*\]|\{.*\}|%.*%|\$.*|_+[a-z\d]+_+)$/i;
const PLACEHOLDER_INSIDE: RegExp =
  /your[-_ ]|[-_ ]here\b|change[-_]?me|replace[-_]?(?:me|with)|placeholder|example|redacted|\bdummy\b|xxxx/i;

/** Whether a text only holds the place of a secret that is filled in later. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim()) || PLACEHOLDER_INSIDE.test(text);
}

/** Characters that are looked at; all variables of a function together may hold 4 KB (Lambda quotas). */
const LONGEST_TEXT = 8192;

/** Judges a text that stands under a name; null when it is no secret. Nothing in the result contains the text. */
export function secretShape(name: string, whole: string): SecretShape | null {
  const text = whole.slice(0, LONGEST_TEXT);
  const known = FORMATS.map(({ what, pattern }) => ({ what, found: pattern.exec(text)?.[0] })).find(({ found }) => found !== undefined);
  // Browser keys and anonymous tokens are handed to everyone.
  if (known !== undefined) return looksMadeUp(known.found ?? '') || nameKind(name) === 'public' ? null : { what: known.what, byForm: true };
  const password = (CREDENTIALS_IN_URL.exec(text) ?? CREDENTIALS_IN_STRING.exec(text))?.[1];
  if (password !== undefined) return isPlaceholder(password) ? null : { what: 'a password inside an address', byForm: true };
  const inside = secretInJson(text);
  if (inside !== null) return inside;
  if (nameKind(name) !== 'secret' || isPlaceholder(text) || pointsElsewhere(text)) return null;
  const what = 'a value under a name that says secret';
  if (namesItself(name, text)) return null;
  if (asksForTheValue(name)) return text.length >= 4 && !/\s/.test(text) ? { what, byForm: false } : null;
  return isRandomLooking(text) ? { what, byForm: false } : null;
}

/** `SIGNING_SECRET: orders-signing-secret`: what ends in the words of its own name is the name of a stored secret, unless it is `my-super-…`. */
function namesItself(name: string, text: string): boolean {
  const own = wordsOf(name).slice(-2);
  const words = wordsOf(text);
  const before = words.slice(0, -own.length);
  return (
    /^[a-z]+(?:[-_/.][a-z]+)+$/i.test(text) &&
    before.length > 0 &&
    words.slice(-own.length).join() === own.join() &&
    !before.some((word) => WEAK_WORDS.has(word))
  );
}

/** Words of passwords that somebody thought of in a hurry. */
const WEAK_WORDS: ReadonlySet<string> = new Set('my your our super very some top secret default dev test local change'.split(' '));

/** A configuration kept as JSON: each name is judged with its text. */
function secretInJson(text: string): SecretShape | null {
  if (!text.startsWith('{')) return null;
  for (const [, key = '', value = ''] of text.matchAll(/"([\w.-]{1,80})"\s*:\s*"([^"]{1,4000})"/g)) {
    if (secretShape(key, value) !== null) return { what: `a secret under ${JSON.stringify(key)} in its JSON`, byForm: true };
  }
  return null;
}

/** Whether a text is one of AWS's and other vendors' documentation values. */
export function looksMadeUp(text: string): boolean {
  return /EXAMPLE|X{6,}|x{6,}|\*{4,}|1234567890abcdef/i.test(text);
}

/** An ARN, an address, a path of a parameter or a file, a number or a flag is not the secret itself. */
function pointsElsewhere(text: string): boolean {
  return /^arn:|^alias\/|^[a-z][a-z\d+.-]*:\/\/|^\.{0,2}\/[\w./-]*$|^(?:true|false|yes|no|on|off|enabled|disabled)$|^\d{1,5}$/i.test(text);
}

/** Letters with digits, or mixed cases without separators; words joined by dashes and slashes are names. */
export function isRandomLooking(text: string): boolean {
  if (text.length < 8 || /\s/.test(text)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^\w./:-]/].filter((pattern) => pattern.test(text)).length;
  if (text.length >= 16 && caseChanges(text) >= text.length / 3) return true;
  // Words, at most one of them with a version or a year: `orders-api-key-2`.
  if (/^[A-Za-z]+\d{0,4}(?:[-_./:]+(?:[A-Za-z]+\d{0,4}|\d{1,4}))*[-_./:]*$/.test(text) && !/[a-z]\d+[a-z]|\d[A-Za-z]+\d/.test(text))
    return false;
  return classes >= 2 && entropyBits(text) >= 2.8;
}

/** How often small and capital letters take turns: seldom in words, every other time in random text. */
function caseChanges(text: string): number {
  return (text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g) ?? []).length;
}

/** Shannon entropy per character, in bits. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
