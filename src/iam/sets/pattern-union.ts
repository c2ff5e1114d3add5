import { isSymbol, MARK, MARK_IN_PART, STAR, STAR_IN_PART } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';

const END = -9;
const COLON = 58;

/** Where a reader of a text stands in each pattern that can still match: positions in `PatternUnion.steps`, ascending. */
export type Places = readonly number[];

/** Patterns laid end to end, read together: a nondeterministic automaton. */
export interface PatternUnion {
  readonly steps: Int32Array;
  /** 1 where a letter matches without regard to case. */
  readonly folds: Uint8Array;
  readonly start: Places;
}

/** Lays patterns end to end. */
export function unionOf(patterns: readonly TextPattern[]): PatternUnion {
  const length = patterns.reduce((sum, { steps }) => sum + steps.length + 1, 0);
  const steps = new Int32Array(length);
  const folds = new Uint8Array(length);
  const starts: number[] = [];
  let at = 0;
  for (const one of patterns) {
    starts.push(at);
    for (const step of one.steps) {
      folds[at] = one.ignoreCase ? 1 : 0;
      steps[at++] = step;
    }
    steps[at++] = END;
  }
  return { steps, folds, start: closed(steps, starts) };
}

/** The places after one more character. */
export function after(union: PatternUnion, places: Places, code: number): Places {
  const { steps, folds } = union;
  const next: number[] = [];
  const lower = lowerCase(code);
  for (const place of places) {
    const step = steps[place]!;
    if (step === STAR || (step === STAR_IN_PART && code !== COLON && !isSymbol(code))) next.push(place);
    else if (step >= 0 ? step === (folds[place] === 1 ? lower : code) : swallows(step, code)) next.push(place + 1);
  }
  return closed(steps, next);
}

/** Whether a text may end here. */
export function accepts({ steps }: PatternUnion, places: Places): boolean {
  return places.some((place) => steps[place] === END);
}

/** Whether everything that follows is accepted. */
export function acceptsAll({ steps }: PatternUnion, places: Places): boolean {
  return places.some((place) => steps[place] === STAR && steps[place + 1] === END);
}

/** Adds the characters that lead elsewhere than any other character does; says whether any other character leads anywhere. */
export function addTelling({ steps, folds }: PatternUnion, places: Places, telling: Set<number>): boolean {
  let open = false;
  for (const place of places) {
    const step = steps[place]!;
    if (step >= 0) {
      telling.add(step);
      if (folds[place] === 1) telling.add(upperCase(step));
    } else if (step !== END) {
      open = true;
      if (step === STAR_IN_PART || step === MARK_IN_PART) telling.add(COLON);
    }
  }
  return open;
}

function swallows(step: number, code: number): boolean {
  return (step === MARK && !isSymbol(code)) || (step === MARK_IN_PART && code !== COLON && !isSymbol(code));
}

/** Stars match nothing, too: who stands before one also stands behind it. Places come ascending, and leave so. */
function closed(steps: Int32Array, places: readonly number[]): Places {
  const all: number[] = [];
  let last = -1;
  for (const place of places) {
    for (let at = place; ; at++) {
      if (at > last) all.push((last = at));
      const step = steps[at];
      if (step !== STAR && step !== STAR_IN_PART) break;
    }
  }
  return all;
}

function lowerCase(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code > 127 ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : code;
}

function upperCase(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code > 127 ? String.fromCharCode(code).toUpperCase().charCodeAt(0) : code;
}
