import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { parsedJson } from './json-text.ts';
import { exactText, itemsOf } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** `AWS::Events::Rule`. */
export interface EventRule {
  readonly resource: Resource;
  readonly bus: Value | undefined;
  /** The event pattern as a map, also when given as JSON text; undefined for a schedule. */
  readonly pattern: Value | undefined;
  readonly schedule: Value | undefined;
  readonly targets: readonly Value[];
  readonly enabled: boolean | Unknown;
  readonly at: Span;
}

/** Every EventBridge rule of the app. */
export function rulesOf(app: App): EventRule[] {
  return app.ofType('AWS::Events::Rule').map((resource) => {
    const pattern = property(resource, 'EventPattern');
    const state = property(resource, 'State');
    return {
      resource,
      bus: property(resource, 'EventBusName'),
      pattern: pattern === undefined ? undefined : parsedJson(pattern),
      schedule: property(resource, 'ScheduleExpression'),
      targets: itemsOf(property(resource, 'Targets')),
      // ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS is a way of being enabled (EventBridge API reference, RuleState).
      enabled: state?.kind === 'unknown' ? state : exactText(state) !== 'DISABLED',
      at: resource.at,
    };
  });
}
