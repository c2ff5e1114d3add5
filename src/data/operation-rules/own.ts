import { expandAction } from '../iam-actions.ts';
import { operationResources } from '../operation-resources.ts';
import { iamPrefix } from '../sdk.ts';
import { resourceOf } from './parse.ts';
import type { NeedRule, OperationRule } from './rule.ts';

/** The action of the operation's own name with the resources it is allowed on; undefined when IAM has no such action. */
export function ownNeeds(service: string, operation: string): OperationRule | undefined {
  const text = operationResources(service, operation);
  if (text === undefined) return undefined;
  if (text === 'free') return { kind: 'free', reason: 'the SDK does not sign the call' };
  const prefix = iamPrefix(service);
  const [action] = expandAction(`${prefix}:${operation}`);
  if (action === undefined) return undefined;
  if (text === '*') return { kind: 'needs', own: false, needs: [need(action, null)] };
  if (text.endsWith('?')) return { kind: 'needs', own: false, needs: onGiven(action, resourceOf(text.slice(0, -1), prefix)) };
  return { kind: 'needs', own: false, needs: text.split('+').map((resource) => need(action, resourceOf(resource, prefix))) };
}

/** The action on the resource that a member names, or on `*` when none is given: a translation with a terminology or without. */
function onGiven(action: string, resource: NonNullable<NeedRule['resource']>): readonly NeedRule[] {
  const paths = resource.parts.at(-1)?.paths ?? [];
  return [
    { ...need(action, resource), when: [{ paths, negated: false, matches: null, mustBeKnown: false }] },
    { ...need(action, null), when: [{ paths, negated: true, matches: null, mustBeKnown: false }] },
  ];
}

function need(action: string, resource: NeedRule['resource']): NeedRule {
  return { action, resource, when: [], may: false, dependent: false, because: null };
}
