import type { Behavior, BehaviorCall } from '../../model/behavior.ts';

/** Calls that send nothing themselves: their result is a signed address or token that somebody else uses. */
const SIGNED = /^(?:presigned|database token)/;

/** The services that a function's code sends requests to, each with the first call. */
export function servicesCalled(behavior: Behavior): ReadonlyMap<string, BehaviorCall> {
  const services = new Map<string, BehaviorCall>();
  for (const call of behavior.calls)
    if (call.how === null || !SIGNED.test(call.how)) if (!services.has(call.service)) services.set(call.service, call);
  return services;
}
