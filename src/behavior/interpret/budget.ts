import { noteChance } from '../../util/steady.ts';

/** Most steps of the intermediate form that a run takes; most milliseconds; deepest nesting of calls, and of expressions within one another. */
export interface Limits {
  readonly steps: number;
  readonly milliseconds: number;
  readonly calls: number;
  readonly nesting: number;
}

/** What a run may cost unless told otherwise. */
export const DEFAULT_LIMITS: Limits = { steps: 200_000, milliseconds: 2_000, calls: 40, nesting: 1_200 };

/** Ends a run: what was found so far stands. */
export class LimitReached extends Error {
  readonly limit: string;

  constructor(limit: string) {
    super(`${limit} reached`);
    this.limit = limit;
  }
}

/** Clocks are looked at once in so many steps. */
const STEPS_PER_LOOK = 256;

/** Counts what a run spends. */
export class Budget {
  readonly limits: Limits;
  steps = 0;
  nesting = 0;
  readonly #end: bigint;

  constructor(limits: Limits) {
    this.limits = limits;
    this.#end = process.hrtime.bigint() + BigInt(limits.milliseconds) * 1_000_000n;
  }

  /** Counts a step; throws when none are left. */
  step(): void {
    this.steps += 1;
    if (this.steps > this.limits.steps) throw new LimitReached(`${this.limits.steps} steps`);
    if (this.steps % STEPS_PER_LOOK === 0 && process.hrtime.bigint() > this.#end) {
      noteChance();
      throw new LimitReached(`${this.limits.milliseconds} ms`);
    }
  }
}
