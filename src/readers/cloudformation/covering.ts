import type { Candidates } from './candidates.ts';
import { NO_CHOICES } from './choices.ts';
import type { Choices } from './choices.ts';
import { distinct, forksOf } from './trials.ts';
import type { Fork, OutcomeOf, Trial } from './trials.ts';

/** Some of the combinations of many conditions. */
export interface Covering {
  /** The one of the defaults first. */
  readonly trials: readonly Trial[];
  /** Whether every two conditions meet in every way that parameters allow. */
  readonly hasAllPairs: boolean;
}

/** Most combinations that are taken: more would take longer than they are likely to tell. */
const MOST_ROWS = 24;
/** As many are taken even where fewer have all pairs: two conditions that always go together by chance become unlikely. */
const FEWEST_ROWS = 16;
/** Combinations that are made for that: some come out as one that is there. */
const MOST_TRIED = 64;
/** Ways to decide one condition that are looked at. */
const MOST_FORKS = 64;

/** Which of the ways to decide a condition is taken: the first, as with defaults; one that makes new pairs; or any. */
type Preference = 'first' | 'new' | 'any';
/** What each condition comes to; undefined: not decided yet. */
type Outcomes = readonly (boolean | undefined)[];

interface Start {
  readonly choices: Choices;
  readonly outcomes: Outcomes;
}

/** A condition and what it should come to. */
type Wanted = readonly [condition: number, outcome: boolean];

/**
 * Combinations of conditions in which every two of them meet in every way, as far as 24 can: faults that hang on one or two conditions
 * show in one of them, which are nearly all (Kuhn, Wallace, Gallo: Software Fault Interactions and Implications for Software Testing, 2004).
 * `limit` is how many outcomes may be asked for.
 */
export function coveringTrials(conditions: readonly OutcomeOf[], candidates: Candidates, limit: number): Covering {
  return new Cover(conditions, candidates, limit).make();
}

class Cover {
  readonly #conditions: readonly OutcomeOf[];
  readonly #candidates: Candidates;
  readonly #rows: Trial[] = [];
  readonly #met = new Set<string>();
  #left: number;
  #seed = 1;
  /** Whether a combination was given up that parameters might allow. */
  #isStuck = false;

  constructor(conditions: readonly OutcomeOf[], candidates: Candidates, limit: number) {
    this.#conditions = conditions;
    this.#candidates = candidates;
    this.#left = limit;
  }

  make(): Covering {
    this.#add(this.#row([], 'first'));
    const hasAllPairs = this.#coverPairs();
    for (let tried = 0; tried < MOST_TRIED && this.#rows.length < FEWEST_ROWS && this.#left > 0; tried++) this.#add(this.#row([], 'any'));
    return { trials: this.#rows, hasAllPairs };
  }

  #coverPairs(): boolean {
    const count = this.#conditions.length;
    for (let first = 0; first < count; first++) {
      for (let second = first + 1; second < count; second++) {
        for (const [a, b] of WAYS) {
          if (this.#met.has(pairKey(first, a, second, b))) continue;
          if (this.#rows.length >= MOST_ROWS || this.#left <= 0) return false;
          this.#add(
            this.#row(
              [
                [first, a],
                [second, b],
              ],
              'new',
            ),
          );
        }
      }
    }
    return this.#left > 0 && !this.#isStuck;
  }

  #add(row: Trial | null): void {
    if (row === null || distinct([...this.#rows, row]).length === this.#rows.length) return;
    this.#rows.push(row);
    row.outcomes.forEach((a, first) => {
      for (let second = first + 1; second < row.outcomes.length; second++) this.#met.add(pairKey(first, a, second, row.outcomes[second]!));
    });
  }

  /** A combination with what is wanted in it; null where parameters do not allow that. */
  #row(wanted: readonly Wanted[], prefer: Preference): Trial | null {
    let starts: Start[] = [{ choices: NO_CHOICES, outcomes: this.#conditions.map(() => undefined) }];
    for (const [condition, outcome] of wanted) {
      starts = starts.flatMap(({ choices, outcomes }) =>
        this.#forks(condition, choices)
          .filter((fork) => fork.outcome === outcome)
          .map((fork) => ({ choices: fork.choices, outcomes: outcomes.with(condition, outcome) })),
      );
    }
    const start = starts[this.#chance(starts.length)];
    if (start === undefined) return null;
    let { choices } = start;
    const outcomes = [...start.outcomes];
    for (const condition of this.#order(prefer)) {
      if (outcomes[condition] !== undefined) continue;
      const fork = this.#chosen(this.#forks(condition, choices), condition, outcomes, prefer);
      if (fork === undefined) {
        this.#isStuck = true;
        return null;
      }
      ({ choices } = fork);
      outcomes[condition] = fork.outcome;
    }
    return { choices, outcomes: outcomes as boolean[] };
  }

  #forks(condition: number, choices: Choices): readonly Fork[] {
    const outcomeOf: OutcomeOf = (made) => {
      this.#left--;
      return this.#conditions[condition]!(made);
    };
    const forks = forksOf(choices, outcomeOf, { candidates: this.#candidates, most: MOST_FORKS });
    return typeof forks === 'string' ? [] : forks;
  }

  /** In the order of their definition; but for the defaults, begun at a condition that chance names. */
  #order(prefer: Preference): number[] {
    const all = this.#conditions.map((_, i) => i);
    if (prefer === 'first') return all;
    const start = this.#chance(all.length);
    return [...all.slice(start), ...all.slice(0, start)];
  }

  #chosen(forks: readonly Fork[], condition: number, outcomes: Outcomes, prefer: Preference): Fork | undefined {
    if (prefer === 'first') return forks[0];
    const news = (outcome: boolean): number => (prefer === 'any' ? 0 : this.#newPairs(condition, outcome, outcomes));
    const gain = news(true) - news(false);
    const better = gain === 0 ? this.#chance(2) === 0 : gain > 0;
    const fitting = forks.filter(({ outcome }) => outcome === better);
    const any = fitting.length > 0 ? fitting : forks;
    return any[this.#chance(any.length)];
  }

  #newPairs(condition: number, outcome: boolean, outcomes: Outcomes): number {
    return outcomes.filter((other, i) => {
      if (other === undefined) return false;
      return !this.#met.has(i < condition ? pairKey(i, other, condition, outcome) : pairKey(condition, outcome, i, other));
    }).length;
  }

  /** A number below `count`, the same in every run. */
  #chance(count: number): number {
    // The constants of the minimal standard generator (Park, Miller: Random Number Generators, 1988).
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % Math.max(1, count);
  }
}

const WAYS: readonly (readonly [boolean, boolean])[] = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
];

function pairKey(first: number, a: boolean, second: number, b: boolean): string {
  return `${first} ${String(a)} ${second} ${String(b)}`;
}
