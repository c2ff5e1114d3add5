import { MapNode, stringOf } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { mapOf } from '../values.ts';
import { FUNCTION_EVENT_SHAPES, STATE_MACHINE_EVENT_SHAPES } from './event-shapes.ts';
import { misfits } from './shape.ts';
import type { Shape } from './shape.ts';

const SHAPES: ReadonlyMap<string, { readonly [type: string]: Shape }> = new Map([
  ['AWS::Serverless::Function', FUNCTION_EVENT_SHAPES],
  ['AWS::Serverless::StateMachine', STATE_MACHINE_EVENT_SHAPES],
]);

/**
 * Reports events of functions and state machines that are of no known type, and unknown, missing and wrongly typed properties
 * of events. Runs on what the owner wrote, before implicit APIs add to it.
 */
export function validateEvents(context: SamContext): void {
  for (const [logicalId, { value: resource }] of mapOf(context.template.get('Resources'))?.entries ?? []) {
    const shapes = resource.kind === 'map' ? SHAPES.get(stringOf(resource.get('Type')) ?? '') : undefined;
    const events = shapes && mapOf(mapOf(mapOf(resource)?.get('Properties'))?.get('Events'));
    for (const [eventId, { value: event }] of events?.entries ?? []) {
      if (event.kind === 'map') validateEvent(context, { logicalId, eventId, event, shapes: shapes! });
    }
  }
}

interface OwnedEvent {
  readonly logicalId: string;
  readonly eventId: string;
  readonly event: MapNode;
  readonly shapes: { readonly [type: string]: Shape };
}

function validateEvent(context: SamContext, { logicalId, eventId, event, shapes }: OwnedEvent): void {
  const type = stringOf(event.get('Type'));
  const properties = event.get('Properties') ?? new MapNode(event.at);
  if (type === undefined || !Object.hasOwn(shapes, type)) {
    context.fail(logicalId, `event ${eventId} has no Type that SAM knows`, (event.get('Type') ?? event).at);
  } else if (properties.kind !== 'map') {
    context.fail(logicalId, `Properties of event ${eventId} must be a map`, properties.at);
  } else {
    for (const { message, node } of misfits(properties, shapes[type]!, type))
      context.fail(logicalId, `event ${eventId}: ${message}`, node.at);
  }
}
