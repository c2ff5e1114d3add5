import type { Span } from '../util/span.ts';
import { visible } from './visible.ts';
import { displayWidth } from './width.ts';

/** One line of a file as a report shows it, and the carets under it. */
export interface CodeFrame {
  /** Number of the line, from 1. */
  readonly line: number;
  readonly code: string;
  /** Spaces, then carets under the span. */
  readonly caret: string;
}

const TAB = 4;
/** Code units looked at on each side of the span; a minified template can be one line of megabytes. */
const REACH = 1000;

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Offset in the file behind the last code unit it stands for. */
  readonly end: number;
}

/** The span's first line in at most `columns`, cut around the span, with the text of `redacted` spans replaced by `…`; null when the line is blank. */
export function codeFrame(at: Span, columns: number, redacted: readonly Span[]): CodeFrame | null {
  const position = at.source.position(at.start);
  const lineStart = at.start - position.column + 1;
  const text = at.source.line(position.line);
  if (text.trim() === '') return null;
  const from = Math.max(lineStart, at.start - REACH);
  const to = Math.min(lineStart + text.length, at.start + REACH);
  const end = at.start + at.source.text.slice(at.start, Math.min(at.end, to)).trimEnd().length;
  const cells = cellsOf(at.source.text, from, to, redactedRanges(at, redacted));
  const under = cells.findIndex((cell) => cell.end > at.start);
  const first = under < 0 ? cells.length : under;
  const behind = cells.findIndex((cell) => cell.end >= end);
  const last = end <= at.start || behind < 0 ? first : Math.max(first, behind);
  return { line: position.line, ...cut(cells, first, last, columns, from > lineStart, to < lineStart + text.length) };
}

function redactedRanges(at: Span, redacted: readonly Span[]): readonly Span[] {
  return redacted.filter((span) => span.source.path === at.source.path && span.end > span.start);
}

function cellsOf(text: string, from: number, to: number, hidden: readonly Span[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let i = from; i < to;) {
    const secret = hidden.find((span) => span.start <= i && i < span.end);
    const character = String.fromCodePoint(text.codePointAt(i)!);
    const shown = secret !== undefined ? '…' : character === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(character);
    i = secret !== undefined ? Math.min(secret.end, to) : i + character.length;
    const width = displayWidth(shown);
    column += width;
    cells.push({ text: shown, width, end: i });
  }
  return cells;
}

/** As much of the line as fits, the span about a third from the left when something must go. */
function cut(cells: readonly Cell[], first: number, last: number, columns: number, cutBefore: boolean, cutAfter: boolean) {
  const room = Math.max(20, columns) - 2;
  let from = 0;
  let to = cells.length;
  if (widthOf(cells, 0, cells.length) > room) {
    from = first;
    for (let lead = 0; from > 0 && lead + cells[from - 1]!.width <= room / 3; from--) lead += cells[from - 1]!.width;
    to = from;
    for (let used = 0; to < cells.length && used + cells[to]!.width <= room; to++) used += cells[to]!.width;
    while (from > 0 && widthOf(cells, from - 1, to) <= room) from--;
  }
  const before = cutBefore || from > 0 ? '…' : '';
  const after = cutAfter || to < cells.length ? '…' : '';
  const shown = cells.slice(from, to).map((cell) => cell.text);
  const indent = before.length + widthOf(cells, from, first);
  const carets = Math.max(1, widthOf(cells, first, Math.min(last + 1, to)));
  return { code: `${before}${shown.join('')}${after}`.trimEnd(), caret: ' '.repeat(indent) + '^'.repeat(carets) };
}

function widthOf(cells: readonly Cell[], from: number, to: number): number {
  let width = 0;
  for (let i = from; i < to; i++) width += cells[i]!.width;
  return width;
}
