import { MapNode, stringOf } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';
import { present } from '../values.ts';
import { FUNCTION_EVENT_SHAPES, STATE_MACHINE_EVENT_SHAPES } from './event-shapes.ts';
import { RESOURCE_SHAPES } from './resource-shapes.ts';
import { misfits } from './shape.ts';
import type { Shape } from './shape.ts';

/**
 * Reports what AWS's translator refuses before it expands anything: sections and resources of the wrong shape, unknown,
 * missing and wrongly typed properties of SAM resources and of their events. Runs after Globals are merged in.
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
  if (type === 'AWS::Serverless::Function') validateEvents(context, logicalId, { properties, shapes: FUNCTION_EVENT_SHAPES });
  if (type === 'AWS::Serverless::StateMachine') validateEvents(context, logicalId, { properties, shapes: STATE_MACHINE_EVENT_SHAPES });
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

interface EventOwner {
  readonly properties: MapNode;
  readonly shapes: { readonly [type: string]: Shape };
}

function validateEvents(context: SamContext, logicalId: string, { properties, shapes }: EventOwner): void {
  const events = properties.get('Events');
  if (events?.kind !== 'map') return;
  for (const [eventId, { value: event }] of events.entries) {
    if (event.kind !== 'map') {
      context.fail(logicalId, `event ${eventId} must be a map`, event.at);
      continue;
    }
    const type = stringOf(event.get('Type'));
    const shape = type !== undefined && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (shape === undefined) {
      context.fail(logicalId, `event ${eventId} has no Type that SAM knows`, (event.get('Type') ?? event).at);
      continue;
    }
    const own = event.get('Properties') ?? new MapNode(event.at);
    if (own.kind !== 'map') context.fail(logicalId, `Properties of event ${eventId} must be a map`, own.at);
    else for (const { message, node } of misfits(own, shape, type!)) context.fail(logicalId, `event ${eventId}: ${message}`, node.at);
  }
}
