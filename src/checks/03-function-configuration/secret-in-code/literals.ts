/** The languages whose texts are told apart; JSON is read as JavaScript. */
export type CodeLanguage = 'javascript' | 'python';

/** A string literal in code, without its quotes. */
export interface Literal {
  /** What it is given to: the variable, property, keyword or dictionary key; null where it is given to nothing of that kind. */
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

/** A token before a literal, as far as the literal's name depends on it. */
interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  readonly text: string;
}

/** Tokens that are looked back at. */
const LOOK_BACK = 8;
const LONGEST_NAME = 80;
const SIGNS = '=!<>|&?+-*%^~';
const SIGN = /[=!<>|&?+\-*%^~]/;
const WORD = /[\w$\u0080-\uffff]/;
/** Words after which a slash begins a pattern. */
const BEFORE_PATTERN: ReadonlySet<string> = new Set('return typeof case in of do else void delete throw new await yield'.split(' '));

/**
 * The string literals of a text, in its order; those with holes (`${…}`, f-strings) and those that are joined with more
 * have no name. Light: it tells comments, patterns and literals apart and looks a few tokens back. Linear in the text.
 */
export function literalsIn(text: string, language: CodeLanguage): Literal[] {
  const found: Literal[] = [];
  const tokens: Token[] = [];
  const push = (token: Token): void => {
    tokens.push(token);
    if (tokens.length > 4 * LOOK_BACK) tokens.splice(0, tokens.length - LOOK_BACK);
  };
  for (let i = 0; i < text.length;) {
    const behind = afterComment(text, i, language);
    if (behind > i) {
      i = behind;
      continue;
    }
    const character = text[i]!;
    if (character === '"' || character === "'" || (character === '`' && language === 'javascript')) {
      const { start, end, next, isWhole } = readLiteral(text, i, language);
      const prefix = language === 'python' ? stringPrefix(tokens, text[i - 1]) : '';
      if (prefix !== '') tokens.pop();
      const hasHoles =
        (character === '`' && text.slice(start, end).includes('${')) || (/f/i.test(prefix) && text.slice(start, end).includes('{'));
      const name = isWhole && !hasHoles && !goesOn(text, next) ? nameOf(tokens, language) : null;
      found.push({ name, start, end });
      push({ kind: 'text', text: text.slice(start, Math.min(end, start + LONGEST_NAME)) });
      i = next;
    } else if (character === '/' && language === 'javascript' && beginsPattern(tokens.at(-1))) {
      i = afterPattern(text, i);
      push({ kind: 'text', text: '' });
    } else if (WORD.test(character)) {
      const start = i;
      while (i < text.length && WORD.test(text[i]!)) i++;
      push({ kind: 'word', text: text.slice(start, Math.min(i, start + LONGEST_NAME)) });
    } else if (SIGN.test(character)) {
      const start = i;
      while (i < text.length && i < start + 4 && SIGNS.includes(text[i]!)) i++;
      push({ kind: 'sign', text: text.slice(start, i) });
    } else {
      if (!/\s/.test(character)) push({ kind: 'sign', text: character });
      i++;
    }
  }
  return found;
}

/** The offset behind a comment that begins here; the same offset when none does. */
function afterComment(text: string, at: number, language: CodeLanguage): number {
  const isLine = language === 'python' ? text[at] === '#' : text.startsWith('//', at);
  const end = isLine ? text.indexOf('\n', at) : language === 'javascript' && text.startsWith('/*', at) ? text.indexOf('*/', at + 2) : at;
  if (end === at) return at;
  return end < 0 ? text.length : isLine ? end : end + 2;
}

interface ReadLiteral {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** Whether its end was found. */
  readonly isWhole: boolean;
}

function readLiteral(text: string, at: number, language: CodeLanguage): ReadLiteral {
  const quote = text[at]!;
  const closing = language === 'python' && text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const start = at + closing.length;
  const isOneLine = closing.length === 1 && quote !== '`';
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith(closing, i)) return { start, end: i, next: i + closing.length, isWhole: true };
    // An apostrophe in running text (JSX) opens nothing.
    else if (isOneLine && text[i] === '\n') return { start, end: i, next: i, isWhole: false };
  }
  return { start, end: text.length, next: text.length, isWhole: false };
}

/** `rb` in `rb"…"`, when the word before touches the quote. */
function stringPrefix(tokens: readonly Token[], before: string | undefined): string {
  const last = tokens.at(-1);
  return last?.kind === 'word' && before !== undefined && WORD.test(before) && /^[rbfut]{1,2}$/i.test(last.text) ? last.text : '';
}

/** Whether more text follows the literal in its expression: another literal, an operator, a call on it. */
function goesOn(text: string, at: number): boolean {
  const rest = text.slice(at, at + 200);
  return /^\s*(?:[+.%?]|[!=]=)/.test(rest) || /^[ \t]*(?:["'`([]|=)/.test(rest);
}

function beginsPattern(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return BEFORE_PATTERN.has(before.text);
  return before.kind === 'sign' && !/^(?:[)\]}]|\+\+|--)$/.test(before.text);
}

/** The offset behind a pattern, which ends in its line; behind the slash when it is a division after all. */
function afterPattern(text: string, at: number): number {
  let isInClass = false;
  for (let i = at + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') isInClass = true;
    else if (text[i] === ']') isInClass = false;
    else if (text[i] === '/' && !isInClass) return i + 1;
  }
  return at + 1;
}

/** Calls that take a name and its value or default. */
const GIVES_BY_NAME: ReadonlySet<string> = new Set('get getenv setdefault set append setHeader setRequestHeader header putenv'.split(' '));

function nameOf(tokens: readonly Token[], language: CodeLanguage): string | null {
  const back = (n: number): Token | undefined => tokens.at(-n);
  const sign = back(1)?.text;
  switch (sign) {
    case '=':
    case '??=':
    case '||=':
      // `password: string = '…'`
      if (back(2)?.kind === 'word' && back(3)?.text === ':' && back(4)?.kind === 'word') return back(4)!.text;
      return target(back);
    case '||':
    case '??':
    case 'or':
      return target(back);
    case ':':
      if (back(2)?.kind === 'text') return back(3)?.text === '?' ? null : back(2)!.text;
      if (back(2)?.kind !== 'word' || language === 'python' || /^(?:\?|case)$/.test(back(3)?.text ?? '')) return null;
      // `isOpen ? order.token : '…'` chooses and names nothing.
      return back(3)?.text === '.' ? null : back(2)!.text;
    case ',':
      return back(2)?.kind === 'text' && back(3)?.text === '(' && GIVES_BY_NAME.has(back(4)?.text ?? '') ? back(2)!.text : null;
    default:
      return null;
  }
}

/** The name to the left of an operator: `token`, `config.token`, `config['token']`. */
function target(back: (n: number) => Token | undefined): string | null {
  if (back(2)?.kind === 'word') return back(2)!.text;
  if (back(2)?.text === ']' && back(3)?.kind === 'text' && back(4)?.text === '[') return back(3)!.text;
  // `os.environ.get('TOKEN') or '…'`
  if (back(2)?.text === ')' && back(3)?.kind === 'text' && back(4)?.text === '(') return back(3)!.text;
  return null;
}
