import { MapNode, ScalarNode, build, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { expandHttpApiEvent } from '../api/event-http.ts';
import { expandApiEvent } from '../api/event-rest.ts';
import type { SamContext } from '../context.ts';
import type { FunctionParts, InvokeTarget } from '../function/function-parts.ts';
import { mapOf, prop } from '../values.ts';
import { expandAlexaSkill } from './alexa-skill.ts';
import { expandCloudWatchLogs } from './cloudwatch-logs.ts';
import { expandCognito } from './cognito.ts';
import { EVENT_SOURCE_MAPPINGS, expandEventSourceMapping } from './event-source-mapping.ts';
import { expandEventRule, expandSchedule } from './event-rule.ts';
import { failEvent } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';
import { expandIotRule } from './iot-rule.ts';
import { expandS3 } from './s3.ts';
import { expandScheduleV2 } from './schedule-v2.ts';
import { expandSns } from './sns.ts';

type EventExpander = (context: SamContext, source: FunctionEvent) => void;

const EVENTS: Readonly<Record<string, EventExpander>> = {
  AlexaSkill: expandAlexaSkill,
  Api: (context, source) => expandApiEvent(context, apiEvent(source)),
  CloudWatchEvent: expandEventRule,
  CloudWatchLogs: expandCloudWatchLogs,
  Cognito: expandCognito,
  EventBridgeRule: expandEventRule,
  HttpApi: (context, source) => expandHttpApiEvent(context, apiEvent(source)),
  IoTRule: expandIotRule,
  S3: expandS3,
  SNS: expandSns,
  Schedule: expandSchedule,
  ScheduleV2: expandScheduleV2,
};

/** Expands the event sources of a function; what they need of the execution role goes into its draft. */
export function expandEvents(context: SamContext, parts: FunctionParts, target: InvokeTarget): void {
  const { logicalId, properties } = parts;
  const events = prop(properties, 'Events');
  if (events === undefined) return;
  if (events.kind !== 'map') {
    context.fail(logicalId, 'Events must be a map', events.at);
    return;
  }
  // By path, as AWS's translator does: routes are numbered and merged in this order.
  const ordered = [...events.entries].map(([eventId, { value }]) => ({ eventId, value, order: orderOf(eventId, value) }));
  ordered.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  for (const { eventId, value } of ordered) {
    if (value.kind === 'map') expandEvent(context, parts, target, { eventId, event: value });
    else context.fail(logicalId, `event ${eventId} must be a map`, value.at);
  }
}

function expandEvent(context: SamContext, parts: FunctionParts, target: InvokeTarget, own: { eventId: string; event: MapNode }): void {
  const { eventId, event } = own;
  const properties = event.get('Properties') ?? new MapNode(event.at);
  const source: FunctionEvent = {
    functionId: parts.logicalId,
    functionResource: parts.resource,
    eventId,
    id: `${parts.logicalId}${eventId}`,
    event,
    properties: mapOf(properties) ?? new MapNode(event.at),
    target,
    attributes: parts.passedOn,
    role: parts.role,
  };
  const type = stringOf(event.get('Type'));
  if (properties.kind !== 'map') failEvent(context, source, 'Properties must be a map', properties.at);
  else if (type !== undefined && Object.hasOwn(EVENTS, type)) EVENTS[type]!(context, source);
  else if (type !== undefined && Object.hasOwn(EVENT_SOURCE_MAPPINGS, type)) expandEventSourceMapping(context, source, type);
  else
    failEvent(
      context,
      source,
      type === undefined ? 'Type is missing' : `there is no event type ${type}`,
      event.get('Type')?.at ?? event.at,
    );
}

function apiEvent(source: FunctionEvent): Parameters<typeof expandApiEvent>[1] {
  const { target } = source;
  return {
    functionId: source.functionId,
    eventId: source.eventId,
    event: source.event,
    functionArn: target.aliasName === undefined ? undefined : build(target.arn, source.event.at),
    functionResource: source.functionResource,
    condition: source.attributes['Condition'],
    attributes: source.attributes,
  };
}

function orderOf(eventId: string, event: Node): string {
  const path = mapOf(mapOf(event)?.get('Properties'))?.get('Path');
  return path instanceof ScalarNode && typeof path.value === 'string' ? path.value : eventId;
}
