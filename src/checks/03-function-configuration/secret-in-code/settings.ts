import type { Literal } from './literals.ts';

/** Longest line that is read; longer ones are data. */
const LONGEST_LINE = 1000;
const ASSIGNMENT =
  /(?:^|[\s;"',{])(?:--?)?([A-Za-z_][\w.-]{1,79})["']?(?:\s{0,4}=\s{0,4}|\s{0,4}:\s{1,8}|(?<=\s--[\w-]{2,60})\s)(?:"([^"\\]{1,400})"|'([^'\\]{1,400})'|([^\s;"'&|,\\()]{1,400}))/g;

/** What lines of a shell script, a buildspec or a settings file give to names: `NAME=value`, `name: value`, `--name value`. Comments left out. */
export function assignmentsIn(text: string): Literal[] {
  const found: Literal[] = [];
  // In JSON the lines of a script end in `\n`.
  for (const { 0: line, index } of text.matchAll(/(?:(?!\\n)[^\r\n])+/g)) {
    const from = line.startsWith('n') && text[index - 1] === '\\' ? 1 : 0;
    if (line.length > LONGEST_LINE || /^n?\s*(?:#|\/\/|rem\s)/i.test(line)) continue;
    for (const match of line.slice(from).matchAll(ASSIGNMENT)) {
      const value = match[2] ?? match[3] ?? match[4] ?? '';
      const isQuoted = match[4] === undefined;
      const end = index + from + match.index + match[0].length - (isQuoted ? 1 : 0);
      found.push({ name: match[1]!, start: end - value.length, end });
    }
  }
  return found;
}
