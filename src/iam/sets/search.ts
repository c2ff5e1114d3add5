import type { Found } from './find-text.ts';
import type { Literal } from './vocabulary.ts';

/** A formula: all of `units`, and of each clause at least one literal. */
export interface Formula {
  readonly units: readonly Literal[];
  readonly clauses: readonly (readonly Literal[])[];
}

/** What the search asks of the outside. */
export interface Judges {
  /** Key of an atom, so that literals on one key are judged together. */
  readonly keyOf: (literal: Literal) => string;
  /** Whether literals on one key can hold together. */
  readonly together: (key: string, literals: readonly Literal[]) => Found<unknown>;
  /** Called with literals that satisfy the formula, by key; true ends the search. */
  readonly accept: (model: ReadonlyMap<string, readonly Literal[]>) => boolean;
}

/** Steps left; shared by all formulas of one question. */
export interface Steps {
  left: number;
}

/** Searches for literals that satisfy a formula and that hold together key by key, until one set is accepted (`found`).
 *  `none`: there is no set that was not offered. Cost: exponential in the clauses' lengths at worst, bounded by the steps. */
export function search(formula: Formula, judges: Judges, steps: Steps): 'found' | 'none' | 'limit' {
  const start: State = { held: new Set(), byKey: new Map() };
  return assume(start, formula.units, formula.clauses, { judges, steps });
}

interface State {
  readonly held: ReadonlySet<Literal>;
  readonly byKey: ReadonlyMap<string, readonly Literal[]>;
}

interface Frame {
  readonly judges: Judges;
  readonly steps: Steps;
}

type Outcome = 'found' | 'none' | 'limit';

/** Holds some more literals, follows what that forces, and splits on a clause that is still open. */
function assume(before: State, more: readonly Literal[], clauses: Formula['clauses'], frame: Frame): Outcome {
  const held = new Set(before.held);
  const open = propagate(held, more, clauses, frame.steps);
  if (frame.steps.left < 0) return 'limit';
  if (open === null) return 'none';
  const byKey = grouped(before, held, frame.judges);
  if (byKey === null) return 'none';
  if (open.length === 0) return frame.judges.accept(byKey) ? 'found' : 'none';
  const shortest = open.reduce((best, clause) => (clause.length < best.length ? clause : best));
  const state: State = { held, byKey };
  const refused: Literal[] = [];
  for (const literal of shortest) {
    const outcome = assume(state, [literal, ...refused], open, frame);
    if (outcome !== 'none') return outcome;
    refused.push(literal ^ 1);
  }
  return 'none';
}

/** Adds literals and all that follow from clauses with one open literal; the clauses still open, or null for a contradiction. */
function propagate(held: Set<Literal>, more: readonly Literal[], clauses: Formula['clauses'], steps: Steps): Formula['clauses'] | null {
  for (const literal of more) {
    if (held.has(literal ^ 1)) return null;
    held.add(literal);
  }
  let open = clauses;
  for (let changed = true; changed;) {
    changed = false;
    const rest: (readonly Literal[])[] = [];
    for (const clause of open) {
      steps.left -= 1 + clause.length;
      if (clause.some((literal) => held.has(literal))) continue;
      const possible = clause.filter((literal) => !held.has(literal ^ 1));
      if (possible.length === 0) return null;
      if (possible.length === 1) {
        held.add(possible[0]!);
        changed = true;
      } else rest.push(possible);
    }
    open = rest;
    if (steps.left < 0) return open;
  }
  return open;
}

/** The held literals by key; null when those of a key that has new ones cannot hold together. */
function grouped(before: State, held: ReadonlySet<Literal>, { keyOf, together }: Judges): Map<string, readonly Literal[]> | null {
  const byKey = new Map(before.byKey);
  const changed = new Set<string>();
  for (const literal of held) {
    if (before.held.has(literal)) continue;
    const key = keyOf(literal);
    byKey.set(key, [...(byKey.get(key) ?? []), literal]);
    changed.add(key);
  }
  for (const key of changed) if ('none' in together(key, byKey.get(key)!)) return null;
  return byKey;
}
