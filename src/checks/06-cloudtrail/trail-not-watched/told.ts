import type { EventRule } from '../../../model/event-rule.ts';
import { exactText, get, isUnknown, itemsOf } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';

/** Whether a rule passes calls that CloudTrail recorded on to somebody, or would if it had a target (`mute`). */
export function tellsOfCalls(rule: EventRule, mute = false): boolean | Unknown {
  if (rule.pattern === undefined || (rule.targets.length === 0 && !mute)) return false;
  if (isUnknown(rule.pattern)) return rule.pattern;
  const kinds = itemsOf(get(rule.pattern, 'detail-type'));
  const ofCloudTrail = kinds.some((kind) => exactText(kind)?.endsWith('via CloudTrail') === true);
  return ofCloudTrail || get(rule.pattern, 'detail.eventName') !== undefined ? rule.enabled : false;
}
