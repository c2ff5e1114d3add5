import { MapNode, stringOf } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';
import { given } from '../values.ts';
import { validateMethodNames } from './method-names.ts';
import { RESOURCE_SHAPES } from './resource-shapes.ts';
import { misfits } from './shape.ts';

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
    if (resource.kind !== 'map') continue;
    const condition = given(resource, 'Condition');
    if (condition !== undefined && stringOf(condition) === undefined) context.fail(logicalId, 'Condition must be a text', condition.at);
    const type = stringOf(resource.get('Type'));
    if (type === undefined || !Object.hasOwn(RESOURCE_SHAPES, type)) continue;
    if (!/^[A-Za-z0-9]+$/.test(logicalId) || isBareNumber(keyAt))
      context.fail(logicalId, 'a logical id must be a text of letters and digits', keyAt);
    validateResource(context, logicalId, { resource, type });
  }
}

function validateResource(context: SamContext, logicalId: string, { resource, type }: { resource: MapNode; type: string }): void {
  const properties = resource.get('Properties') ?? new MapNode(resource.at);
  if (properties.kind !== 'map') return;
  for (const { message, node } of misfits(properties, RESOURCE_SHAPES[type]!, type)) context.fail(logicalId, message, node.at);
  if (type === 'AWS::Serverless::HttpApi') validateMethodNames(context, logicalId, properties);
}

/** Whether a key is an unquoted number in YAML, which is no text there. */
function isBareNumber(keyAt: Span): boolean {
  return /^[-+]?\d+$/.test(keyAt.source.text.slice(keyAt.start, keyAt.end));
}
