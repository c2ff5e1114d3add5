import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import type { Hint, HintUse } from '../../model/hint.ts';

/** The hints about one function, and what each of them has done so far. */
export class HintLedger {
  readonly hints: readonly Hint[];
  readonly #answered = new Map<Hint, number>();
  readonly #conflicts = new Map<Hint, string>();

  constructor(app: App, fn: LambdaFunction) {
    const names = new Set([fn.id, fn.resource.logicalId, fn.resource.owner?.id]);
    this.hints = app.config.behavior.hints.filter((hint) => names.has(hint.function));
  }

  /** Notes that a hint answered an unknown, or added a call. */
  answer(hint: Hint): void {
    this.#answered.set(hint, (this.#answered.get(hint) ?? 0) + 1);
  }

  /** Notes why what a hint says cannot be so; the first reason stands. */
  refuse(hint: Hint, because: string): void {
    if (!this.#conflicts.has(hint)) this.#conflicts.set(hint, because);
  }

  uses(): readonly HintUse[] {
    return this.hints.map((hint) => ({
      hint,
      answered: this.#answered.get(hint) ?? 0,
      conflict: this.#conflicts.get(hint) ?? null,
    }));
  }
}
