import type { Term } from '../../data/operation-rules/rule.ts';
import type { InputView } from './input-view.ts';
import { HOLE } from './input-view.ts';

/** Whether something is so of an input. */
export type Certainty = 'yes' | 'no' | 'maybe';

/** Whether all terms hold. */
export function holds<T>(terms: readonly Term[], input: InputView<T>): Certainty {
  const answers = terms.map((term) => termHolds(term, input));
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}

function termHolds<T>(term: Term, input: InputView<T>): Certainty {
  const found = anyOf(term.paths.map((path) => pathHolds(path, term.matches, input)));
  const answer = term.mustBeKnown && found === 'maybe' ? 'no' : found;
  if (!term.negated || answer === 'maybe') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}

function pathHolds<T>(path: string, matches: RegExp | null, input: InputView<T>): Certainty {
  const { values, present, complete } = input.at(path);
  if (present === 'no' || matches === null) return present;
  const answers = values.map((value) => textMatches(value, matches, input));
  if (present === 'yes' && complete && answers.length > 0 && answers.every((answer) => answer === 'yes')) return 'yes';
  return complete && answers.every((answer) => answer === 'no') ? 'no' : 'maybe';
}

function anyOf(answers: readonly Certainty[]): Certainty {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function textMatches<T>(value: T, pattern: RegExp, input: InputView<T>): Certainty {
  const exact = input.exact(value);
  if (exact !== undefined) return pattern.test(exact) ? 'yes' : 'no';
  const outline = input.outline?.(value);
  if (outline === undefined) return 'maybe';
  if (pattern.test(outline)) return 'yes';
  // What code joins from pieces is a path of names: a key in `bucket/key` brings no `?versionId=` along.
  if (!pattern.source.startsWith('^')) return outline.replaceAll(HOLE, '') === '' ? 'maybe' : 'no';
  // A statement's verb is its first word: when that word is known, the rest of the text does not change it.
  const start = outline.slice(0, Math.max(0, outline.indexOf(HOLE)));
  return /^\s*[^\s(]+[\s(]/.test(start) ? 'no' : 'maybe';
}
