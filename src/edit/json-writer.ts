import type { Authored } from '../model/change.ts';
import { isMap } from './claims.ts';

/** How a JSON file is laid out. */
export interface JsonLayout {
  readonly eol: string;
  /** One level of indentation. */
  readonly indent: string;
  /** What stands between a key and its value. */
  readonly colon: string;
  /** What stands between the members of a collection on one line. */
  readonly comma: string;
}

/** A value as JSON text; `pad`: the indentation of the line it begins on, or undefined to write it on one line. */
export function jsonText(value: Authored, layout: JsonLayout, pad: string | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = pad === undefined ? undefined : pad + layout.indent;
  const members = isMap(value)
    ? Object.entries(value).map(([key, part]) => jsonEntry(key, part, layout, inner))
    : value.map((item) => jsonText(item, layout, inner));
  const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
  if (members.length === 0) return open + close;
  if (pad === undefined || inner === undefined) return open + members.join(layout.comma) + close;
  return `${open}${layout.eol}${members.map((member) => inner + member).join(`,${layout.eol}`)}${layout.eol}${pad}${close}`;
}

/** An entry of a JSON map; `pad` as for its value. */
export function jsonEntry(key: string, value: Authored, layout: JsonLayout, pad: string | undefined): string {
  return JSON.stringify(key) + layout.colon + jsonText(value, layout, pad);
}
