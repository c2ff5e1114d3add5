import type { MapNode, Node } from '../../util/node.ts';

/** Resource attributes by name; absent ones are left out. */
export type Attributes = { readonly [name: string]: Node | undefined };

const OWN = ['DependsOn', 'DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata'] as const;
const PASSED_ON = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy'] as const;

/** The attributes that the resource's own counterpart keeps. */
export function ownAttributes(resource: MapNode): Attributes {
  return pick(resource, OWN);
}

/** The attributes that everything generated from the resource takes over. */
export function passedOnAttributes(resource: MapNode): Attributes {
  return pick(resource, PASSED_ON);
}

function pick(resource: MapNode, names: readonly string[]): Attributes {
  return Object.fromEntries(names.filter((name) => resource.has(name)).map((name) => [name, resource.get(name)]));
}
