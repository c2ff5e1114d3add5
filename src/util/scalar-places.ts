import type { ScalarNode } from './node.ts';
import type { Span } from './span.ts';

/**
 * A stretch of a text and the stretch of a file that writes it. Where both are of one length every character stands as itself; else the
 * stretch is one, as an escape is.
 */
export interface TextRun {
  /** Offset in the text. */
  readonly from: number;
  readonly length: number;
  /** Offsets in the file, the second exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * Where a file writes the text of a scalar, in order. What folding and blocks make of blanks and line ends has no stretch of its own.
 * Null where the text is not what stands there, such as for one that a tool made. Cost: linear in the text.
 */
export function scalarPlaces({ value, at }: ScalarNode): readonly TextRun[] | null {
  const text = String(value);
  const { start, end } = at;
  const file = at.source.text;
  const first = file[start];
  if (first === '|' || first === '>') return aligned(blockLines(file, { start, end }, text), text);
  if (first === '"') return aligned(quoted(file, { start, end }), text);
  const isSingle = first === "'";
  return aligned(folded(file, isSingle ? { start: start + 1, end: end - 1 } : { start, end }, isSingle), text);
}

/** Where a file writes a stretch of a scalar's text; undefined where that cannot be told. */
export function scalarSpan(node: ScalarNode, start: number, end: number): Span | undefined {
  const runs = scalarPlaces(node);
  return runs === null || runs.length === 0 ? undefined : { source: node.at.source, ...stretchOf(runs, start, end) };
}

/** Where a stretch of a text stands, given where all of it does; there must be a run. */
export function stretchOf(runs: readonly TextRun[], start: number, end: number): Stretch {
  const first = runAt(runs, start);
  const from = first === null ? runs[0]!.start : placeIn(first, start);
  const last = end <= start ? null : runAt(runs, end - 1);
  if (last === null) return { start: from, end: from };
  const to = isItself(last) ? Math.min(placeIn(last, end - 1) + 1, last.end) : last.end;
  return { start: from, end: Math.max(from, to) };
}

/** The run that holds an offset, else the one before it: a line end stands behind its line. */
function runAt(runs: readonly TextRun[], offset: number): TextRun | null {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.from <= offset) low = middle + 1;
    else high = middle;
  }
  return runs[low - 1] ?? null;
}

function placeIn(run: TextRun, offset: number): number {
  return isItself(run) ? Math.min(run.start + offset - run.from, run.end) : run.start;
}

/** Whether every character of a run stands as itself. */
export function isItself({ length, start, end }: Pick<TextRun, 'length' | 'start' | 'end'>): boolean {
  return end - start === length;
}

/** A stretch of a file and the text that it gives. */
interface Written {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Puts what is written one after another into the text; between two of them only blanks and line ends may have been made. */
function aligned(all: Iterable<Written>, text: string): readonly TextRun[] | null {
  const runs: TextRun[] = [];
  let behind = 0;
  for (const { start, end, text: piece } of all) {
    if (piece === '') continue;
    const from = text.startsWith(piece, behind) ? behind : text.indexOf(piece, behind);
    if (from < 0 || /[^\n ]/.test(text.slice(behind, from))) {
      // Comments behind a block may count as its own.
      if (/[^\n ]/.test(text.slice(behind))) return null;
      break;
    }
    behind = from + piece.length;
    const last = runs.at(-1);
    const run: TextRun = { from, length: piece.length, start, end };
    if (last?.end === start && last.from + last.length === from && isItself(last) && isItself(run))
      runs[runs.length - 1] = { from: last.from, length: last.length + run.length, start: last.start, end };
    else runs.push(run);
  }
  return /[^\n ]/.test(text.slice(behind)) ? null : runs;
}

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/** The lines of `|` and `>` without their indentation, which the first one with a character shows: it has more of it than its text. */
function* blockLines(file: string, { start, end }: Stretch, text: string): Iterable<Written> {
  let indent: number | null = null;
  LINE.lastIndex = start;
  for (let from = start + LINE.exec(file)![0].length; from < end;) {
    LINE.lastIndex = from;
    const line = LINE.exec(file)![0];
    const content = line.replace(/[\r\n]+$/, '');
    const blanks = /^ */.exec(content)![0].length;
    if (blanks < content.length) {
      indent ??= Math.max(0, blanks - /^(?: *\n)*( *)/.exec(text)![1]!.length);
      const inner = content.slice(Math.min(indent, blanks));
      yield { start: from + content.length - inner.length, end: from + content.length, text: inner };
    }
    from += line.length;
  }
}

/** A plain text, or the inside of single quotes, line by line without the blanks around them; `''` stands for a quote. */
function* folded(file: string, { start, end }: Stretch, isSingle: boolean): Iterable<Written> {
  for (const { 0: piece, index } of file.slice(start, end).matchAll(/[^\r\n]+/g)) {
    const isFirst = index === 0;
    const isLast = index + piece.length === end - start;
    const kept = isLast ? piece : piece.trimEnd();
    const from = isFirst ? 0 : kept.length - kept.trimStart().length;
    let at = start + index + from;
    for (const part of isSingle ? kept.slice(from).split(/('')/) : [kept.slice(from)]) {
      yield { start: at, end: at + part.length, text: isSingle && part === "''" ? "'" : part };
      at += part.length;
    }
  }
}

/** Escapes of double quotes in YAML, those of JSON among them. https://yaml.org/spec/1.2.2/#57-escaped-characters */
const LETTERS = '0abtnvfreN_LP';
const ESCAPED = '\0\u0007\b\t\n\v\f\r\u001B\u0085\u00A0\u2028\u2029';

/** An escape, a line end with the blanks around it, or characters that stand for themselves. */
const QUOTED =
  /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|(?:\r\n|\n|\r)[ \t]*|[\s\S])|[ \t]*(?:\r\n|\n|\r)\s*|[^\\ \t\r\n]+|[ \t]+/g;

/** The inside of double quotes. */
function* quoted(file: string, { start, end }: Stretch): Iterable<Written> {
  const inner = file.slice(start + 1, end - 1);
  for (const { 0: piece, index } of inner.matchAll(QUOTED)) {
    const at = start + 1 + index;
    if (piece.startsWith('\\')) yield { start: at, end: at + piece.length, text: unescaped(piece) };
    else if (!/[\r\n]/.test(piece)) yield { start: at, end: at + piece.length, text: piece };
  }
}

function unescaped(escape: string): string {
  const letter = escape[1]!;
  // A line end that is escaped is none.
  if (letter === '\n' || letter === '\r') return '';
  if (escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  }
  return ESCAPED[LETTERS.indexOf(letter)] ?? letter;
}
