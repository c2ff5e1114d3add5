import type { App } from '../../../model/app.ts';
import type { Grant, Target } from '../../../model/behavior.ts';
import type { Need, NeedReason } from '../../../model/needs.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { RolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { allowedBy } from '../allowed.ts';
import type { Answer } from '../allowed.ts';
import { isRefused } from './refused.ts';

/** A need that is not met, and what stands in its way. */
export interface Denied {
  readonly need: Need;
  readonly how: 'missing' | 'denied' | 'bounded' | 'refused';
}

/** What a role says to a need; `refused`: the resource's own policy keeps every role out. */
export interface Answered {
  readonly need: Need;
  readonly answer: Answer | 'refused';
}

/** The needs that are certain, each with what the role says to it. */
export function certainNeeds(app: App, role: Role, needs: readonly Need[]): readonly Answered[] {
  const policy = rolePolicy(app, role);
  return needs.filter(isCertain).map((need) => ({ need, answer: isRefused(app, need) ? 'refused' : answerTo(app, policy, need) }));
}

/** An address of mail, or the domain of it, is the identity that is verified (https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html). */
function answerTo(app: App, policy: RolePolicy, need: Need): Answer {
  const answer = allowedBy(app, policy, need);
  const [, head, domain] = /^(arn:[^/]*:ses:[^/]*:identity\/)[^/@]*@([^/@]+)$/.exec(need.arn) ?? [];
  if (answer !== 'missing' || domain === undefined) return answer;
  return allowedBy(app, policy, { ...need, arn: `${head}${domain}` }) === 'missing' ? 'missing' : 'unknown';
}

/** Those that are certainly not met. */
export function deniedOf(answers: readonly Answered[]): readonly Denied[] {
  return answers.flatMap(({ need, answer }): Denied[] =>
    answer === 'allowed' || answer === 'unknown' || !isSettled(need) ? [] : [{ need, how: answer }],
  );
}

/** A call that some runs make, on what only they know, may be one that nobody has use for here. */
function isSettled({ reasons }: Need): boolean {
  return reasons.some(({ call, target }) => call === null || call.must || target.unknown === null);
}

/** Certain to be needed: the call's own action or a given parameter's, or the platform's for the function to work. */
function isCertain(need: Need): boolean {
  return need.reasons.some(isCertainFor(need));
}

/** Whether a reason makes a need certain. */
export function isCertainFor(need: Need): (reason: NeedReason) => boolean {
  return ({ call, platform }) => {
    if (platform !== null) return platform.needed;
    const grants = call?.grants ?? [];
    const isSure = ({ action, certain, targets }: Grant): boolean =>
      action === need.action && certain && targets.some((target) => target.arn === need.arn && !isFallback(target, targets));
    return grants.some(isSure);
  };
}

/** A name that stands in the code beside one that the environment gives is for where the environment gives none. */
function isFallback(target: Target, all: readonly Target[]): boolean {
  return target.bound === null && target.logicalId === null && target.unknown === null && all.some(({ bound }) => bound !== null);
}
