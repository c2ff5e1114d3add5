/** Whether a value read from JSON is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a list read from JSON; empty for anything else. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** JSON that may hold comments and trailing commas, as tsconfig.json may; undefined when it cannot be read. */
export function parseJsonc(text: string): unknown {
  const source = text.startsWith('\u{feff}') ? text.slice(1) : text;
  try {
    return JSON.parse(source) as unknown;
  } catch {
    try {
      // Texts are matched first, so that what looks like a comment inside of one stays.
      const bare = source.replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n\r]*|\/\*[^]*?\*\//g, (_, quoted: string | undefined) => quoted ?? ' ');
      const strict = bare.replace(/("(?:[^"\\\n]|\\.)*")|,(\s*[}\]])/g, (_, quoted: string | undefined, close: string) => quoted ?? close);
      return JSON.parse(strict) as unknown;
    } catch {
      return undefined;
    }
  }
}
