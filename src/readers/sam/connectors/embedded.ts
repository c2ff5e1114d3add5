import { MapNode, ScalarNode, at as step, build } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';

/** Turns the `Connectors` attribute of every resource of the template into `AWS::Serverless::Connector` resources named
 *  `<resource><connector>`, and removes the attribute. Must run before any resource is expanded or copied. */
export function extractEmbeddedConnectors(context: SamContext): void {
  const resources = context.template.get('Resources');
  if (resources?.kind !== 'map') return;
  const connectors: { id: string; node: MapNode }[] = [];
  for (const [resourceId, { value: resource }] of resources.entries) {
    if (resource.kind !== 'map' || !resource.has('Connectors')) continue;
    const attribute = resource.get('Connectors')!;
    resource.delete('Connectors');
    if (attribute.kind !== 'map') {
      context.fail(resourceId, 'Connectors must be a map', attribute.at);
      continue;
    }
    for (const [name, entry] of attribute.entries) {
      const id = resourceId + name;
      const node = standaloneConnector(context, { resourceId, name, connector: entry.value });
      if (node === undefined) continue;
      if (resources.has(id))
        context.fail(resourceId, `its connector ${name} would be called "${id}", a resource that exists already`, entry.keyAt);
      else connectors.push({ id, node });
    }
  }
  for (const { id, node } of connectors) resources.set(id, node);
}

interface EmbeddedConnector {
  readonly resourceId: string;
  readonly name: string;
  readonly connector: Node;
}

function standaloneConnector(context: SamContext, { resourceId, name, connector }: EmbeddedConnector): MapNode | undefined {
  if (connector.kind !== 'map') {
    context.fail(resourceId + name, 'a connector must be a map', connector.at);
    return undefined;
  }
  const properties = step(connector, 'Properties');
  if (properties?.kind !== 'map') {
    context.fail(resourceId, `Connectors.${name}.Properties must be a map`, (properties ?? connector).at);
    return undefined;
  }
  const source = build({ Id: resourceId }, properties.at) as MapNode;
  const reference = properties.get('SourceReference');
  if (reference !== undefined) {
    if (reference.kind !== 'map') {
      context.fail(resourceId, `Connectors.${name}.Properties.SourceReference must be a map`, reference.at);
      return undefined;
    }
    if (reference.has('Id')) {
      context.fail(name, `SourceReference of ${resourceId}'s connector may not have an Id: the source is ${resourceId}`, reference.at);
      return undefined;
    }
    for (const [key, entry] of reference.entries) source.set(key, entry.value, entry.keyAt);
  }
  const standalone = new MapNode(connector.at, new Map(connector.entries));
  standalone.set('Type', new ScalarNode('AWS::Serverless::Connector', connector.at));
  const ownProperties = new MapNode(properties.at, new Map(properties.entries));
  ownProperties.delete('SourceReference');
  return standalone.set('Properties', ownProperties.set('Source', source));
}
