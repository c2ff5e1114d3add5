/** The value of `key` in generated text of lines `key<tab>value`, found without splitting the text; undefined when no line has that key. */
export function lineOf(text: string, key: string): string | undefined {
  const start = text.indexOf(`\n${key}\t`);
  if (start < 0) return undefined;
  const from = start + key.length + 2;
  return text.slice(from, text.indexOf('\n', from));
}

/** Every key of generated text of lines `key<tab>value`, in the text's order. */
export function keysOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.slice(0, Math.max(0, line.indexOf('\t'))))
    .filter((key) => key !== '');
}
