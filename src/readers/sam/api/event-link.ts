import { MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { refTarget } from '../intrinsics.ts';
import { mapOf } from '../values.ts';
import type { EventRoute } from './event.ts';
import { Refused } from './refused.ts';

/** The id in a reference to an API: a text, or a Ref. */
export function referencedApi(node: Node | undefined): string | undefined {
  return stringOf(node) ?? refTarget(node);
}

/** The REST API of an event. */
export interface LinkedApi {
  readonly id: string;
  readonly properties: MapNode;
  /** The stage's name as it appears in ids; `Stage` when it is known only at deployment. */
  readonly stage: Node | undefined;
}

/** The API an event names, which must be in the template. */
export function linkedApi(context: SamContext, route: EventRoute): LinkedApi {
  const id = referencedApi(route.apiNode);
  const resource = id === undefined ? undefined : context.input(id);
  if (id === undefined || resource === undefined) {
    throw new Refused(`Event '${route.eventId}': RestApiId must name an API of this template.`, route.apiNode.at);
  }
  const properties = mapOf(resource.get('Properties'));
  if (properties === undefined && resource.has('Properties'))
    throw new Refused('Properties must be a map.', resource.get('Properties')!.at, id);
  const stageName = properties?.get('StageName');
  if (stringOf(stageName) === '') throw new Refused('StageName cannot be empty.', stageName!.at, id);
  const stage = stringOf(stageName) === undefined ? new ScalarNode('Stage', route.at) : stageName!;
  return { id, properties: properties ?? new MapNode(resource.at), stage };
}
