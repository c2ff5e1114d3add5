import type { TextEdit } from './text-edit.ts';

/** A stretch of text that one edit brought, by its offsets in the text as it is now; empty where an edit only removed something. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly names: ReadonlySet<string>;
}

/** Keeps, over several rounds of edits of one text, which of its lines came from what. */
export class LineCauses {
  #text: string;
  #stretches: readonly Stretch[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes in the edits of one round, by offset; `nameOf` names a cause of an edit by its index. */
  apply(edits: readonly TextEdit[], nameOf: (cause: number) => string): void {
    const kept = this.#stretches.flatMap((stretch) => pieces(stretch, edits));
    const made: Stretch[] = [];
    let shift = 0;
    let text = '';
    let from = 0;
    for (const edit of edits) {
      const start = edit.start + shift;
      made.push({ start, end: start + edit.text.length, names: new Set(edit.causes.map(nameOf)) });
      text += this.#text.slice(from, edit.start) + edit.text;
      from = edit.end;
      shift += edit.text.length - (edit.end - edit.start);
    }
    this.#text = text + this.#text.slice(from);
    this.#stretches = [...kept, ...made];
  }

  /** The names behind the lines from `lineStart` to `lineEnd`, both counted from 1 and included, in the order of the text. */
  namesOf(lineStart: number, lineEnd: number): string[] {
    const start = this.#lineStart(lineStart);
    const end = this.#lineStart(lineEnd + 1);
    const touching = this.#stretches.filter((one) =>
      one.start === one.end ? one.start >= start && one.start <= end : one.start < end && one.end > start,
    );
    const names = new Set<string>();
    for (const one of touching.toSorted((a, b) => a.start - b.start)) for (const name of one.names) names.add(name);
    return [...names];
  }

  /** The offset at which a line begins; behind the last one, the length of the text. */
  #lineStart(line: number): number {
    let at = 0;
    for (let i = 1; i < line; i++) {
      const next = this.#text.indexOf('\n', at);
      if (next < 0) return this.#text.length + (i === line - 1 ? 0 : 1);
      at = next + 1;
    }
    return at;
  }
}

/** What edits leave of a stretch, by its offsets behind them. */
function pieces({ start, end, names }: Stretch, edits: readonly TextEdit[]): Stretch[] {
  const result: Stretch[] = [];
  let shift = 0;
  let from = start;
  for (const edit of edits) {
    if (start === end ? edit.start > end : edit.start >= end) break;
    if (edit.end > from) {
      if (edit.start > from) result.push({ start: from + shift, end: edit.start + shift, names });
      from = Math.max(from, edit.end);
    }
    shift += edit.text.length - (edit.end - edit.start);
  }
  if (from < end || start === end) result.push({ start: from + shift, end: Math.max(from, end) + shift, names });
  return result;
}
