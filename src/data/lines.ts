/** The value of `key` in hand-written text of lines `key<tab>value`; undefined when no line has that key. */
export function lineOf(text: string, key: string): string | undefined {
  const start = text.indexOf(`\n${key}\t`);
  if (start < 0) return undefined;
  const from = start + key.length + 2;
  return text.slice(from, text.indexOf('\n', from));
}

/** Every key of text of lines `key<tab>value`, in the text's order. */
export function keysOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.includes('\t') ? [line.slice(0, line.indexOf('\t'))] : []));
}

/** The value of `key` in a generated list: a note, then entries `key=value` sorted by key; undefined when no entry has that key. Cost: logarithmic. */
export function entryOf(list: readonly string[], key: string): string | undefined {
  let low = 1;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = list[middle] ?? '';
    const found = entry.slice(0, entry.indexOf('='));
    if (found === key) return entry.slice(found.length + 1);
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Every key of a generated list, sorted. */
export function entryKeys(list: readonly string[]): string[] {
  return list.slice(1).map((entry) => entry.slice(0, entry.indexOf('=')));
}
