import { stripVTControlCharacters } from 'node:util';
import type { ReportOptions } from '../options.ts';
import { displayWidth, pad, wrap } from '../width.ts';
import { styleFor } from './style.ts';
import type { Style } from './style.ts';

/** Widest page: a longer line is hard to read even where the terminal has room. */
const MOST_COLUMNS = 140;
const LEAST_COLUMNS = 40;

/** The page being written: its lines, its width and its palette. */
export class Page {
  readonly columns: number;
  readonly style: Style;
  readonly #lines: string[] = [];

  constructor(options: ReportOptions) {
    this.columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, options.width));
    this.style = styleFor(options.color);
  }

  /** Adds a finished line. */
  line(text = ''): void {
    this.#lines.push(text.trimEnd());
  }

  /** Adds an empty line unless there is one already, or nothing yet. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** Adds a text in as many lines as it needs, the first behind `head`, the others under it; `paint` colours each line. */
  text(head: string, text: string, paint: (line: string) => string = same): void {
    const indent = displayWidth(stripVTControlCharacters(head));
    const [first = '', ...rest] = wrap(text, this.columns - indent);
    this.line(head + paint(first));
    for (const line of rest) this.line(' '.repeat(indent) + paint(line));
  }

  /** Adds a text with a label at the right edge of its last line, or below it when there is no room. */
  textWithLabel(head: { readonly plain: string; readonly painted: string }, text: string, label: string): void {
    const indent = displayWidth(head.plain);
    const lines = wrap(text, this.columns - indent);
    lines.forEach((line, index) => {
      const start = (index === 0 ? head.painted : ' '.repeat(indent)) + this.style.bold(line);
      const left = this.columns - indent - displayWidth(line) - displayWidth(label);
      const last = index === lines.length - 1;
      this.line(last && left >= 2 ? start + ' '.repeat(left) + this.style.dim(label) : start);
      if (last && left < 2) this.line(this.style.dim(pad(label, this.columns, 'start')));
    });
  }

  /** The page as text, with a line break at its end; empty when nothing was written. */
  toString(): string {
    while (this.#lines.at(-1) === '') this.#lines.pop();
    return this.#lines.length === 0 ? '' : `${this.#lines.join('\n')}\n`;
  }
}

function same(text: string): string {
  return text;
}
