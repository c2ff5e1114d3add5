import type { App } from '../model/app.ts';
import type { Behavior, Observation } from '../model/behavior.ts';
import type { Outcome } from '../model/finding.ts';
import type { LambdaFunction } from '../model/function.ts';
import type { Span } from '../util/span.ts';
import { notApplicable } from './outcomes.ts';

/** A function whose source code was followed, with what it does. */
export interface Followed {
  readonly fn: LambdaFunction;
  readonly behavior: Behavior;
}

/** Judges each function whose code was followed; for the others the question does not arise, since a likely fault needs code to be seen in. */
export function* ofFollowed(app: App, judge: (followed: Followed) => Iterable<Outcome>): Iterable<Outcome> {
  for (const fn of app.functions) {
    const behavior = app.behaviorOf(fn);
    if (behavior.analysed) yield* judge({ fn, behavior });
    else yield notApplicable(fn.id, `its code was not followed: ${whyNot(behavior)}`);
  }
}

/** Observations of one kind. */
export function observed<K extends Observation['kind']>(behavior: Behavior, kind: K): Extract<Observation, { kind: K }>[] {
  return behavior.observations.filter((one): one is Extract<Observation, { kind: K }> => one.kind === kind);
}

/** What stands in the way of knowing every call of a function; null when all of them are known. */
export function blockedBehavior({ fn, behavior }: Followed): { readonly reason: string; readonly at: Span } | null {
  if (behavior.complete) return null;
  const gap = behavior.unknowns.find((one) => one.what === 'call');
  return { reason: `what ${fn.id} calls is not fully known: ${whyNot(behavior)}`, at: gap?.at ?? fn.at };
}

function whyNot(behavior: Behavior): string {
  return behavior.unknowns.find((one) => one.what === 'call')?.because ?? 'its code was not followed';
}
