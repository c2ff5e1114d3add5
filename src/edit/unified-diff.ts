import { formatPatch, structuredPatch } from 'diff';

/** Two states of one file. */
export interface FileStates {
  /** `/` separated, as the diff names it. */
  readonly path: string;
  /** Null: the file is new. */
  readonly before: string | null;
  readonly after: string;
  /** Lines kept around a change. */
  readonly context?: number;
  /** What stands behind `@@ -a,b +c,d @@` of a hunk, given the lines (from 1, both included) that it has in the new text. */
  readonly heading?: (firstLine: number, lastLine: number) => string;
}

/** A unified diff that `git apply` and `patch -p1` take; empty where nothing differs. */
export function unifiedDiff({ path, before, after, context = 3, heading }: FileStates): string {
  if (before === after) return '';
  const patch = structuredPatch(before === null ? '/dev/null' : `a/${path}`, `b/${path}`, before ?? '', after, undefined, undefined, {
    context,
  });
  const text = formatPatch(patch).replace(/^=+\n/, '');
  if (heading === undefined) return text;
  return text.replace(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@$/gm, (line, first: string, count: string | undefined) => {
    const last = Number(first) + Number(count ?? 1) - 1;
    const words = heading(Number(first), last);
    return words === '' ? line : `${line} ${words}`;
  });
}
