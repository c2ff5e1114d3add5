/** East Asian wide and fullwidth forms and emoji, which take two columns (Unicode Standard Annex 11, the common ranges). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const MARKS = /\p{M}/u;
const BEYOND_ASCII = /[^\u0020-\u007E]/;

/** Columns that a text takes in a terminal; the text must hold no control characters. */
export function displayWidth(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += MARKS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** The text filled with spaces to a number of columns, on the right unless `start` is set. */
export function pad(text: string, columns: number, side: 'start' | 'end' = 'end'): string {
  const fill = ' '.repeat(Math.max(0, columns - displayWidth(text)));
  return side === 'end' ? text + fill : fill + text;
}

/** The text in at most `columns`, its end as `…` where it has more. */
export function clip(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let shown = '';
  let used = 1;
  for (const character of text) {
    used += displayWidth(character);
    if (used > columns) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}

/** The text in lines of at most `columns`, broken between words; a longer word stays whole so that paths can be copied. */
export function wrap(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text.replace(/^ +/, '')];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const width = displayWidth(word);
    if (line !== '' && used + 1 + width > columns) {
      lines.push(line.trimEnd());
      line = word;
      used = width;
    } else {
      used = line === '' ? width : used + 1 + width;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
