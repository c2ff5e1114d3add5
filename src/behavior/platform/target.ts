import type { App } from '../../model/app.ts';
import type { Target } from '../../model/behavior.ts';
import { policyText } from '../../model/policy-text.ts';
import { isUnknown, resourceNamed, show } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** For actions that take no resource. */
export const anyTarget: Target = { logicalId: null, arn: '*', unknown: null, via: 'the action takes no resource', bound: null };

/** The target that a template's ARN names; not known when the value is not an ARN. */
export function targetOf(app: App, value: Value): Target {
  const text = policyText(app, value);
  const logicalId = resourceNamed(value) ?? null;
  const base = { logicalId, via: show(value), bound: value.at };
  if (isUnknown(text)) return { ...base, arn: '*', unknown: text.reason };
  return { ...base, arn: text, unknown: null };
}
