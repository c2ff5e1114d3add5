import type { Authored } from '../model/change.ts';
import { isMap } from './claims.ts';
import type { Habits } from './habits.ts';
import { shortForm, takesConditions } from './intrinsics.ts';
import type { ShortForm } from './intrinsics.ts';
import { literalText, scalarText } from './scalar-text.ts';
import type { Quote } from './scalar-text.ts';

/** Columns up to which a function's list stands in brackets. */
const WIDTH = 90;
/** Characters up to which a list of scalars stands in brackets, where a file writes such lists so. */
const SHORT_LIST = 60;

/** What new values stand behind: `key:` or a dash, and the column of either. */
export interface Behind {
  readonly column: number;
  readonly mark: 'key' | 'dash';
  /** Columns by which lists are farther right than their key here, where that is known better than for the whole file. */
  readonly dash?: number;
}

/** Writes new values as the owner of a YAML file would. */
export class YamlWriter {
  readonly #habits: Habits;
  readonly #hasLiterals: boolean;

  /** `hasLiterals`: texts of several lines may stand behind `|`. */
  constructor(habits: Habits, hasLiterals: boolean = true) {
    this.#habits = habits;
    this.#hasLiterals = hasLiterals;
  }

  /** The same writer for a place where the lines that follow would be taken for the last ones of a text behind `|`. */
  withoutLiterals(): YamlWriter {
    return new YamlWriter(this.#habits, false);
  }

  /** An entry of a block map, without the blanks before its key and the line break behind it. `quote`: that of the keys beside it. */
  entry(key: string, value: Authored, at: { readonly column: number; readonly quote?: Quote | undefined; readonly dash?: number }): string {
    const name = scalarText(key, at.quote ?? this.#habits.quote, { isQuoted: at.quote !== undefined });
    return `${name}:${this.behind(value, { ...at, mark: 'key' })}`;
  }

  /** An item of a block list, without the blanks before its dash and the line break behind it. */
  item(value: Authored, column: number): string {
    return `-${this.behind(value, { column, mark: 'dash' })}`;
  }

  /** What stands behind `key:` or the dash: ` value`, or a line break and a block, or a blank and a block. */
  behind(value: Authored, at: Behind, isInCondition: boolean = false): string {
    const call = this.#short(value, isInCondition);
    if (call !== undefined) return ` ${call.tag}${this.#argument(call, at)}`;
    if (typeof value === 'string') return this.#text(value, at);
    if (typeof value !== 'object' || value === null) return ` ${scalarText(value, this.#habits.quote)}`;
    if (isMap(value)) {
      if (Object.keys(value).length === 0) return ' {}';
      const column = at.column + (at.mark === 'dash' ? 2 : this.#habits.indent);
      return this.#block(
        Object.entries(value).map(([key, part]) => this.entry(key, part, { column })),
        column,
        at,
      );
    }
    const items = value;
    if (items.length === 0) return ' []';
    return this.#isShortList(items) ? ` ${this.flow(items)}` : this.#list(items, at, isInCondition);
  }

  /** A value on one line, as it stands in brackets or braces. */
  flow(value: Authored, isInCondition: boolean = false): string {
    const call = this.#short(value, isInCondition);
    if (call !== undefined) {
      const { argument } = call;
      if (typeof argument !== 'string') return `${call.tag} ${this.#flowList(argument, takesConditions(call.tag))}`;
      return `${call.tag} ${scalarText(argument, this.#habits.quote, { isInFlow: true })}`;
    }
    if (typeof value !== 'object' || value === null) return scalarText(value, this.#habits.quote, { isInFlow: true });
    if (!isMap(value)) return this.#flowList(value, isInCondition);
    const pad = this.#habits.isPaddedMap ? ' ' : '';
    const entries = Object.entries(value).map(([key, part]) => this.flowEntry(key, part));
    return entries.length === 0 ? '{}' : `{${pad}${entries.join(', ')}${pad}}`;
  }

  /** An entry of a flow map. */
  flowEntry(key: string, value: Authored): string {
    return `${scalarText(key, this.#habits.quote, { isInFlow: true })}: ${this.flow(value)}`;
  }

  #flowList(items: readonly Authored[], isInCondition: boolean): string {
    const pad = this.#habits.isPaddedList && items.length > 0 ? ' ' : '';
    return `[${pad}${items.map((item) => this.flow(item, isInCondition)).join(', ')}${pad}]`;
  }

  #short(value: Authored, isInCondition: boolean): ShortForm | undefined {
    return this.#habits.isLongForm ? undefined : shortForm(value, isInCondition);
  }

  /** What stands behind a tag. */
  #argument({ tag, argument }: ShortForm, at: Behind): string {
    if (typeof argument === 'string') return this.#text(argument, at);
    const isInCondition = takesConditions(tag);
    const flow = this.#flowList(argument, isInCondition);
    const isShort = at.column + tag.length + flow.length <= WIDTH && tag !== '!Sub' && !argument.some(needsBlock);
    if (isShort || argument.length === 0) return ` ${flow}`;
    const column = at.mark === 'dash' ? at.column + 2 : at.column + (at.dash ?? this.#habits.dash);
    return this.#lines(
      argument.map((item) => `-${this.behind(item, { column, mark: 'dash' }, isInCondition)}`),
      column,
    );
  }

  #text(text: string, at: Behind): string {
    const literal = literalText(text, ' '.repeat(at.column + (at.mark === 'dash' ? 2 : this.#habits.indent)), this.#habits.eol);
    if (literal !== undefined && this.#hasLiterals) return ` ${literal.header}${this.#habits.eol}${literal.lines}`;
    return ` ${scalarText(text, this.#habits.quote)}`;
  }

  #list(items: readonly Authored[], at: Behind, isInCondition: boolean): string {
    const column = at.mark === 'dash' ? at.column + 2 : at.column + (at.dash ?? this.#habits.dash);
    return this.#block(
      items.map((item) => `-${this.behind(item, { column, mark: 'dash' }, isInCondition)}`),
      column,
      at,
    );
  }

  /** Members below a key, or the first one on the line of the dash. */
  #block(members: readonly string[], column: number, at: Behind): string {
    const lines = this.#lines(members, column);
    return at.mark === 'key' ? lines : ` ${lines.slice(this.#habits.eol.length + column)}`;
  }

  #lines(members: readonly string[], column: number): string {
    return members.map((member) => this.#habits.eol + ' '.repeat(column) + member).join('');
  }

  #isShortList(items: readonly Authored[]): boolean {
    if (!this.#habits.hasFlowLists || items.some((item) => typeof item === 'object' && item !== null)) return false;
    return items.length < 5 && this.flow(items).length <= SHORT_LIST && !items.some(needsBlock);
  }
}

/** Whether a value is better not written on one line. */
function needsBlock(value: Authored): boolean {
  if (typeof value === 'string') return value.includes('\n');
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly Authored[]).some(needsBlock);
  const entries = Object.entries(value);
  const [only] = entries;
  if (only === undefined) return false;
  return entries.length > 1 || shortForm(value, true) === undefined || needsBlock(only[1]);
}
