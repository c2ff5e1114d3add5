import { plainValue } from '../util/yaml-schema.ts';

/** How a text is quoted when it has to be. */
export type Quote = 'single' | 'double';

/**
 * A scalar as YAML text on one line: plain where every reader of YAML 1.1 takes it for the same text, else in quotes.
 * `isInFlow`: it stands in brackets or braces. `isQuoted`: it is quoted in any case, and by `quote`; else single quotes spare a text
 * of quotes or backslashes (JSON, say) its backslashes.
 */
export function scalarText(
  value: string | number | boolean | null,
  quote: Quote,
  where: { isInFlow?: boolean; isQuoted?: boolean } = {},
): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  if (where.isQuoted === true) return quotedText(value, quote);
  if (fitsPlain(value, where.isInFlow === true)) return value;
  return quotedText(value, /["\\]/.test(value) && !value.includes("'") ? 'single' : quote);
}

/** A number as YAML 1.1 and JSON read it; an exponent needs a point and a sign in YAML 1.1. */
function numberText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

/** A text in quotes; in double ones when it holds what single ones cannot. */
function quotedText(value: string, quote: Quote): string {
  if (quote === 'single' && !UNPRINTABLE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const hex = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replaceAll(new RegExp(UNPRINTABLE.source, 'g'), hex);
}

// What YAML does not allow as it is, takes for a line break, or does not show.
const UNPRINTABLE =
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What some reader of YAML 1.1 takes for a number, a date, a time, a boolean, null, a value or a merge. */
const TYPED =
  /^(?:[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*|[-+]?[0-9_]*\.[0-9_.]*(?:e[-+]?[0-9]+)?|[-+]?[0-9_]+(?:\.[0-9_]*)?e[-+]?[0-9]+|[-+]?\.(?:inf|nan)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?|y|n|yes|no|on|off|true|false|null|~|=|<<)$/i;

/** Whether a text can stand without quotes and is still read as itself. */
function fitsPlain(text: string, isInFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || UNPRINTABLE.test(text) || TYPED.test(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`=]|^\.\.\.|: |:$| #/.test(text)) return false;
  if (isInFlow && /[,[\]{}]/.test(text)) return false;
  return plainValue(text) === text;
}

/**
 * A text of several lines behind `|`, its lines indented by `pad`; undefined when it cannot be written so and read back the same:
 * blanks at the beginning or the end of lines, or more than one line break at the end.
 */
export function literalText(text: string, pad: string, eol: string): { readonly header: string; readonly lines: string } | undefined {
  if (!text.includes('\n') || text.endsWith('\n\n') || UNPRINTABLE.test(text.replaceAll('\n', ''))) return undefined;
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines[0] === '' || /^\s/.test(text) || lines.some((line) => /\s$/.test(line))) return undefined;
  return { header: text.endsWith('\n') ? '|' : '|-', lines: lines.map((line) => (line === '' ? '' : pad + line)).join(eol) };
}
