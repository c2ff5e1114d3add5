import { CREDENTIALS_IN_STRING, isPlaceholder, isRandomLooking, looksMadeUp, secretShape } from '../secret-shape.ts';
import { asksForTheValue } from '../variable-names.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Digests as lock files and integrity attributes write them. */
const DIGEST = /^(?:sha\d{1,3}|md5)[-:=]/i;
/** The alphabets that identifiers and patterns are made of. */
const ALPHABET = /abcdefgh|0123456789/i;
/** Code keeps names, labels, types and expressions under such names too: words, with or without separators. */
const WORDS = /^[\p{L}]+(?:[\s._:/#-]+[\p{L}]+)*[\s._:/#!?-]*$/u;
/** Holes that a shell, a template engine or a formatter fills. */
const HOLE = /\$|\{\{?|\}|<%|%[sd(]|`/;

/** Whether a text that code gives to a name is a secret: the rules of settings, and no label, path, expression or identifier. */
export function isSecretUnder(name: string, text: string): boolean {
  if (text.length < 6 || text.length > 1000 || /\s/.test(text)) return false;
  if (UUID.test(text) || DIGEST.test(text) || ALPHABET.test(text) || WORDS.test(text) || HOLE.test(text) || looksMadeUp(text)) return false;
  const shape = secretShape(name, text);
  if (shape === null || shape.byForm) return false;
  return isRandomLooking(text) || (asksForTheValue(name) && /\d/.test(text) && /\p{L}/u.test(text) && !/^[\w-]*[()[\]]/.test(text));
}

/** `Server=…;Password=…`: a driver's string says what it is by its other parts. */
export function hasPasswordOfDriver(text: string): boolean {
  if (text.length > 1000 || !/\b(?:server|host|data source|user id|uid|database|dbname|initial catalog)\s*=/i.test(text)) return false;
  const password = CREDENTIALS_IN_STRING.exec(text)?.[1];
  return password !== undefined && !isPlaceholder(password) && !HOLE.test(password) && !/^[:?%]|["']/.test(password);
}
