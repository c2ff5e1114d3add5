import { MapNode, stringOf } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';
import { present } from '../values.ts';
import { validateMethodNames } from './method-names.ts';
import { RESOURCE_SHAPES } from './resource-shapes.ts';
import { misfits } from './shape.ts';
import type { Shape } from './shape.ts';

/**
 * Reports what AWS's translator refuses before it expands anything: sections and resources of the wrong shape, unknown,
 * missing and wrongly typed properties of SAM resources. Runs after Globals are merged in. Events: `validateEvents`.
 */
export function validateTemplate(context: SamContext): void {
  const mappings = context.template.get('Mappings');
  if (mappings !== undefined && mappings.kind !== 'map') context.fail(null, 'Mappings must be a map', mappings.at);
  const resources = context.template.get('Resources');
  if (resources?.kind !== 'map') return;
  for (const [logicalId, { keyAt, value: resource }] of resources.entries) {
    const type = resource.kind === 'map' ? stringOf(resource.get('Type')) : undefined;
    if (resource.kind !== 'map' || type === undefined || !Object.hasOwn(RESOURCE_SHAPES, type)) continue;
    if (!/^[A-Za-z0-9]+$/.test(logicalId) || isBareNumber(keyAt))
      context.fail(logicalId, 'a logical id must be a text of letters and digits', keyAt);
    validateResource(context, logicalId, resource);
  }
}

function validateResource(context: SamContext, logicalId: string, resource: MapNode): void {
  const type = stringOf(resource.get('Type'))!;
  const condition = present(resource.get('Condition'));
  if (condition !== undefined && stringOf(condition) === undefined) context.fail(logicalId, 'Condition must be a string', condition.at);
  const properties = resource.get('Properties') ?? new MapNode(resource.at);
  if (properties.kind !== 'map') return;
  for (const { message, node } of misfits(properties, shapeOf(type, properties), type)) context.fail(logicalId, message, node.at);
  if (type === 'AWS::Serverless::HttpApi') validateMethodNames(context, logicalId, properties);
}

function shapeOf(type: string, properties: MapNode): Shape {
  const shape = RESOURCE_SHAPES[type]!;
  // AWS's translator writes the version into the definition, as a text, when the definition is its own.
  const ownDefinition = type === 'AWS::Serverless::Api' && !properties.has('DefinitionBody') && !properties.has('DefinitionUri');
  return ownDefinition ? { ...shape, OpenApiVersion: 'string|number' } : shape;
}

/** Whether a key is an unquoted number in YAML, which is no text there. */
function isBareNumber(keyAt: Span): boolean {
  return /^[-+]?\d+$/.test(keyAt.source.text.slice(keyAt.start, keyAt.end));
}
