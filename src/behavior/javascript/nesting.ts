import type { Place } from '../ir/ir.ts';

/**
 * The parser goes as deep into its stack as the code is nested, and code nested too deep ends the process. Measured on the
 * 8 MB of a main thread: 5,000 brackets, or some 17,000 words and signs of one expression (`a = b = …`, `a => b => …`).
 * These limits leave room for the smaller stacks of threads and other systems.
 */
const DEEPEST_BRACKETS = 500;
const LONGEST_EXPRESSION = 8_000;
const MOST_ELEMENTS = 2_000;

/** Why a text is nested too deep to be parsed, found without parsing it; null for ordinary code. Cost: one pass. */
export function nestingProblem(text: string): { readonly because: string; readonly at: Place } | null {
  return text.length <= DEEPEST_BRACKETS ? null : new Scanner(text).run();
}

/** Whether a text may hold so many JSX elements that they could be nested too deep. Their text is no code, so they are only counted. */
export function hasManyElements(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(/<[A-Za-z>]/g)) if (++count > MOST_ELEMENTS) return true;
  return false;
}

/** An open bracket, and what stands in it since its last `;` or `,`. */
interface Level {
  readonly kind: 'braces' | 'brackets' | 'template' | 'placeholder';
  run: number;
  /** `<` without `>`: type arguments, or comparisons. */
  angles: number;
  elses: number;
}

// Words that begin a statement wherever they stand, unless they are a property's name.
const STARTERS: ReadonlySet<string> = new Set(['const', 'var', 'return', 'throw', 'export', 'break', 'case']);
// Words after which an expression goes on, and words that go on with what stands before them.
const PREFIXES: ReadonlySet<string> = new Set(
  'abstract as async await case delete do else extends in infer instanceof keyof new of readonly satisfies typeof unique void yield'.split(
    ' ',
  ),
);
const FOLLOWERS: ReadonlySet<string> = new Set(
  'as catch else extends finally from implements in instanceof is of satisfies while'.split(' '),
);
const BEFORE_REGEX: ReadonlySet<string> = new Set([...PREFIXES, 'return', 'throw']);
const WORD = /[\w$\u0080-\uffff]+/y;

/** Reads words and signs, enough to tell brackets in code from those in texts and comments. */
class Scanner {
  readonly #text: string;
  readonly #levels: Level[] = [level('braces')];
  #total = 0;
  #depth = 0;
  #i = 0;
  /** The last word or sign; empty at the start. */
  #last = '';
  #isLastOperand = false;
  #isNewLine = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): { readonly because: string; readonly at: Place } | null {
    while (this.#i < this.#text.length) {
      this.#step();
      if (this.#depth > DEEPEST_BRACKETS) return this.#problem(`brackets nested more than ${DEEPEST_BRACKETS} deep`);
      if (this.#total > LONGEST_EXPRESSION) return this.#problem(`an expression of more than ${LONGEST_EXPRESSION} words and signs`);
    }
    return null;
  }

  #problem(because: string): { readonly because: string; readonly at: Place } {
    const start = Math.min(this.#i, this.#text.length) - 1;
    return { because, at: { start, end: start + 1 } };
  }

  get #top(): Level {
    return this.#levels[this.#levels.length - 1]!;
  }

  #step(): void {
    if (this.#top.kind === 'template') return this.#inTemplate();
    const code = this.#text.charCodeAt(this.#i);
    if (code === 10 || code === 13) this.#isNewLine = true;
    if (code <= 32) {
      this.#i++;
      return;
    }
    const char = this.#text[this.#i]!;
    if (char === '/' && this.#comment()) return;
    if (char === '"' || char === "'") this.#token(this.#quoted(char), true);
    else if (char === '`') this.#open('template');
    else if (char === '/' && (!this.#isLastOperand || BEFORE_REGEX.has(this.#last))) this.#token(this.#regex(), true);
    else {
      const word = this.#nextWord();
      if (word === undefined) this.#sign(char);
      else this.#word(word);
    }
  }

  #comment(): boolean {
    const next = this.#text[this.#i + 1];
    if (next !== '/' && next !== '*') return false;
    const end = next === '/' ? this.#text.indexOf('\n', this.#i) : this.#text.indexOf('*/', this.#i + 2);
    this.#i = end < 0 ? this.#text.length : end + (next === '/' ? 0 : 2);
    return true;
  }

  #inTemplate(): void {
    const char = this.#text[this.#i];
    if (char === '\\') this.#i += 2;
    else if (char === '`') this.#close();
    else if (char === '$' && this.#text[this.#i + 1] === '{') {
      this.#i++;
      this.#open('placeholder');
    } else this.#i++;
  }

  #nextWord(): string | undefined {
    WORD.lastIndex = this.#i;
    return WORD.exec(this.#text)?.[0];
  }

  /** A text up to its closing quote or the line's end. */
  #quoted(quote: string): string {
    let end = this.#i + 1;
    for (; end < this.#text.length; end++) {
      const char = this.#text[end];
      if (char === '\\') end++;
      else if (char === quote || char === '\n') break;
    }
    return this.#text.slice(this.#i, end + 1);
  }

  /** A regular expression; the slash alone when the line ends before it does. */
  #regex(): string {
    let isInClass = false;
    for (let end = this.#i + 1; end < this.#text.length; end++) {
      const char = this.#text[end];
      if (char === '\n') break;
      if (char === '\\') end++;
      else if (char === '[') isInClass = true;
      else if (char === ']') isInClass = false;
      else if (char === '/' && !isInClass) return this.#text.slice(this.#i, end + 1);
    }
    return '/';
  }

  #word(word: string): void {
    const inStatements = this.#top.kind === 'braces' && this.#last !== '.';
    const goesOn = FOLLOWERS.has(word) || PREFIXES.has(this.#last) || !this.#isLastOperand;
    const isNewStatement = this.#last === '}' || (this.#isNewLine && this.#last !== ')');
    if (inStatements && (STARTERS.has(word) || (!goesOn && isNewStatement))) this.#reset(true);
    if (inStatements && word === 'else') {
      this.#top.elses++;
      this.#total++;
    }
    this.#token(word, true);
  }

  #sign(char: string): void {
    switch (char) {
      case '(':
      case '[':
        return this.#open('brackets');
      case '{':
        return this.#open('braces');
      case ')':
      case ']':
      case '}':
        return this.#close();
      case ';':
      case ',':
        this.#reset(char === ';');
        break;
      case '<':
        this.#top.angles++;
        this.#depth++;
        break;
      case '>':
        if (this.#last !== '=' && this.#top.angles > 0) {
          this.#top.angles--;
          this.#depth--;
        }
        break;
      default:
        break;
    }
    this.#token(char, false);
  }

  #token(text: string, isOperand: boolean): void {
    this.#top.run++;
    this.#total++;
    this.#last = text;
    this.#isLastOperand = isOperand;
    this.#isNewLine = false;
    this.#i += text.length;
  }

  #reset(isStatement: boolean): void {
    const top = this.#top;
    this.#total -= top.run;
    top.run = 0;
    if (!isStatement) return;
    this.#depth -= top.angles;
    top.angles = 0;
  }

  #open(kind: Level['kind']): void {
    this.#token(this.#text[this.#i]!, false);
    this.#levels.push(level(kind));
    this.#depth++;
  }

  #close(): void {
    if (this.#levels.length > 1) {
      const closed = this.#levels.pop()!;
      this.#total -= closed.run + closed.elses;
      this.#depth -= 1 + closed.angles;
    }
    this.#token(this.#text[this.#i]!, true);
  }
}

function level(kind: Level['kind']): Level {
  return { kind, run: 0, angles: 0, elses: 0 };
}
