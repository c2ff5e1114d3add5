import { MapNode, stringOf } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import { conditional } from '../intrinsics.ts';
import { isGiven, mapOf } from '../values.ts';
import { ANY_METHOD, expectMap } from './document.ts';
import { made } from './made.ts';

/** An HttpApi event whose `RouteSettings` go to its API. */
export interface EventRouteSettings {
  readonly resources: MapNode;
  readonly owner: MapNode;
  readonly event: MapNode;
  readonly eventId: string;
  readonly properties: MapNode;
  readonly apiId: string;
}

/** Adds an event's `RouteSettings` to its API's, under the route's key (`GET /orders`); under the owner's condition when it has one. */
export function addRouteSettings({ resources, owner, event, eventId, properties, apiId }: EventRouteSettings): void {
  const api = mapOf(mapOf(resources.get(apiId))?.get('Properties'));
  if (api === undefined) return;
  const method = stringOf(properties.get('Method'))!;
  const path = stringOf(properties.get('Path'))!;
  const route = method === ANY_METHOD ? path : `${method.toUpperCase()} ${path}`;
  const own = properties.get('RouteSettings')!;
  const settings = expectMap(api.get('RouteSettings') ?? new MapNode(own.at), `RouteSettings of ${apiId} must be a map.`, event.at);
  const condition = owner.get('Condition');
  const conditionAt = generatedFrom(own.at, 'condition of the function');
  const added = isGiven(condition) ? made(conditional(condition, own), conditionAt) : own;
  const addedMap = expectMap(added, `Event '${eventId}': RouteSettings must be a map.`, own.at);
  const target = mapOf(settings.get(route)) ?? new MapNode(own.at);
  for (const [name, entry] of addedMap.entries) target.set(name, entry.value, entry.keyAt);
  settings.set(route, target);
  api.set('RouteSettings', settings);
}
