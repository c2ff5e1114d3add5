import type { App } from '../app.ts';
import { referredTo } from '../reference.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { entriesOf, get, isUnknown, itemsOf } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Throttle, UsagePlan, UsagePlanStage } from './api.ts';

/** Every `AWS::ApiGateway::UsagePlan` of the app. */
export function usagePlansOf(app: App): UsagePlan[] {
  return app.ofType('AWS::ApiGateway::UsagePlan').map((resource) => ({
    resource,
    throttle: throttleOf(property(resource, 'Throttle')),
    quota: property(resource, 'Quota'),
    apiStages: itemsOf(property(resource, 'ApiStages')).map((item) => stageOf(app, item)),
    keys: planKeys(app, resource),
    at: resource.at,
  }));
}

/** API keys (`AWS::ApiGateway::ApiKey`) that no usage plan of the app has; unknown when a plan's key cannot be told. */
export function apiKeysWithoutPlan(app: App): readonly Resource[] | Unknown {
  const attached = app.ofType('AWS::ApiGateway::UsagePlanKey').map((link) => property(link, 'KeyId'));
  const blind = attached.find((key) => key?.kind === 'unknown');
  if (blind?.kind === 'unknown') return blind;
  const keys = app.ofType('AWS::ApiGateway::ApiKey');
  return keys.filter((key) => !attached.some((value) => referredTo(value, [key]).resource !== null));
}

/** Reads `{RateLimit, BurstLimit}`; a map with neither limits nothing. */
function throttleOf(value: Value | undefined): Throttle | null | Unknown {
  if (value === undefined || isUnknown(value)) return value ?? null;
  const rate = get(value, 'RateLimit');
  const burst = get(value, 'BurstLimit');
  return rate === undefined && burst === undefined ? null : { rate, burst, at: value.at };
}

function stageOf(app: App, item: Value): UsagePlanStage {
  if (item.kind === 'unknown') return { apiId: null, stage: undefined, throttles: new Map(), unknown: item };
  const throttles = new Map<string, Throttle>();
  for (const { key, value } of entriesOf(get(item, 'Throttle'))) {
    const throttle = throttleOf(value);
    if (throttle !== null && !isUnknown(throttle)) throttles.set(key, throttle);
  }
  const api = referredTo(get(item, 'ApiId'), app.ofType('AWS::ApiGateway::RestApi'));
  return { apiId: api.resource?.id ?? null, stage: get(item, 'Stage'), throttles, unknown: api.unknown };
}

function planKeys(app: App, plan: Resource): Value[] {
  return app.ofType('AWS::ApiGateway::UsagePlanKey').flatMap((link) => {
    const key = property(link, 'KeyId');
    return key !== undefined && referredTo(property(link, 'UsagePlanId'), [plan]).resource !== null ? [key] : [];
  });
}
