import { stringOf } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { mapOf } from '../values.ts';
import { apiState } from './state.ts';

/**
 * Logical ids in the order in which AWS's translator expands them: as written, but in Python 2.7's order when the template has a REST API.
 * Routes, validators and shared plans are written one after the other, and the ids of deployments depend on that.
 */
export function expansionOrder(context: SamContext): string[] {
  const resources = mapOf(context.template.get('Resources'));
  if (resources === undefined) return [];
  const hasRestApi = [...resources.entries.values()].some(({ value }) => stringOf(mapOf(value)?.get('Type')) === 'AWS::Serverless::Api');
  if (!hasRestApi) return resources.keys();
  const known = new Set(apiState(context).resourceOrder.filter((id) => resources.has(id)));
  return [...known, ...resources.keys().filter((id) => !known.has(id))];
}
