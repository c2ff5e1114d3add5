import { ListNode, MapNode, ScalarNode } from './node.ts';
import type { Node } from './node.ts';
import { LIMITS, ReadError } from './read.ts';
import type { ReadResult, ReadWarning } from './read.ts';
import { repeatedKey } from './repeated-key.ts';
import type { SourceFile, Span } from './span.ts';

/**
 * Reads one JSON document (RFC 8259), keeping the place of every value. Duplicate keys: the last one counts, with a warning.
 * `withHoles`: `${name}` may stand for a value, as in a text that substitutions are made in before it is JSON; it is read as that text.
 */
export function readJson(source: SourceFile, { withHoles = false }: { readonly withHoles?: boolean } = {}): ReadResult {
  const parser = new Parser(source, withHoles);
  try {
    return { ok: true, node: parser.document(), warnings: parser.warnings };
  } catch (error) {
    if (error instanceof ReadError) return { ok: false, error: { message: error.message, at: error.at } };
    throw error;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const HOLE = /\$\{\w+\}/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** `JSON.parse` gives no places, and tolerant parsers accept what CloudFormation refuses. */
class Parser {
  readonly warnings: ReadWarning[] = [];
  readonly #source: SourceFile;
  readonly #text: string;
  #i = 0;
  #count = 0;

  readonly #withHoles: boolean;

  constructor(source: SourceFile, withHoles: boolean) {
    this.#source = source;
    this.#withHoles = withHoles;
    this.#text = source.text;
    if (this.#text.charCodeAt(0) === 0xfeff) this.#i = 1;
  }

  document(): Node {
    this.#blank();
    if (this.#i >= this.#text.length) throw new ReadError('the file is empty', this.#span(0, 0));
    const node = this.#value(0);
    this.#blank();
    if (this.#i < this.#text.length) this.#fail('more text after the end of the document');
    return node;
  }

  #value(depth: number): Node {
    if (depth > LIMITS.depth) this.#fail(`nested more than ${LIMITS.depth} levels deep`);
    if (++this.#count > LIMITS.nodes) this.#fail(`more than ${LIMITS.nodes} values`);
    const start = this.#i;
    switch (this.#text[start]) {
      case '{':
        return this.#map(depth);
      case '[':
        return this.#list(depth);
      case '"': {
        const value = this.#string();
        return new ScalarNode(value, this.#span(start, this.#i));
      }
      default:
        return this.#literal(start);
    }
  }

  #map(depth: number): Node {
    const start = this.#i++;
    const entries = new Map<string, { keyAt: Span; value: Node }>();
    this.#blank();
    if (this.#text[this.#i] === '}') this.#i++;
    else {
      for (;;) {
        this.#blank();
        const keyStart = this.#i;
        if (this.#text[keyStart] !== '"') this.#fail('expected a key in double quotes');
        const key = this.#string();
        const keyAt = this.#span(keyStart, this.#i);
        this.#blank();
        if (this.#text[this.#i] !== ':') this.#fail(`expected a colon after the key ${key}`);
        this.#i++;
        this.#blank();
        const value = this.#value(depth + 1);
        const earlier = entries.get(key);
        if (earlier !== undefined) this.warnings.push(repeatedKey(key, { keyAt, value }, earlier));
        entries.delete(key);
        entries.set(key, { keyAt, value });
        if (this.#next('}')) break;
      }
    }
    return new MapNode(this.#span(start, this.#i), entries);
  }

  #list(depth: number): Node {
    const start = this.#i++;
    const items: Node[] = [];
    this.#blank();
    if (this.#text[this.#i] === ']') this.#i++;
    else {
      for (;;) {
        this.#blank();
        items.push(this.#value(depth + 1));
        if (this.#next(']')) break;
      }
    }
    return new ListNode(this.#span(start, this.#i), items);
  }

  /** Steps over a comma (false) or the closing bracket (true). */
  #next(close: '}' | ']'): boolean {
    this.#blank();
    const character = this.#text[this.#i];
    if (character !== ',' && character !== close) this.#fail(`expected a comma or ${close}`);
    this.#i++;
    return character === close;
  }

  #string(): string {
    const text = this.#text;
    let result = '';
    let from = ++this.#i;
    for (;;) {
      const code = text.charCodeAt(this.#i);
      if (Number.isNaN(code) || code === 10 || code === 13) this.#fail('a text without its closing quote');
      if (code === 34) {
        result += text.slice(from, this.#i++);
        return result;
      }
      if (code !== 92) {
        this.#i++;
        continue;
      }
      result += text.slice(from, this.#i);
      const letter = text[this.#i + 1] ?? '';
      if (letter === 'u') {
        const digits = text.slice(this.#i + 2, this.#i + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('a broken \\u escape');
        result += String.fromCharCode(Number.parseInt(digits, 16));
        this.#i += 6;
      } else {
        const plain = ESCAPES[letter];
        if (plain === undefined) this.#fail(`an unknown escape \\${letter}`);
        result += plain;
        this.#i += 2;
      }
      from = this.#i;
    }
  }

  #literal(start: number): Node {
    const text = this.#text;
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, start)) {
        this.#i = start + word.length;
        return new ScalarNode(value, this.#span(start, this.#i));
      }
    }
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(text);
    if (match === null) return this.#hole(start);
    this.#i = start + match[0].length;
    return new ScalarNode(Number(match[0]), this.#span(start, this.#i), match[0]);
  }

  #hole(start: number): Node {
    HOLE.lastIndex = start;
    const hole = this.#withHoles ? HOLE.exec(this.#text)?.[0] : undefined;
    if (hole === undefined) this.#fail('expected a value');
    this.#i = start + hole.length;
    return new ScalarNode(hole, this.#span(start, this.#i));
  }

  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#i);
      if (code === 32 || code === 10 || code === 13 || code === 9) this.#i++;
      else return;
    }
  }

  #span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }

  #fail(message: string): never {
    const position = Math.min(this.#i, this.#text.length);
    throw new ReadError(`not valid JSON: ${message}`, this.#span(position, position));
  }
}
