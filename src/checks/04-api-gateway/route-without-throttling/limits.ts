import type { Api, Route, Stage, Throttle } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { FailOutcome, MessageArguments, Outcome } from '../../../model/finding.ts';
import { exactNumber, isUnknown, show } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { fail } from '../../outcomes.ts';
import { REQUESTS_PER_ENVIRONMENT } from '../requests-served.ts';

/** A route of a stage and what limits it there. */
export interface Limited {
  readonly route: Route;
  readonly throttle: Throttle | null | Unknown;
}

/** Limits that are set and yet do not limit: half of one, or a number that is never reached. Each once. */
export function limitProblems(app: App, api: Api, stage: Stage, limited: readonly Limited[]): Outcome[] {
  const seen = new Set<string>();
  const outcomes = limited.flatMap(({ route, throttle }) => {
    if (throttle === null || isUnknown(throttle)) return [];
    return [...ofThrottle(app, api, { stage, route, throttle }), ...aboveFunction(app, route, throttle)];
  });
  return outcomes.filter((outcome) => {
    const key = `${outcome.message}|${outcome.at.source.path}|${outcome.at.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

function ofThrottle(app: App, api: Api, { stage, route, throttle }: { stage: Stage; route: Route; throttle: Throttle }): FailOutcome[] {
  const own = throttle === stage.defaultThrottle ? '' : `${keyOf(route)} in `;
  const where = `${own}stage ${show(stage.name)} of ${api.resource.logicalId}`;
  const { maxRatePerSecond, maxBurst } = app.config.throttling;
  const low = (message: string, args: MessageArguments, at: Throttle['at']): FailOutcome =>
    fail({ subject: api.id, message, args: { where, ...args }, at, severity: 'low' });
  const above = (what: string, value: Value | undefined, quota: number): FailOutcome[] => {
    const limit = exactNumber(value);
    return limit !== undefined && limit > quota ? [low('aboveAccount', { what, limit, quota }, value!.at)] : [];
  };
  const missing = throttle.rate === undefined ? ['rate'] : throttle.burst === undefined ? ['burst'] : [];
  return [
    ...missing.map((what) => low('half', { missing: what }, throttle.at)),
    ...above('rate', throttle.rate, maxRatePerSecond),
    ...above('burst', throttle.burst, maxBurst),
  ];
}

function aboveFunction(app: App, route: Route, throttle: Throttle): FailOutcome[] {
  const fn = app.functions.find((candidate) => candidate.id === route.integration.functionId);
  const reserved = exactNumber(fn?.reservedConcurrency);
  const limit = exactNumber(throttle.rate);
  // Zero switches a function off; that is not about throttling.
  if (fn === undefined || reserved === undefined || limit === undefined || reserved < 1) return [];
  const served = reserved * REQUESTS_PER_ENVIRONMENT;
  if (limit <= served) return [];
  const args = { where: keyOf(route), limit, function: fn.resource.logicalId, served };
  const evidence = [{ text: `reserved concurrency of ${reserved}`, at: fn.reservedConcurrency!.at }];
  return [fail({ subject: route.subject, message: 'aboveFunction', args, at: throttle.rate!.at, severity: 'low', evidence })];
}

/** `POST /orders`, or the route key of a WebSocket API. */
export function keyOf(route: Route): string {
  return `${route.method} ${route.path}`.trimEnd();
}
