import { closest } from '../util/closest.ts';

/** The id, command or option value that was probably meant: the nearest one, else one of which the word is a part; null when none is near. */
export function meant(word: string, candidates: readonly string[]): string | null {
  // A part of a long id is a usual way to remember it.
  const part = word.length < 4 ? undefined : candidates.find((candidate) => candidate.includes(word.toLowerCase()));
  return closest(word, candidates) ?? part ?? null;
}
