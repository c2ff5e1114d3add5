import { CREDENTIALS_IN_URL, FORMATS, isPlaceholder, looksMadeUp } from '../secret-shape.ts';

/** A secret that its own form gives away, somewhere in a text. */
export interface Formed {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** How each format begins, and the sign in every address: everything else of a text is passed over at the speed of a search. */
const BEGINNINGS =
  /AKIA|ASIA|-----BEGIN |gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack\.com|[sr]k_live_|whsec_|AIza|SG\.|sk-|npm_|eyJ|AccountKey=|:\/\//g;

/** Characters that are looked at from a beginning on. */
const WINDOW = 2048;
/** An RSA key of 8192 bits takes 6400. */
const KEY_WINDOW = 8192;
/** What goes on behind a window is part of the token. */
const TOKEN_REST = /[\w+/=.-]*/y;

const STICKY: readonly { readonly what: string; readonly pattern: RegExp }[] = FORMATS.map(({ what, pattern }) => ({
  what,
  pattern: new RegExp(pattern.source, `${pattern.flags}y`),
}));
const ADDRESS = new RegExp(CREDENTIALS_IN_URL.source, `${CREDENTIALS_IN_URL.flags}y`);

/** Secrets of known formats, private keys and passwords in addresses; documentation's values and holes left out. Linear in the text. */
export function secretsByForm(text: string): Formed[] {
  const found: Formed[] = [];
  let from = 0;
  for (const { 0: beginning, index } of text.matchAll(BEGINNINGS)) {
    if (index < from) continue;
    const one = beginning === '://' ? passwordInAddress(text, index) : ofFormat(text, index);
    if (one === null) {
      // Where no token begins, none begins further on in the same word: looking again would cost its length each time.
      if (/^(?:eyJ|sk-)$/.test(beginning) && !/\w/.test(text[index - 1] ?? '')) from = endOfWord(text, index);
      continue;
    }
    found.push(one);
    from = one.end;
  }
  return found;
}

const WORD = /[\w-]*/y;

function endOfWord(text: string, at: number): number {
  WORD.lastIndex = at;
  return at + (WORD.exec(text)?.[0].length ?? 0);
}

function ofFormat(text: string, at: number): Formed | null {
  const before = Math.max(0, at - 1);
  const window = text.slice(before, at + WINDOW);
  for (const { what, pattern } of STICKY) {
    pattern.lastIndex = at - before;
    const match = pattern.exec(window)?.[0];
    if (match === undefined) continue;
    if (match.startsWith('-----BEGIN')) return privateKey(text, at);
    if (isKnownSample(match) || !isVaried(match)) return null;
    TOKEN_REST.lastIndex = at + match.length;
    const rest = match.length < WINDOW - 2 ? '' : (TOKEN_REST.exec(text)?.[0] ?? '');
    return { what, start: at, end: at + match.length + rest.length };
  }
  return null;
}

/** The header alone is a word in code; what follows it must be a key. Encrypted keys say so before it. */
function privateKey(text: string, at: number): Formed | null {
  const window = text.slice(at, at + KEY_WINDOW);
  const body = /^-----BEGIN [A-Z ]+-----(?:\\[nr]|[\s"'`+,])*((?:[A-Za-z0-9+/]|\\[nr]|[\s"'`+,]){100,})/.exec(window);
  if (body === null || looksMadeUp(body[1]!) || /^(.)\1{8}/.test(body[1]!)) return null;
  const end = /-----END [A-Z ]+-----/.exec(window);
  return { what: 'a private key', start: at, end: at + (end === null ? body[0].length : end.index + end[0].length) };
}

/** The sample of jwt.io, which much documentation shows. */
const SAMPLE_TOKEN = /eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6/;

function isKnownSample(match: string): boolean {
  return looksMadeUp(match) || SAMPLE_TOKEN.test(match);
}

/** `sk-` and `SG.` begin words too; a secret has several kinds of characters, and many of them. */
function isVaried(match: string): boolean {
  return new Set(match).size >= 10 && (/\d/.test(match) || match.length < 30);
}

/** Longest scheme, user and password that are looked at. */
const SCHEME = 20;
const CREDENTIALS = 400;
/** Hosts that no secret opens: the machine itself, and names that stand for one. */
const NO_HOST = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|(?:host(?:name)?|db|server)(?![\w.-])|[\w.-]*example\b|\$|\{|<|%|\()/i;
/** Words in the place of a password, and what formatting fills in. */
const NO_PASSWORD = /^(?:pass(?:word|wd)?|pwd|secret|token|key|postgres|root|admin|guest|user|test)$|[{}<>"'`$()]|^%\(?\w|^:\w/i;

function passwordInAddress(text: string, at: number): Formed | null {
  let start = at;
  while (start > 0 && at - start < SCHEME && /[a-z\d+.-]/i.test(text[start - 1]!)) start--;
  while (start < at && !/[a-z]/i.test(text[start]!)) start++;
  const before = Math.max(0, start - 1);
  const window = text.slice(before, at + CREDENTIALS);
  ADDRESS.lastIndex = start - before;
  const match = ADDRESS.exec(window);
  const password = match?.[1];
  if (match === null || password === undefined || isPlaceholder(password) || NO_PASSWORD.test(password)) return null;
  const user = match[0].slice(match[0].indexOf('://') + 3);
  if (/["'`{}<>]/.test(user) || NO_HOST.test(window.slice(match.index + match[0].length))) return null;
  return { what: 'a password inside an address', start, end: start + match[0].length };
}
