import type { Fresh } from './draft.ts';
import type { Desk } from './flow-edit.ts';
import { refuse } from './refusal.ts';
import { literalText, scalarText } from './scalar-text.ts';
import type { ScalarSyntax } from './syntax.ts';
import type { Behind } from './yaml-writer.ts';

/** Where a value of a block stands: behind which mark, and at which offset the mark ends. */
export interface Slot extends Behind {
  readonly intro: number;
  /** 0 for the file's own map, 1 for a section. */
  readonly depth: number;
}

/** Puts a new value in the place of one in a block. */
export class ValueEditor {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Replaces a value, its tag and anchor with it; a comment behind it on its line stays. */
  replace(fresh: Fresh, slot: Slot): void {
    const { over, causes } = fresh;
    if (over === undefined || slot.intro < 0) return refuse('it has no place');
    if (this.inPlace(fresh)) return;
    const { lines, edits, reading } = this.#desk;
    const { eol } = reading.habits;
    const end = Math.max(over.end, slot.intro);
    const introEnd = lines.endOf(slot.intro);
    const isBelow = over.start > introEnd;
    const isTight = isBelow && lines.next(introEnd) < lines.startOf(over.start);
    const hasLiterals = !isTight && !lines.continuesText(lines.next(end), slot.column);
    const writer = hasLiterals ? this.#desk.writer : this.#desk.writer.withoutLiterals();
    const whole = writer.behind(fresh.value, slot);
    const cut = whole.includes(eol) ? whole.indexOf(eol) : whole.length;
    const inline = whole.slice(0, cut);
    const below = cut === whole.length ? '' : whole.slice(cut + eol.length) + eol;
    if (isBelow) {
      edits.insert(slot.intro, inline, causes);
      edits.replace(lines.startOf(over.start), lines.next(end), below, causes);
    } else if (end > introEnd && isBlock(lines.text, over)) edits.replace(slot.intro, lines.endOf(end), whole, causes);
    else {
      edits.replace(slot.intro, end, inline, causes);
      edits.insert(lines.next(end), below, causes);
    }
  }

  /** Replaces a scalar by another one where it stands, with its quotes or its `|`; false when that is not possible. */
  inPlace({ value, over, causes }: Fresh): boolean {
    if (over?.kind !== 'scalar' || over.style === 'empty' || (typeof value === 'object' && value !== null)) return false;
    const { edits, reading } = this.#desk;
    if (over.style === 'block') {
      const text = typeof value === 'string' ? this.#blockText(over, value) : undefined;
      if (text === undefined) return false;
      edits.replace(over.content, over.end, text, causes);
      return true;
    }
    if (typeof value === 'string' && literalText(value, '', '\n') !== undefined) return false;
    const isQuoted = typeof value === 'string' && over.style !== 'plain';
    const quote = over.style === 'plain' ? reading.habits.quote : over.style;
    edits.replace(over.content, over.end, scalarText(value, quote, { isQuoted }), causes);
    return true;
  }

  /** A text behind the `|` or `>` of another, in its indentation, with the comment behind its mark. */
  #blockText({ content, end }: ScalarSyntax, value: string): string | undefined {
    const { lines, reading } = this.#desk;
    const { eol } = reading.habits;
    const head = /^([|>])[-+0-9]*(.*)$/.exec(lines.text.slice(content, lines.endOf(content)));
    const pad = /^[ ]*(?=[^\s])/m.exec(lines.text.slice(lines.next(content), end))?.[0];
    if (head === null || pad === undefined || pad === '') return undefined;
    const isOneLine = /^\S(?:.*\S)?\n?$/.test(value);
    if (!value.includes('\n') && isOneLine) {
      const text = literalText(`${value}\n`, pad, eol);
      return text === undefined ? undefined : `${head[1]!}-${head[2]!}${eol}${text.lines}`;
    }
    const text = literalText(value, pad, eol);
    if (text === undefined) return undefined;
    const header = isOneLine ? text.header.replace('|', head[1]!) : text.header;
    return `${header}${head[2]!}${eol}${text.lines}`;
  }
}

/** Whether a value's last line is its own: a block, or a text behind `|`. */
function isBlock(text: string, over: NonNullable<Fresh['over']>): boolean {
  if (over.kind === 'scalar') return over.style === 'block';
  if (over.kind === 'opaque') return !/[\]}"']$/.test(text.slice(over.start, over.end));
  if (over.style === 'tag') return over.members.some(({ value }) => isBlock(text, value));
  return over.style === 'block';
}
