import type { ResourceDrift } from '../../model/live.ts';
import type { Resource, Stack } from '../../model/template.ts';
import type { MapValue, Unknown } from '../../model/value.ts';
import { differencesRead } from './differences-read.ts';
import type { KnownNames } from './known-names.ts';
import { placeDifferences } from './place-differences.ts';

/** The stack as it is live: deleted resources are gone, the others have the differences in place. Properties are evaluated when somebody asks. */
export function liveStack(stack: Stack, drifted: ReadonlyMap<string, ResourceDrift>, names: KnownNames): Stack {
  const resources = new Map<string, Resource>();
  for (const [id, resource] of stack.resources) {
    const drift = drifted.get(id);
    if (drift === undefined) resources.set(id, resource);
    else if (drift.status !== 'DELETED') resources.set(id, liveResource(resource, drift, names));
  }
  return { ...stack, resources };
}

function liveResource(resource: Resource, drift: ResourceDrift, names: KnownNames): Resource {
  let properties: MapValue | Unknown | undefined;
  return withProperties(
    resource,
    () => (properties ??= placeDifferences(resource.properties, drift, { names, differences: differencesRead(drift) })),
  );
}

/** The same stack, which notes whose properties somebody looks at. */
export function watchedStack(stack: Stack, read: Set<string>): Stack {
  const resources = new Map<string, Resource>();
  for (const [id, resource] of stack.resources) {
    const look = (): MapValue | Unknown => {
      read.add(id);
      return resource.properties;
    };
    resources.set(id, withProperties(resource, look));
  }
  return { ...stack, resources };
}

function withProperties(resource: Resource, properties: () => MapValue | Unknown): Resource {
  const { id, logicalId, type, at, owner } = resource;
  return {
    id,
    logicalId,
    type,
    get properties(): MapValue | Unknown {
      return properties();
    },
    get attributes(): Resource['attributes'] {
      return resource.attributes;
    },
    at,
    owner,
  };
}
