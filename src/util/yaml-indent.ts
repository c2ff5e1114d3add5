import type { YAMLParseError } from 'yaml';

/** Enough to be deeper than any block around. */
const PAD = ' '.repeat(80);
/** Most lines that are indented for one file; each costs a parse. */
const MOST_ROUNDS = 80;
/** Most characters that are parsed over all rounds: some seconds. */
const MOST_CHARACTERS = 2_000_000;

/** A text with some lines indented, and the way back from its offsets to those of the original. */
export interface Indented {
  readonly text: string;
  /** The offset in the original text. */
  readonly original: (offset: number) => number;
}

/**
 * Indents lines inside brackets and quotes that stand too far to the left. YAML 1.2 asks for the indent; the parsers of
 * AWS's own tools do not. Undefined when the faults are of another kind. `errorOf` parses and gives the first error.
 */
export function indentContinuations(text: string, errorOf: (text: string) => YAMLParseError | undefined): Indented | undefined {
  const lines = new Set<number>();
  for (let round = 0; round < Math.min(MOST_ROUNDS, MOST_CHARACTERS / text.length); round++) {
    const indented = indent(text, lines);
    const error = errorOf(indented.text);
    if (error === undefined) return indented;
    const before = lines.size;
    for (const start of linesToIndent(text, error, indented.original)) lines.add(start);
    if (lines.size === before) return undefined;
  }
  return undefined;
}

/** Whether an error says that a line in brackets or quotes stands too far to the left. */
export function isLeftContinuation(error: YAMLParseError): boolean {
  return isLeftInBrackets(error) || leftQuote(error) !== undefined;
}

/** Blocks whose lines do not line up are refused by every parser. */
function isLeftInBrackets(error: YAMLParseError): boolean {
  return error.code === 'BAD_INDENT' && error.message.startsWith('Flow ');
}

/** The quote that the parser did not find to be closed. */
function leftQuote(error: YAMLParseError): string | undefined {
  return error.code === 'MISSING_CHAR' ? /^Missing closing (["'])/.exec(error.message)?.[1] : undefined;
}

/** Offsets of the lines that an error asks to indent. */
function linesToIndent(text: string, error: YAMLParseError, original: (offset: number) => number): number[] {
  const at = original(error.pos[0]);
  if (isLeftInBrackets(error)) return [text.lastIndexOf('\n', at - 1) + 1];
  const quote = leftQuote(error);
  if (quote === undefined) return [];
  const end = closingQuote(text, at, quote);
  const starts: number[] = [];
  for (let line = text.indexOf('\n', at); line >= 0 && line < end; line = text.indexOf('\n', line + 1)) starts.push(line + 1);
  return starts;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== quote) return i;
      i++;
    }
  }
  return -1;
}

function indent(text: string, lines: ReadonlySet<number>): Indented {
  const starts = [...lines].toSorted((a, b) => a - b);
  let result = '';
  let from = 0;
  for (const start of starts) {
    result += text.slice(from, start) + PAD;
    from = start;
  }
  const shifted = starts.map((start, i) => start + i * PAD.length);
  return {
    text: result + text.slice(from),
    original(offset: number): number {
      let low = 0;
      let high = shifted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (shifted[middle]! <= offset) low = middle + 1;
        else high = middle;
      }
      if (low === 0) return offset;
      // An offset inside the padding is the line's own start.
      return Math.max(starts[low - 1]!, offset - low * PAD.length);
    },
  };
}
