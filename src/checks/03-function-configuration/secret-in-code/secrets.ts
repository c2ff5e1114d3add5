import { nameKind } from '../variable-names.ts';
import { secretsByForm } from './by-form.ts';
import { hasPasswordOfDriver, isSecretUnder } from './by-name.ts';
import { literalsIn } from './literals.ts';
import type { CodeLanguage, Literal } from './literals.ts';
import { assignmentsIn } from './settings.ts';

/** A secret in a text; `name` is what the text gives it to, null when its form says what it is. */
export interface FoundSecret {
  readonly what: string;
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

/** Characters a line has on average at most when a person wrote it; names in minified code say nothing. */
const WRITTEN_LINE = 400;

/** The secrets of a text, each once, in its order. `settings` are scripts, buildspecs and the like. */
export function secretsIn(text: string, language: CodeLanguage | 'settings'): FoundSecret[] {
  const formed = secretsByForm(text);
  const literals = isWritten(text) ? (language === 'settings' ? assignmentsIn(text) : literalsIn(text, language)) : [];
  const found: FoundSecret[] = formed
    .filter(({ start }) => !isPublic(literals, start))
    .map(({ what, start, end }) => ({ what, name: null, start, end }));
  for (const { name, start, end } of literals) {
    if (formed.some((one) => one.start < end && start < one.end)) continue;
    const value = text.slice(start, Math.min(end, start + LONGEST_VALUE));
    if (name !== null && nameKind(name) === 'secret' && isSecretUnder(name, value)) {
      found.push({ what: 'a value under a name that says secret', name, start, end });
    } else if (value.includes('=') && hasPasswordOfDriver(value)) {
      found.push({ what: 'a password inside a connection string', name: null, start, end });
    }
  }
  const met = new Set<string>();
  return found.toSorted((a, b) => a.start - b.start).filter(({ start, end }) => met.size < met.add(text.slice(start, end)).size);
}

const LONGEST_VALUE = 2000;

function isWritten(text: string): boolean {
  if (text.length < 5 * WRITTEN_LINE) return true;
  let lines = 1;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines++;
  return text.length / lines <= WRITTEN_LINE;
}

/** Browser keys and anonymous tokens are handed to everyone. */
function isPublic(literals: readonly Literal[], at: number): boolean {
  const around = literals.find(({ start, end }) => start <= at && at < end);
  return around?.name !== undefined && around.name !== null && nameKind(around.name) === 'public';
}
