import { exactText, isUnknown } from '../value.ts';
import type { Unknown } from '../value.ts';
import type { Route, Stage, Throttle, UsagePlan } from './api.ts';
import { routeKeyOf } from './route.ts';

/**
 * What limits calls of a route below the account's own default, in the stage where it is limited least; null when one stage
 * does not limit it. A stage that a deployment makes beside declared ones is left to `throttleInStage`.
 */
export function effectiveThrottle(route: Route): Throttle | null | Unknown {
  if (route.api.external !== null) return route.api.external;
  const declared = route.api.stages.filter((stage) => stage.resource?.type !== 'AWS::ApiGateway::Deployment');
  const verdicts = (declared.length > 0 ? declared : route.api.stages).map((stage) => throttleInStage(route, stage));
  if (verdicts.length === 0 || verdicts.includes(null)) return null;
  const known = verdicts.filter((verdict) => verdict !== null);
  return known.find(isUnknown) ?? known[0] ?? null;
}

/** What limits calls of a route in one stage: its own setting, the stage's, or a usage plan where an API key is asked for. */
export function throttleInStage(route: Route, stage: Stage): Throttle | null | Unknown {
  const own = ownThrottle(route, stage);
  if (own !== undefined) return own;
  const stageWide = stage.defaultThrottle;
  return stageWide === null ? planThrottle(route, stage) : stageWide;
}

function ownThrottle(route: Route, stage: Stage): Throttle | undefined {
  if (route.api.kind !== 'rest') return stage.routeThrottles.get(routeKeyOf(route));
  const keys = [`${route.path} ${route.method}`, `${route.path} *`, `/* ${route.method}`];
  return keys.map((key) => stage.routeThrottles.get(key)).find((throttle) => throttle !== undefined);
}

/** A usage plan only limits callers with its keys, so it counts where the route asks for one. */
function planThrottle(route: Route, stage: Stage): Throttle | null | Unknown {
  if (route.apiKeyRequired === false) return null;
  const verdicts = route.api.usagePlans.flatMap((plan) => inPlan(plan, route, stage));
  if (verdicts.length === 0 || verdicts.includes(null)) return null;
  const found = verdicts.find((verdict) => verdict !== null) ?? null;
  return isUnknown(route.apiKeyRequired) ? route.apiKeyRequired : found;
}

function inPlan(plan: UsagePlan, route: Route, stage: Stage): (Throttle | null | Unknown)[] {
  const entries = plan.apiStages.filter((entry) => entry.apiId === route.api.id || (entry.apiId === null && entry.unknown !== null));
  return entries.flatMap((entry) => {
    if (entry.unknown !== null) return [entry.unknown];
    if (!mayName(entry.stage, stage)) return [];
    return [entry.throttles.get(`${route.path}/${route.method}`) ?? plan.throttle];
  });
}

/** A stage named otherwise is another; one that is named by reference or only at deployment is taken for this one. */
function mayName(name: UsagePlan['apiStages'][number]['stage'], stage: Stage): boolean {
  const left = exactText(name);
  const right = exactText(stage.name);
  return left === undefined || right === undefined || left === right;
}
