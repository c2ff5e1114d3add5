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

/** The part of a line that is looked at, and whether the line goes on before and behind it. */
interface Stretch {
  readonly cells: readonly Cell[];
  readonly goesOnBefore: boolean;
  readonly goesOnBehind: boolean;
}

/** The span's first line in at most `columns`, cut around the span, with the text of `redacted` spans replaced by `…`; null when the line is blank. */
export function codeFrame(at: Span, columns: number, redacted: readonly Span[]): CodeFrame | null {
  const position = at.source.position(at.start);
  const lineStart = at.start - position.column + 1;
  const lineEnd = lineStart + at.source.line(position.line).length;
  const line = at.source.text.slice(lineStart, lineEnd);
  if (line.trim() === '') return null;
  const hidden = redacted.filter((span) => span.source.path === at.source.path && span.end > span.start);
  if (hidden.length === 0 && line.length <= Math.min(REACH, columns - 2) && !/[^ -~]/.test(line)) {
    return { line: position.line, code: line.trimEnd(), caret: caretUnder(line, at.start - lineStart, at.end - lineStart) };
  }
  const from = Math.max(lineStart, at.start - REACH);
  const to = Math.min(lineEnd, at.start + REACH);
  const stretch: Stretch = {
    cells: cellsOf({ source: at.source, start: from, end: to }, hidden),
    goesOnBefore: from > lineStart,
    goesOnBehind: to < lineEnd,
  };
  return { line: position.line, ...cut(stretch, markedCells(at, to, stretch.cells), columns) };
}

/** Spaces and carets under a line that is shown as it stands: a column for each character. */
function caretUnder(line: string, start: number, end: number): string {
  return ' '.repeat(Math.min(start, line.length)) + '^'.repeat(Math.max(1, line.slice(start, end).trimEnd().length));
}

/** First and last marked cell; a span that is empty, or all blank, marks one. */
function markedCells(at: Span, to: number, cells: readonly Cell[]): { first: number; last: number } {
  const end = at.start + at.source.text.slice(at.start, Math.min(at.end, to)).trimEnd().length;
  const under = cells.findIndex((cell) => cell.end > at.start);
  const first = under < 0 ? cells.length : under;
  const behind = cells.findIndex((cell) => cell.end >= end);
  return { first, last: end <= at.start || behind < first ? first : behind };
}

function cellsOf({ source, start, end }: Span, hidden: readonly Span[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let i = start; i < end;) {
    const secret = hidden.find((span) => span.start <= i && i < span.end);
    const character = String.fromCodePoint(source.text.codePointAt(i) ?? 0);
    const shown = secret !== undefined ? '…' : character === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(character);
    i = secret !== undefined ? Math.min(secret.end, end) : i + character.length;
    const width = displayWidth(shown);
    column += width;
    cells.push({ text: shown, width, end: i });
  }
  return cells;
}

/** As much of the line as fits, the marked cells about a third from the left when something must go. */
function cut(
  { cells, goesOnBefore, goesOnBehind }: Stretch,
  marked: { first: number; last: number },
  columns: number,
): Omit<CodeFrame, 'line'> {
  const { from, to } = windowAround(cells, marked.first, Math.max(20, columns) - 2);
  const before = goesOnBefore || from > 0 ? '…' : '';
  const behind = goesOnBehind || to < cells.length ? '…' : '';
  const shown = cells.slice(from, to).map((cell) => cell.text);
  const indent = before.length + widthOf(cells.slice(from, marked.first));
  const carets = Math.max(1, widthOf(cells.slice(marked.first, Math.min(marked.last + 1, to))));
  return { code: `${before}${shown.join('')}${behind}`.trimEnd(), caret: ' '.repeat(indent) + '^'.repeat(carets) };
}

function windowAround(cells: readonly Cell[], first: number, room: number): { from: number; to: number } {
  if (widthOf(cells) <= room) return { from: 0, to: cells.length };
  let from = first;
  let used = 0;
  const takeBefore = (limit: number): void => {
    for (; from > 0 && used + (cells[from - 1]?.width ?? 0) <= limit; from--) used += cells[from - 1]?.width ?? 0;
  };
  takeBefore(room / 3);
  let to = first;
  for (; to < cells.length && used + (cells[to]?.width ?? 0) <= room; to++) used += cells[to]?.width ?? 0;
  takeBefore(room);
  return { from, to };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
