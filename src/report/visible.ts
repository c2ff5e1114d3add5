/** Characters that move the cursor, colour the terminal, reorder text or show nothing: control, format, separator, private and lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;
/** The same without line breaks, which pretty-printed JSON is full of. */
const UNSAFE_IN_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;
/** What few texts have anything of. */
const BEYOND_PLAIN = /[^\u0020-\u007E]/;
/** As above, but for line breaks, which pretty-printed JSON has. */
const BEYOND_PLAIN_LINES = /[^\n\u0020-\u007E]/;

/** Text as a terminal, XML or Markdown may show it: characters that act instead of appearing become marks such as `␛` or `<U+202E>`. */
export function visible(text: string): string {
  return BEYOND_PLAIN.test(text) ? text.replace(UNSAFE, mark) : text;
}

/** The same JSON text with every character that a terminal would act on written as `\uXXXX`; such characters stand inside strings only. */
export function escapeJson(json: string): string {
  if (!BEYOND_PLAIN_LINES.test(json)) return json;
  return json.replace(UNSAFE_IN_JSON, (character) => {
    let escaped = '';
    for (let i = 0; i < character.length; i++) escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}

function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode's control pictures stand in the order of the controls themselves.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
