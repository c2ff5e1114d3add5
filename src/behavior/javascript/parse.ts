import { createRequire } from 'node:module';
import type { parseSync as ParseSync, ParserOptions, Program } from 'oxc-parser';

import type { Gap } from '../ir/ir.ts';
import { hasManyElements, nestingProblem } from './nesting.ts';

/** The largest file that is read, in UTF-16 units. */
const LARGEST_FILE = 5_000_000;

let loaded: typeof ParseSync | undefined;

/** The parser, loaded (some 20 ms) when the first file is parsed: an app without JavaScript does without. */
function parser(): typeof ParseSync {
  return (loaded ??= (createRequire(import.meta.url)('oxc-parser') as { parseSync: typeof ParseSync }).parseSync);
}

/** A program, as far as the text could be understood; null when nothing of it could. */
export interface Parsed {
  readonly program: Program | null;
  readonly gaps: readonly Gap[];
}

/** Parses a file of JavaScript or TypeScript, by its name's ending. */
export function parse(file: string, text: string): Parsed {
  const whole = { start: 0, end: text.length };
  if (text.length > LARGEST_FILE) return nothing('limit-reached', `${file} is larger than ${LARGEST_FILE / 1_000_000} MB`, whole);
  // The parser's own stack is the process's: code nested too deep would end it, so it is found before.
  const deep = nestingProblem(text);
  if (deep !== null) return nothing('limit-reached', `${file}: ${deep.because}`, deep.at);
  const manyElements = hasManyElements(text);
  const attempts = attemptsFor(file).filter((attempt) => !(manyElements && attempt.lang?.endsWith('x') === true));
  if (attempts.length === 0) return nothing('limit-reached', `${file} holds too many JSX elements`, whole);
  // Node.js takes the byte order mark off before it looks for a hashbang.
  const source = text.startsWith('\u{feff}#!') ? `\u{feff}//${text.slice(3)}` : text;
  let best: ReturnType<typeof ParseSync> | null = null;
  for (const options of attempts) {
    const result = parser()(file, source, { ...options, preserveParens: false });
    if (best === null || badness(result) < badness(best)) best = result;
    if (badness(best) === 0) break;
  }
  return best === null ? nothing('parse-error', `${file} could not be parsed`, whole) : parsed(file, text, best);
}

function parsed(file: string, text: string, result: ReturnType<typeof ParseSync>): Parsed {
  const [error] = result.errors;
  if (error === undefined) return { program: result.program, gaps: [] };
  const start = Math.min(error.labels[0]?.start ?? 0, text.length);
  const at = { start, end: Math.min(Math.max(error.labels[0]?.end ?? start, start), text.length) };
  const line = text.slice(0, start).split(/\r\n|\r|\n/).length;
  const because = `${file}:${line}: ${error.message.replace(/\.$/, '')}`;
  return { program: isEmpty(result) ? null : result.program, gaps: [{ code: 'parse-error', because, at }] };
}

function nothing(code: 'parse-error' | 'limit-reached', because: string, at: Gap['at']): Parsed {
  return { program: null, gaps: [{ code, because, at }] };
}

/** Errors of meaning leave the whole program, errors of syntax nothing of it. */
function badness(result: ReturnType<typeof ParseSync>): number {
  if (result.errors.length === 0) return 0;
  return isEmpty(result) ? 2 : 1;
}

function isEmpty(result: ReturnType<typeof ParseSync>): boolean {
  return result.program.body.length === 0;
}

/** How a file may be meant, likeliest first: what Node.js and bundlers would make of its name. */
function attemptsFor(file: string): readonly ParserOptions[] {
  const name = file.toLowerCase();
  if (name.endsWith('.mts')) return [{ lang: 'ts', sourceType: 'module' }];
  if (name.endsWith('.cts'))
    return [
      { lang: 'ts', sourceType: 'commonjs' },
      { lang: 'ts', sourceType: 'module' },
    ];
  if (name.endsWith('.tsx'))
    return ['unambiguous', 'module', 'commonjs'].map((sourceType) => ({ lang: 'tsx', sourceType }) as ParserOptions);
  if (name.endsWith('.ts')) return ['unambiguous', 'module', 'commonjs'].map((sourceType) => ({ lang: 'ts', sourceType }) as ParserOptions);
  if (name.endsWith('.mjs')) return [{ lang: 'js', sourceType: 'module' }];
  if (name.endsWith('.cjs'))
    return [
      { lang: 'js', sourceType: 'commonjs' },
      { lang: 'js', sourceType: 'module' },
    ];
  return [
    { lang: 'js', sourceType: 'unambiguous' },
    { lang: 'js', sourceType: 'commonjs' },
    { lang: 'js', sourceType: 'module' },
    { lang: 'jsx', sourceType: 'unambiguous' },
  ];
}
