import type { MapNode, Node } from '../../util/node.ts';

/** A property's value; an explicit null counts as absent, as in AWS's translator. */
export function prop(map: MapNode | undefined, name: string): Node | undefined {
  return present(map?.get(name));
}

/** The node itself unless it is null. */
export function present(node: Node | undefined): Node | undefined {
  return node?.kind === 'scalar' && node.value === null ? undefined : node;
}

/** The node if it is a map. */
export function mapOf(node: Node | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}

/** Whether a value counts as given: not null, false, zero, nor an empty text, list or map. */
export function isGiven(node: Node | undefined): node is Node {
  if (node === undefined) return false;
  if (node.kind === 'map') return node.entries.size > 0;
  if (node.kind === 'list') return node.items.length > 0;
  return node.value !== null && node.value !== false && node.value !== 0 && node.value !== '';
}

/** The value of a property when it counts as given (`isGiven`). */
export function given(map: MapNode | undefined, name: string): Node | undefined {
  const value = map?.get(name);
  return isGiven(value) ? value : undefined;
}

/** The properties of a resource or event; an empty or absent section is undefined. */
export function propertiesOf(resource: MapNode): MapNode | undefined {
  return mapOf(resource.get('Properties'));
}
