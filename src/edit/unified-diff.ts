import { lineEdits } from './line-edits.ts';
import type { LineEdit } from './line-edits.ts';

/** What a unified diff is made of. */
export interface DiffInput {
  /** The file's text before; null for a new file. */
  readonly before: string | null;
  /** The file's text after; null for a file that goes. */
  readonly after: string | null;
  /** `/` separated. */
  readonly path: string;
  /** Lines around a change that are shown; 3 when left out. */
  readonly context?: number;
  /** The text behind the second `@@` of a hunk, for the lines of the text after that it changes, both counted from 1 and included. */
  readonly heading?: (lineStart: number, lineEnd: number) => string | undefined;
}

/** The difference of two texts as `git apply` and `patch -p1` take it; empty when there is none. */
export function unifiedDiff({ before, after, path, context = 3, heading }: DiffInput): string {
  if (before === after) return '';
  const old = linesOf(before ?? '');
  const now = linesOf(after ?? '');
  const hunks = grouped(lineEdits(old, now), context).map((edits) => hunk(edits, { old, now, context, heading }));
  const from = before === null ? '/dev/null' : shownPath(`a/${path}`);
  const to = after === null ? '/dev/null' : shownPath(`b/${path}`);
  return hunks.length === 0 ? '' : `--- ${from}\n+++ ${to}\n${hunks.join('')}`;
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** A path as git writes it: behind one with blanks a tab shows where it ends; one with marks that a terminal would act on is quoted, their bytes in octal. */
function shownPath(path: string): string {
  if (!QUOTED.test(path)) return path.includes(' ') ? `${path}\t` : path;
  return `"${path.replaceAll(QUOTED_EACH, (mark) => (mark === '"' || mark === '\\' ? `\\${mark}` : octal(mark)))}"`;
}

const QUOTED = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const QUOTED_EACH = new RegExp(QUOTED, 'gu');

function octal(mark: string): string {
  return [...Buffer.from(mark)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** Edits that share context make one hunk. */
function grouped(edits: readonly LineEdit[], context: number): LineEdit[][] {
  const groups: LineEdit[][] = [];
  for (const edit of edits) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && edit.oldStart - before.oldEnd <= context * 2) last.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

interface HunkInput {
  readonly old: readonly string[];
  readonly now: readonly string[];
  readonly context: number;
  readonly heading: DiffInput['heading'];
}

function hunk(edits: readonly LineEdit[], { old, now, context, heading }: HunkInput): string {
  const first = edits[0]!;
  const last = edits.at(-1)!;
  const start = Math.max(0, first.oldStart - context);
  const end = Math.min(old.length, last.oldEnd + context);
  const newStart = first.newStart - (first.oldStart - start);
  const newEnd = last.newEnd + (end - last.oldEnd);
  const lines: string[] = [];
  let at = start;
  for (const edit of edits) {
    for (; at < edit.oldStart; at++) lines.push(shownLine(' ', old[at]!));
    for (; at < edit.oldEnd; at++) lines.push(shownLine('-', old[at]!));
    for (const line of now.slice(edit.newStart, edit.newEnd)) lines.push(shownLine('+', line));
  }
  for (; at < end; at++) lines.push(shownLine(' ', old[at]!));
  const title = heading?.(first.newStart + 1, Math.max(first.newStart + 1, last.newEnd));
  const behind = title === undefined || title === '' ? '' : ` ${title.replaceAll(/\s+/g, ' ')}`;
  return `@@ -${range(start, end)} +${range(newStart, newEnd)} @@${behind}\n${lines.join('')}`;
}

function shownLine(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

/** An empty stretch is named by the line before it. */
function range(start: number, end: number): string {
  const count = end - start;
  if (count === 1) return String(start + 1);
  return `${count === 0 ? start : start + 1},${count}`;
}
