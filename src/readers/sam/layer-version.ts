import { MapNode, ScalarNode, build, stringOf } from '../../util/node.ts';
import type { Buildable, Node } from '../../util/node.ts';
import { ownAttributes, passedOnAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { hashText, shortHash } from './ids.ts';
import { isIntrinsic } from './intrinsics.ts';
import { codeOf, readLocation } from './location.ts';
import { resolveParameters } from './parameters.ts';
import { isGiven, prop, propertiesOf } from './values.ts';

const TEXTS: readonly string[] = ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy'];

/** In this order properties enter the hash in which the layer's id ends. */
const PROPERTIES: readonly string[] = [
  'LayerName',
  'Description',
  'PublishLambdaVersion',
  'ContentUri',
  'CompatibleArchitectures',
  'CompatibleRuntimes',
  'LicenseInfo',
  'RetentionPolicy',
];

/** Expands an AWS::Serverless::LayerVersion; its id changes with its content, so that every change makes a new version. */
export function expandLayerVersion(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = resolvedProperties(context, logicalId, resource);
  const retention = retentionPolicy(context, logicalId, prop(properties, 'RetentionPolicy'));
  const id = `${logicalId}${shortHash(hashText(hashedResource(logicalId, resource, properties)))}`;
  context.renamed.set(logicalId, id);
  checkArchitectures(context, logicalId, prop(properties, 'CompatibleArchitectures'));
  const content = prop(properties, 'ContentUri');
  const location = content === undefined ? undefined : readLocation(context, logicalId, 'ContentUri', content);
  if (content === undefined) context.fail(logicalId, 'ContentUri must be set', resource.get('Type')?.at ?? resource.at);
  const name = prop(properties, 'LayerName');
  context.add(id, {
    type: 'AWS::Lambda::LayerVersion',
    properties: {
      LayerName: isGiven(name) ? name : logicalId,
      Description: prop(properties, 'Description'),
      Content: location === undefined ? undefined : codeOf(location),
      CompatibleArchitectures: prop(properties, 'CompatibleArchitectures'),
      CompatibleRuntimes: prop(properties, 'CompatibleRuntimes'),
      LicenseInfo: prop(properties, 'LicenseInfo'),
    },
    attributes: {
      DependsOn: resource.get('DependsOn'),
      // Functions may still use an old version after the stack has moved on.
      DeletionPolicy: 'Retain',
      ...passedOnAttributes(resource),
      ...(retention === undefined ? {} : { DeletionPolicy: retention }),
    },
    origin: resource.at,
  });
}

/** The properties with parameters resolved where the id depends on them. */
function resolvedProperties(context: SamContext, logicalId: string, resource: MapNode): MapNode {
  const properties = new MapNode(resource.at, new Map(propertiesOf(resource)?.entries));
  for (const name of TEXTS) {
    const written = properties.get(name);
    if (!isGiven(written)) continue;
    const value = resolveParameters(context, written);
    if (value.kind === 'map' || stringOf(value) !== undefined) properties.set(name, value);
    else context.fail(logicalId, `${name} must be a text`, written.at);
  }
  return properties;
}

/** `{id: {Type, ..., Properties}}` as far as it counts for the hash: attributes about deletion and Metadata do not. */
function hashedResource(logicalId: string, resource: MapNode, properties: MapNode): MapNode {
  const { DeletionPolicy: _deletion, UpdateReplacePolicy: _replace, Metadata: _metadata, ...attributes } = ownAttributes(resource);
  const hashed: { [name: string]: Buildable | undefined } = {};
  for (const name of PROPERTIES) hashed[name] = prop(properties, name);
  const body = { Type: 'AWS::Serverless::LayerVersion', ...attributes, Properties: hashed };
  return build({ [logicalId]: body }, resource.at) as MapNode;
}

function retentionPolicy(context: SamContext, logicalId: string, written: Node | undefined): ScalarNode | undefined {
  if (written === undefined) return undefined;
  const policy = ['Retain', 'Delete'].find((option) => option.toLowerCase() === stringOf(written)?.toLowerCase());
  if (policy !== undefined) return new ScalarNode(policy, written.at);
  context.fail(logicalId, 'RetentionPolicy must be Retain or Delete', written.at);
  return undefined;
}

function checkArchitectures(context: SamContext, logicalId: string, architectures: Node | undefined): void {
  if (architectures?.kind !== 'list') return;
  for (const item of architectures.items) {
    if (!isIntrinsic(item) && !['arm64', 'x86_64'].includes(stringOf(item) ?? '')) {
      context.fail(logicalId, 'CompatibleArchitectures may hold arm64 and x86_64', item.at);
    }
  }
}
