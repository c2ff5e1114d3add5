const PLAIN = /^[\w@%+=:,./-]+$/;

/** Paths as words that a POSIX shell reads as they are; none at all when one holds a character that a terminal acts on. */
export function shellWords(paths: readonly string[]): string[] {
  if (paths.some((path) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path))) return [];
  const words = paths.map((path) => (PLAIN.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`));
  // A path such as `-app` would be read as an option.
  return words.some((word) => word.startsWith('-')) ? ['--', ...words] : words;
}
