import { CST } from 'yaml';
import { ListNode, MapNode, ScalarNode } from './node.ts';
import type { Entry, Node } from './node.ts';
import type { ReadWarning } from './read.ts';
import { repeatedKey } from './repeated-key.ts';
import type { SourceFile, Span } from './span.ts';
import { INTRINSIC_TAGS, intrinsicNode, plainValue, scalarNode } from './yaml-schema.ts';

/** Thrown where a text leaves the part of YAML that is read without the parser. */
export class Elsewhere extends Error {}

// One of them: the stack of a new one would cost more than the text before it.
const ELSEWHERE = new Elsewhere();

/** Leaves the text to the parser. */
export function elsewhere(): never {
  throw ELSEWHERE;
}

/** Deeper documents are left to the reader that says what is too much. */
export const DEEPEST = 60;

/** Adds an entry to a map; of a key that stands twice the last one counts, with a warning. */
export function setEntry(entries: Map<string, Entry>, name: string, entry: Entry, warnings: ReadWarning[]): void {
  const earlier = entries.get(name);
  if (earlier !== undefined) {
    warnings.push(repeatedKey(name, entry, earlier));
    entries.delete(name);
  }
  entries.set(name, entry);
}

/** A key, where it stands, and where its colon stands. */
export interface Key {
  readonly name: string;
  readonly keyAt: Span;
  readonly colon: number;
}

/** What stands within lines: scalars, keys, tags, and what is in brackets. Offsets in, nodes and offsets out. */
export class FlowReader {
  readonly #source: SourceFile;
  readonly #text: string;
  readonly #isLenient: boolean;
  readonly #warnings: ReadWarning[];

  /** `isLenient`: lines in brackets and quotes may stand too far to the left, as they may for AWS's own tools. */
  constructor(source: SourceFile, isLenient: boolean, warnings: ReadWarning[]) {
    this.#source = source;
    this.#isLenient = isLenient;
    this.#warnings = warnings;
    this.#text = source.text;
  }

  /** A flow map or list, from bracket to bracket. */
  collection(at: number, indent: number, depth: number): Node {
    if (depth > DEEPEST) elsewhere();
    const isMap = this.#text.charCodeAt(at) === 123;
    const close = isMap ? 125 : 93;
    const entries = new Map<string, Entry>();
    const items: Node[] = [];
    let i = this.#behindBreaks(at + 1, indent);
    while (this.#text.charCodeAt(i) !== close) {
      if (isMap) {
        const key = this.#flowKey(i);
        if (key.name === '<<') elsewhere();
        const value = this.#flowValue(this.behindBlanks(key.colon + 1), indent, depth + 1);
        setEntry(entries, key.name, { keyAt: key.keyAt, value: value.node }, this.#warnings);
        i = value.end;
      } else {
        const value = this.#flowValue(i, indent, depth + 1);
        items.push(value.node);
        i = value.end;
      }
      i = this.#behindBreaks(i, indent);
      const code = this.#text.charCodeAt(i);
      if (code === 44) i = this.#behindBreaks(i + 1, indent);
      else if (code !== close) elsewhere();
    }
    const span = this.span(at, i + 1);
    return isMap ? new MapNode(span, entries) : new ListNode(span, items);
  }

  /** One value in brackets, and the offset behind it. */
  #flowValue(at: number, indent: number, depth: number): { readonly node: Node; readonly end: number } {
    const isTagged = this.#text.charCodeAt(at) === 33;
    const tag = isTagged ? this.tag(at) : '';
    const from = isTagged ? this.behindBlanks(at + tag.length) : at;
    const code = this.#text.charCodeAt(from);
    const node = code === 91 || code === 123 ? this.collection(from, indent, depth) : this.scalar(from, indent, isTagged, true);
    return { node: isTagged ? intrinsicNode(this.#source, tag, node) : node, end: node.at.end };
  }

  /** A plain or quoted scalar. */
  scalar(at: number, indent: number, isTagged: boolean, isInFlow: boolean): ScalarNode {
    const code = this.#text.charCodeAt(at);
    if (code === 34 || code === 39) {
      const end = this.#quoteEnd(at, indent, code);
      return new ScalarNode(this.#quoted(at, end), this.span(at, end));
    }
    const end = this.#plainEnd(at, isInFlow);
    const source = this.#text.slice(at, end);
    const span = this.span(at, end);
    return isTagged ? new ScalarNode(source, span) : scalarNode(plainValue(source), source, span);
  }

  /** The offset behind the closing quote; a quote that goes on below must do so to the right of its block. */
  #quoteEnd(at: number, indent: number, quote: number): number {
    const text = this.#text;
    for (let i = at + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        if (quote === 34 || text.charCodeAt(i + 1) !== 39) return i + 1;
        i++;
      } else if (code === 92 && quote === 34 && text.charCodeAt(i + 1) !== 10) i++;
      else if (code === 10) {
        let next = i + 1;
        while (text.charCodeAt(next) === 32) next++;
        if (text.charCodeAt(next) !== 10 && next - i - 1 <= indent && !this.#isLenient) elsewhere();
      }
    }
    return elsewhere();
  }

  #quoted(at: number, end: number): string {
    const source = this.#text.slice(at, end);
    const inner = source.slice(1, -1);
    const isDouble = source.startsWith('"');
    if (!inner.includes('\n')) {
      if (!isDouble) return inner.replaceAll("''", "'");
      if (!inner.includes('\\')) return inner;
    }
    const type = isDouble ? 'double-quoted-scalar' : 'single-quoted-scalar';
    return CST.resolveAsScalar({ type, offset: at, indent: 0, source }, true, elsewhere).value;
  }

  /** The offset behind a plain scalar that ends on its line. */
  #plainEnd(at: number, isInFlow: boolean): number {
    const text = this.#text;
    const first = text.charCodeAt(at);
    if (NEVER_FIRST.has(first) || (FIRST_WITH_MORE.has(first) && (isBlank(text.charCodeAt(at + 1)) || isInFlow))) elsewhere();
    let end = at;
    for (let i = at; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) break;
      if (code === 32) {
        if (text.charCodeAt(i + 1) === 35) break;
        continue;
      }
      if (code === 58) {
        const next = text.charCodeAt(i + 1);
        if (isBlank(next) || (isInFlow && FLOW_MARKS.has(next))) break;
      } else if (isInFlow && FLOW_MARKS.has(code)) break;
      end = i + 1;
    }
    if (end === at) elsewhere();
    return end;
  }

  /** Whether an implicit key stands at an offset: a plain or quoted scalar on one line with a colon behind it. */
  isKey(at: number): boolean {
    return this.#keyEnd(at) !== undefined;
  }

  /** The ends of the key's scalar and of the blanks behind it, where the colon stands. */
  #keyEnd(at: number): { readonly end: number; readonly colon: number } | undefined {
    const code = this.#text.charCodeAt(at);
    if (code === 33 || code === 91 || code === 123 || code === 124 || code === 62) return undefined;
    const end = code === 34 || code === 39 ? this.#quoteEnd(at, -1, code) : this.#plainEnd(at, false);
    const colon = this.behindBlanks(end);
    if (this.#text.charCodeAt(colon) !== 58 || !isBlank(this.#text.charCodeAt(colon + 1))) return undefined;
    return { end, colon };
  }

  key(at: number): Key {
    const found = this.#keyEnd(at) ?? elsewhere();
    return this.#named(at, found.end, found.colon);
  }

  #named(at: number, end: number, colon: number): Key {
    const first = this.#text.charCodeAt(at);
    const source = this.#text.slice(at, end);
    // The parser looks for the colon of a key only so far, and on one line.
    if (source.includes('\n') || colon - at > 1000) elsewhere();
    const name = first === 34 || first === 39 ? this.#quoted(at, end) : source;
    return { name, keyAt: this.span(at, end), colon };
  }

  /** A key in a flow map; behind a quoted one the colon needs no blank. */
  #flowKey(at: number): Key {
    const code = this.#text.charCodeAt(at);
    const isQuoted = code === 34 || code === 39;
    const end = isQuoted ? this.#quoteEnd(at, -1, code) : this.#plainEnd(at, true);
    const colon = this.behindBlanks(end);
    if (this.#text.charCodeAt(colon) !== 58 || (!isQuoted && this.#text.charCodeAt(colon + 1) !== 32)) elsewhere();
    return this.#named(at, end, colon);
  }

  behindBlanks(from: number): number {
    let i = from;
    while (this.#text.charCodeAt(i) === 32) i++;
    return i;
  }

  /** Behind blanks and line breaks inside brackets; lines must stay to the right of their block, and comments are left to the parser. */
  #behindBreaks(from: number, indent: number): number {
    let i = this.behindBlanks(from);
    while (this.#text.charCodeAt(i) === 10) {
      const start = i + 1;
      i = this.behindBlanks(start);
      if (this.#text.charCodeAt(i) !== 10 && i - start <= indent && !this.#isLenient) elsewhere();
    }
    if (this.#text.charCodeAt(i) === 35) elsewhere();
    return i;
  }

  tag(at: number): string {
    let end = at + 1;
    while (!isBlank(this.#text.charCodeAt(end))) end++;
    const tag = this.#text.slice(at, end);
    return INTRINSIC_TAGS.has(tag) ? tag : elsewhere();
  }

  span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }
}

/** Whether a character code is a blank, a line break or the end of the text. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 10 || Number.isNaN(code);
}

const codes = (characters: string): ReadonlySet<number> => new Set(Array.from(characters, (character) => character.charCodeAt(0)));

const FLOW_MARKS = codes(',[]{}');
/** What begins something else than a plain scalar. */
const NEVER_FIRST = codes(',[]{}#&*!|>\'"%@`');
/** What begins a plain scalar only with more behind it. */
const FIRST_WITH_MORE = codes('-?:');
