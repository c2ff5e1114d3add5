import { refuse } from './refusal.ts';
import type { TextEdit } from './text-edit.ts';

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly causes: ReadonlySet<number>;
}

/** Collects edits of one text, in any order; of two insertions in one place the one added first comes first. */
export class Edits {
  readonly #pieces: Piece[] = [];

  /** Replaces a stretch of the text. */
  replace(start: number, end: number, text: string, causes: ReadonlySet<number>): void {
    if (start !== end || text !== '') this.#pieces.push({ start, end, text, causes });
  }

  /** Inserts a text. */
  insert(at: number, text: string, causes: ReadonlySet<number>): void {
    this.replace(at, at, text, causes);
  }

  /**
   * The edits of `text` by offset, joined where they touch and cut to the lines that differ. They were made for `ended`, which is
   * `text` with a line break at its end.
   */
  of(text: string, ended: string): TextEdit[] {
    const joined: Piece[] = [];
    for (const piece of this.#pieces.toSorted((a, b) => a.start - b.start)) {
      const last = joined.at(-1);
      if (last !== undefined && piece.start < last.end) refuse('two changes touch the same line in different ways');
      if (last !== undefined && piece.start === last.end) {
        const causes = new Set([...last.causes, ...piece.causes]);
        joined[joined.length - 1] = { start: last.start, end: piece.end, text: last.text + piece.text, causes };
      } else joined.push(piece);
    }
    const result: TextEdit[] = [];
    for (const piece of joined) {
      const { start, end, text: made, causes } = cut(ended, atEnd(piece, text, ended));
      const old = text.slice(start, end);
      if (old !== made) result.push({ start, end, old, text: made, causes: [...causes].toSorted((a, b) => a - b) });
    }
    return result;
  }
}

/** An edit that reaches behind the end of a text without a last line break: the text stays without one. */
function atEnd(piece: Piece, text: string, ended: string): Piece {
  if (piece.end <= text.length) return piece;
  const eol = ended.slice(text.length);
  if (piece.start > text.length) return { ...piece, start: text.length, end: text.length, text: eol + withoutEnd(piece.text, eol) };
  if (piece.text.endsWith(eol)) return { ...piece, end: text.length, text: withoutEnd(piece.text, eol) };
  const start = text.slice(0, piece.start).replace(/\r?\n$/, '').length;
  return { ...piece, start, end: text.length };
}

function withoutEnd(text: string, eol: string): string {
  return text.endsWith(eol) ? text.slice(0, -eol.length) : text;
}

/** Leaves out whole lines that are the same before and after. */
function cut(text: string, piece: Piece): Piece {
  const old = text.slice(piece.start, piece.end);
  let start = 0;
  for (let i = 0; i < Math.min(old.length, piece.text.length) && old[i] === piece.text[i]; i++) if (old[i] === '\n') start = i + 1;
  let end = 0;
  const most = Math.min(old.length, piece.text.length) - start;
  for (let i = 1; i <= most && old.at(-i) === piece.text.at(-i); i++) if (i === most ? start > 0 : old.at(-i - 1) === '\n') end = i;
  if (start === 0 && end === 0) return piece;
  return { ...piece, start: piece.start + start, end: piece.end - end, text: piece.text.slice(start, piece.text.length - end) };
}

/** What the edits make of a text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}
