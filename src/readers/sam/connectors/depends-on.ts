import { ListNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';

/** Makes a resource depend on another; `DependsOn` becomes a list. */
export function addDependency(resource: Node | undefined, logicalId: string): void {
  if (resource?.kind !== 'map') return;
  const current = resource.get('DependsOn');
  resource.set('DependsOn', new ListNode(current?.at ?? resource.at, withIds(itemsOf(current), [logicalId], resource)));
}

/** In every resource that depends on `logicalId`, names `replacements` in its place. */
export function replaceDependency(resources: MapNode, logicalId: string, replacements: readonly string[]): void {
  for (const { value: resource } of resources.entries.values()) {
    const current = resource.kind === 'map' ? resource.get('DependsOn') : undefined;
    if (resource.kind !== 'map' || current === undefined) continue;
    const items = itemsOf(current);
    const kept = items.filter((item) => stringOf(item) !== logicalId);
    if (kept.length < items.length) resource.set('DependsOn', new ListNode(current.at, withIds(kept, replacements, current)));
  }
}

function itemsOf(dependsOn: Node | undefined): Node[] {
  return dependsOn === undefined ? [] : dependsOn.kind === 'list' ? dependsOn.items : [dependsOn];
}

function withIds(items: readonly Node[], ids: readonly string[], near: Node): Node[] {
  const known = new Set(items.map(stringOf));
  return [...items, ...ids.filter((id) => !known.has(id)).map((id) => new ScalarNode(id, near.at))];
}
