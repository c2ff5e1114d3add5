import { expandAction } from '../iam-actions.ts';
import { operationResources } from '../operation-resources.ts';
import { iamPrefix } from '../sdk.ts';
import { resourceOf } from './parse.ts';
import type { OperationRule } from './rule.ts';

/** The action of the operation's own name with the resources it is allowed on; undefined when IAM has no such action. */
export function ownNeeds(service: string, operation: string): OperationRule | undefined {
  const text = operationResources(service, operation);
  if (text === undefined) return undefined;
  if (text === 'free') return { kind: 'free', reason: 'the SDK does not sign the call' };
  const prefix = iamPrefix(service);
  const [action] = expandAction(`${prefix}:${operation}`);
  if (action === undefined) return undefined;
  const resources = text === '*' ? [null] : text.split('+').map((resource) => resourceOf(resource, prefix));
  const needs = resources.map((resource) => ({ action, resource, when: [], may: false, dependent: false, because: null }));
  return { kind: 'needs', needs, own: false };
}
