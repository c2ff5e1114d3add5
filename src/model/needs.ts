import { globMatches } from '../iam/match.ts';
import type { Behavior, BehaviorCall, PlatformGrant, Target } from './behavior.ts';

/** One thing a function's role must allow: an action on a resource, and every reason for it. */
export interface Need {
  readonly action: string;
  /** Pattern with holes. */
  readonly arn: string;
  /** Service through which it is used, as text with holes; null: directly. */
  readonly viaService: string | null;
  readonly reasons: readonly NeedReason[];
}

/** Why something is needed: a call of the code, or the platform. */
export interface NeedReason {
  readonly call: BehaviorCall | null;
  readonly platform: PlatformGrant | null;
  readonly target: Target;
  /** Why the action is needed beside the operation's own; null for that one. */
  readonly because: string | null;
}

/** What the role of a function must allow, calls first, each action and resource once. Calls with other credentials are not among them. */
export function needsOf(behavior: Pick<Behavior, 'calls' | 'platform'>): readonly Need[] {
  const needs = new Map<string, { action: string; arn: string; viaService: string | null; reasons: NeedReason[] }>();
  const add = (action: string, viaService: string | null, reason: NeedReason): void => {
    const { arn } = reason.target;
    const key = `${action}\n${arn}\n${viaService ?? ''}`;
    const known = needs.get(key);
    if (known === undefined) needs.set(key, { action, arn, viaService, reasons: [reason] });
    else known.reasons.push(reason);
  };
  for (const call of behavior.calls) {
    if (call.principal !== null) continue;
    for (const grant of call.grants) {
      for (const target of grant.targets) {
        add(grant.action, grant.viaService, { call, platform: null, target, because: grant.because });
      }
    }
  }
  for (const grant of behavior.platform) {
    for (const action of grant.actions) {
      for (const target of grant.targets) {
        add(action, grant.viaService, { call: null, platform: grant, target, because: null });
      }
    }
  }
  return [...needs.values()].filter((need, _, all) => !all.some((other) => other !== need && swallows(other, need)));
}

/** Whether one need takes another in whole: `table/*` takes `table/orders`. */
function swallows(wide: Need, narrow: Need): boolean {
  return (
    wide.action === narrow.action &&
    wide.viaService === narrow.viaService &&
    wide.arn !== narrow.arn &&
    wide.arn.includes('*') &&
    globMatches(wide.arn, narrow.arn)
  );
}
