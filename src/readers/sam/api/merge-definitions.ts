import { MapNode } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { isGiven, mapOf } from '../values.ts';
import { expectMap, normalizedMethod } from './document.ts';
import type { ApiDocument } from './document.ts';
import type { EventRoute } from './event.ts';
import type { LinkedApi } from './event-link.ts';
import { Refused } from './refused.ts';
import { definitionDicts } from './state.ts';

/**
 * Puts one generated method into the owner's definition (`MergeDefinitions: true`): the generated values win, the owner's others stay.
 * A definition without paths gets none, as in AWS's translator.
 */
export function mergeMethod(context: SamContext, generated: ApiDocument, route: EventRoute, api: LinkedApi): void {
  const definition = api.properties.get('DefinitionBody')!;
  const body = expectMap(definition, 'DefinitionBody must be a map.', definition.at);
  const paths = body.get('paths');
  if (!isGiven(paths)) return;
  const dicts = definitionDicts(context, body);
  dicts.copiedAlone(body);
  const merged = new MapNode(route.at);
  const refuse = (at: Node): Refused => new Refused(`The path '${route.path}' and its methods must be maps.`, at.at, api.id);
  if (paths.kind !== 'map') throw refuse(paths);
  const item = paths.get(route.path);
  if (item !== undefined && isGiven(item) && item.kind !== 'map') throw refuse(item);
  const existing = mapOf(item)?.get(route.method);
  if (existing !== undefined && isGiven(existing) && existing.kind !== 'map') throw refuse(existing);
  const made = mapOf(mapOf(generated.paths.get(route.path))?.get(normalizedMethod(route.method))) ?? new MapNode(route.at);
  const add = (source: MapNode, order: readonly string[]): void => {
    for (const key of order) {
      const entry = source.entries.get(key)!;
      merged.set(key, entry.value, merged.entries.get(key)?.keyAt ?? entry.keyAt);
    }
  };
  if (existing?.kind === 'map') add(existing, dicts.keys(existing));
  add(made, generated.dicts.keys(made));
  dicts.adopt(made, generated.dicts);
  dicts.keepInsertionOrder(merged);
  let target = mapOf(item);
  if (target === undefined) {
    target = dicts.keepInsertionOrder(new MapNode(route.at));
    dicts.put(paths, route.path, target, route.pathAt);
  }
  dicts.put(target, route.method, merged, route.methodTextAt);
}
