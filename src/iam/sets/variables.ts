import { LITERAL_MARK, LITERAL_STAR } from './text-pattern.ts';
import type { Variable } from './vocabulary.ts';

/** Where characters for policy variables come from. */
export interface Symbols {
  readonly symbol: (variable: Variable) => string;
}

const LITERALS: Readonly<Record<string, string>> = { '*': LITERAL_STAR, '?': LITERAL_MARK, $: '$' };

const VARIABLE = /\$\{\s*([^{},']*?)\s*(?:,\s*'([^']*)'\s*)?\}/g;

/** A text and the keys (in lower case) without which it means nothing. */
export interface Replaced {
  readonly text: string;
  readonly needs: readonly string[];
}

/** A text with each policy variable replaced by the character that stands for its value.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function withSymbols(text: string, symbols: Symbols): Replaced {
  const needs: string[] = [];
  const replaced = text.replaceAll(VARIABLE, (_, name: string, fallback: string | undefined) => {
    const literal = fallback === undefined ? LITERALS[name] : undefined;
    if (literal !== undefined) return literal;
    const key = name.toLowerCase();
    if (fallback === undefined) needs.push(key);
    return symbols.symbol({ key, fallback: fallback ?? null });
  });
  return { text: replaced, needs };
}

/** As `withSymbols`, for a pattern of a `Resource` element: in an ARN, variables count only after the fifth colon. */
export function resourceWithSymbols(text: string, symbols: Symbols): Replaced {
  const head = /^arn:(?:(?:\$\{[^{}]*\}|[^:])*:){4}/.exec(text)?.[0] ?? (text.startsWith('arn:') ? text : '');
  const { text: rest, needs } = withSymbols(text.slice(head.length), symbols);
  return { text: head + rest, needs };
}
