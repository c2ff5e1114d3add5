import { showHoles } from '../iam/policy.ts';
import type { Behavior, BehaviorCall, PlatformGrant, Target } from '../model/behavior.ts';
import { placeJson } from './places.ts';

/** A function's behaviour in the JSON report: calls with their actions and resources, what the platform does, what cannot be told. */
export function behaviorJson(behavior: Behavior): object {
  return {
    complete: behavior.complete,
    calls: behavior.calls.map(callJson),
    platform: behavior.platform.map(platformJson),
    unknowns: behavior.unknowns.map(({ what, code, because, at, hint }) => ({
      what,
      code,
      because,
      ...(at === null ? {} : { at: placeJson(at) }),
      ...(hint === null ? {} : { hint }),
    })),
  };
}

function callJson(call: BehaviorCall): object {
  const targets = distinct(call.grants.flatMap((grant) => grant.targets));
  return {
    service: call.service,
    operation: call.operation,
    actions: [...new Set(call.grants.map((grant) => grant.action))],
    resources: targets.map(resourceJson),
    at: placeJson(call.at),
    via: targets.find((target) => target.via !== '')?.via ?? '',
    ...(call.how === null ? {} : { how: call.how }),
    ...(call.principal === null ? {} : { principal: showHoles(call.principal) }),
  };
}

function platformJson({ actions, targets, because }: PlatformGrant): object {
  return { actions, resources: distinct(targets).map(resourceJson), because };
}

function distinct(targets: readonly Target[]): readonly Target[] {
  return [...new Map(targets.map((target) => [`${target.logicalId} ${target.arn}`, target])).values()];
}

function resourceJson({ logicalId, arn, unknown }: Target): object {
  if (logicalId !== null) return { logicalId, arn: showHoles(arn) };
  return unknown === null ? { arn: showHoles(arn) } : { any: unknown };
}
