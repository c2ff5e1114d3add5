import { CST } from 'yaml';
import { ListNode, MapNode, ScalarNode } from './node.ts';
import type { Entry, Node } from './node.ts';
import type { ReadWarning } from './read.ts';
import type { SourceFile } from './span.ts';
import { DEEPEST, Elsewhere, FlowReader, elsewhere, isBlank, setEntry } from './yaml-flow.ts';
import { intrinsicNode, plainValue, scalarNode } from './yaml-schema.ts';

/**
 * Reads a document that keeps to the part of YAML in which nearly all templates are written, and exactly as the parser
 * reads it, only many times faster: most of what a check costs is reading YAML. Undefined for everything else, right or wrong
 * (anchors, aliases, merges, tabs, other tags, whatever has to be refused): the parser then reads it. `isLenient` puts up with
 * lines in brackets and quotes that stand too far to the left.
 */
export function readPlainYaml(source: SourceFile, isLenient = false): PlainDocument | undefined {
  if (source.text.length > LARGEST || /[\t\r\uFEFF]/.test(source.text)) return undefined;
  try {
    return new PlainReader(source, isLenient).document();
  } catch (error) {
    if (error instanceof Elsewhere) return undefined;
    throw error;
  }
}

/** A document's tree, and a warning for each key that stands twice in its map. */
export interface PlainDocument {
  readonly node: Node;
  readonly warnings: readonly ReadWarning[];
}

/** Larger documents are left to the reader that says what is too much. */
const LARGEST = 1_000_000;

/** A comment on a line of its own: its column, and the offset behind its line. */
interface CommentLine {
  readonly indent: number;
  readonly end: number;
}

/**
 * A cursor over the lines. Where the parser says that a block ends decides the spans of findings, and it depends on the
 * comments behind the block: those farther right than their block belong to the value before them, those in the block's own
 * column to the block, others to what follows.
 */
class PlainReader {
  readonly #source: SourceFile;
  readonly #text: string;
  readonly #flow: FlowReader;
  /** The first character of the line that comes next, behind its indent; at the end, the length of the text. */
  #at = 0;
  /** Its column; -1 at the end. */
  #indent = -1;
  /** The comment lines between what was read last and the line that comes next. */
  #comments: CommentLine[] = [];
  /** Where what was read last ends with everything that belongs to it. */
  #end = 0;
  readonly #warnings: ReadWarning[] = [];

  constructor(source: SourceFile, isLenient: boolean) {
    this.#source = source;
    this.#text = source.text;
    this.#flow = new FlowReader(source, isLenient, this.#warnings);
  }

  document(): PlainDocument {
    this.#line(0, true);
    if (this.#indent !== 0 || this.#isDash()) elsewhere();
    const node = this.#map(0, 0);
    return this.#at < this.#text.length ? elsewhere() : { node, warnings: this.#warnings };
  }

  /** Goes to the next line with more than blanks and comments, from the start of a line. The first one may be the mark of a document. */
  #line(start: number, mayBegin: boolean = false): void {
    const text = this.#text;
    let canBegin = mayBegin;
    this.#comments = [];
    for (let from = start; from < text.length;) {
      let i = from;
      while (text.charCodeAt(i) === 32) i++;
      const code = text.charCodeAt(i);
      if (code === 10) from = i + 1;
      else if (code === 35) {
        const end = this.#behindLine(i);
        this.#comments.push({ indent: i - from, end });
        from = end;
      } else if (i >= text.length) break;
      else {
        if (canBegin && i === from && text.startsWith('---', i) && this.#endsLine(this.#flow.behindBlanks(i + 3))) {
          canBegin = false;
          from = this.#behindLine(i);
          continue;
        }
        if (i === from && (code === 37 || text.startsWith('---', i) || text.startsWith('...', i))) elsewhere();
        this.#at = i;
        this.#indent = i - from;
        return;
      }
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  #behindLine(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end + 1;
  }

  /** Whether the next line, or the text at `from`, begins with the mark of a list item. */
  #isDash(from: number = this.#at): boolean {
    if (this.#text.charCodeAt(from) !== 45) return false;
    return isBlank(this.#text.charCodeAt(from + 1));
  }

  /** A block map whose first key stands at the cursor. */
  #map(indent: number, depth: number): MapNode {
    const start = this.#at;
    const entries = new Map<string, Entry>();
    do {
      const { name, keyAt, colon } = this.#flow.key(this.#at);
      if (name === '<<') elsewhere();
      const value = this.#valueBehind(colon + 1, indent, depth + 1, true);
      setEntry(entries, name, { keyAt, value }, this.#warnings);
    } while (this.#indent === indent && !this.#isDash());
    return new MapNode(this.#flow.span(start, this.#close(indent)), entries);
  }

  /** A block list whose first mark stands at the cursor. */
  #list(indent: number, depth: number): ListNode {
    const start = this.#at;
    const items: Node[] = [];
    do items.push(this.#valueBehind(this.#at + 1, indent, depth + 1, false));
    while (this.#indent === indent && this.#isDash());
    return new ListNode(this.#flow.span(start, this.#close(indent)), items);
  }

  /** Ends a block: gives where its last value ends, and leaves in `#end` where the block ends with the comments that belong to it. */
  #close(indent: number): number {
    if (this.#indent > indent) elsewhere();
    const end = this.#end;
    if (indent > 0 && this.#comments.some((comment) => comment.indent >= indent)) {
      this.#end = this.#at;
      this.#comments = [];
    }
    return end;
  }

  /** The value behind a colon or the mark of a list item, on the same line or below. */
  #valueBehind(from: number, indent: number, depth: number, isInMap: boolean): Node {
    if (depth > DEEPEST) elsewhere();
    const at = this.#flow.behindBlanks(from);
    if (!this.#endsLine(at)) return isInMap ? this.#inline(at, indent, depth) : this.#item(at, indent, depth);
    this.#line(this.#behindLine(at));
    if (this.#indent > indent || (isInMap && this.#indent === indent && this.#isDash())) return this.#block(indent, depth);
    // A comment behind a missing value is read as the value's own.
    if (!isInMap || this.#comments.length > 0 || this.#text.charCodeAt(at) === 35) elsewhere();
    this.#end = at;
    return scalarNode(plainValue(''), '', this.#flow.span(at, at));
  }

  /** A value that begins at the cursor, on a line below its key or mark. */
  #block(indent: number, depth: number): Node {
    if (this.#isDash()) return this.#list(this.#indent, depth);
    if (this.#flow.isKey(this.#at)) return this.#map(this.#indent, depth);
    return this.#comments.length > 0 ? elsewhere() : this.#inline(this.#at, indent, depth);
  }

  /** A list item on the line of its mark: a map or list may begin there. */
  #item(at: number, indent: number, depth: number): Node {
    const column = at - (this.#text.lastIndexOf('\n', at) + 1);
    if (this.#isDash(at) || this.#flow.isKey(at)) {
      this.#at = at;
      this.#indent = column;
      return this.#isDash() ? this.#list(column, depth) : this.#map(column, depth);
    }
    return this.#inline(at, indent, depth);
  }

  /** A value on the line of its key or mark that is neither a block map nor a block list. */
  #inline(at: number, indent: number, depth: number): Node {
    if (this.#text.charCodeAt(at) !== 33) return this.#untagged(at, indent, depth, false);
    const tag = this.#flow.tag(at);
    const from = this.#flow.behindBlanks(at + tag.length);
    if (!this.#endsLine(from)) return intrinsicNode(this.#source, tag, this.#untagged(from, indent, depth, true));
    this.#line(this.#behindLine(from));
    if (this.#indent <= indent) elsewhere();
    const node = this.#isDash()
      ? this.#list(this.#indent, depth)
      : this.#flow.isKey(this.#at)
        ? this.#map(this.#indent, depth)
        : elsewhere();
    return intrinsicNode(this.#source, tag, node);
  }

  #untagged(at: number, indent: number, depth: number, isTagged: boolean): Node {
    const code = this.#text.charCodeAt(at);
    if (code === 124 || code === 62) return this.#blockScalar(at, indent);
    const node = code === 91 || code === 123 ? this.#flow.collection(at, indent, depth) : this.#flow.scalar(at, indent, isTagged, false);
    const behind = this.#flow.behindBlanks(node.at.end);
    if (!this.#endsLine(behind) || (behind === node.at.end && this.#text.charCodeAt(behind) === 35)) elsewhere();
    const next = this.#behindLine(behind);
    this.#line(next);
    if (this.#indent > indent) elsewhere();
    this.#end = next;
    const own = this.#comments.findIndex((comment) => comment.indent <= indent);
    const farther = own < 0 ? this.#comments.length : own;
    if (farther > 0) this.#end = this.#comments[farther - 1]!.end;
    this.#comments.splice(0, farther);
    return node;
  }

  /** `|` and `>`: their lines as they are, or folded. */
  #blockScalar(at: number, indent: number): Node {
    const text = this.#text;
    const lineEnd = this.#behindLine(at) - 1;
    const header = /^[|>][+-]?(?= *$)/.exec(text.slice(at, lineEnd))?.[0];
    if (header === undefined || text[lineEnd] !== '\n') elsewhere();
    const content = this.#blockLines(lineEnd + 1, indent, header.endsWith('+'));
    const token: CST.BlockScalar = {
      type: 'block-scalar',
      offset: at,
      indent,
      props: [
        { type: 'block-scalar-header', offset: at, indent, source: header },
        { type: 'newline', offset: lineEnd, indent, source: text.slice(at + header.length, lineEnd + 1) },
      ],
      source: text.slice(lineEnd + 1, content),
    };
    const { value } = CST.resolveAsScalar(token, true, elsewhere);
    this.#end = content;
    this.#line(content);
    if (this.#indent > indent) elsewhere();
    return new ScalarNode(value, this.#flow.span(at, content));
  }

  /** Where the lines of a block scalar end; blank lines behind them belong to it only when it keeps them. */
  #blockLines(from: number, indent: number, keepsBlanks: boolean): number {
    const text = this.#text;
    let own = 0;
    let end = from;
    let isSpaced = false;
    for (let start = from; start < text.length;) {
      let i = start;
      while (text.charCodeAt(i) === 32) i++;
      const next = this.#behindLine(i);
      if (text.charCodeAt(i) === 10 || i >= text.length) {
        // Blank lines with blanks beyond the indent are text. Before the first line they would set the indent, and the last ones count as lines.
        if (i - start > 0 && own === 0) elsewhere();
        if (i - start > own) isSpaced = true;
      } else {
        if (own === 0) own = i - start;
        if (i - start < own) break;
        if (own <= indent) elsewhere();
        end = next;
        isSpaced = false;
      }
      start = next;
    }
    if (own === 0 || keepsBlanks || isSpaced) elsewhere();
    return end;
  }

  /** Whether nothing but a comment stands on the line from an offset, blanks aside. */
  #endsLine(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === 10 || code === 35 || at >= this.#text.length;
  }
}
