import type { Outcome } from '../../../model/finding.ts';
import { exactNumber, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell } from '../../outcomes.ts';
import type { Facts } from './check.ts';

/** REST APIs cache for 300 seconds unless told otherwise; HTTP APIs do not cache (API Gateway developer guide, Lambda authorizers). */
const DEFAULT_SECONDS = { rest: 300, http: 0, websocket: 0, graphql: 300 } as const;

/** Parts of a request that tell routes apart, as REST and HTTP APIs write identity sources. */
const ROUTE_PART = /^\$?context\.(?:routeKey|path|resourcePath|resourceId|httpMethod)$/;

/**
 * An authorizer's answer is cached under its identity sources. Where these do not tell routes apart, the answer for one
 * route serves for all: right when the function allows or denies every route at once, wrong when it looks at the route.
 * Which of both it does is in its code.
 */
export function cachedAnswers({ subject, api, authorizer }: Facts): Outcome[] {
  const guarded = api.routes.filter((route) => route.authorization.authorizer === authorizer);
  if (guarded.length < 2 || api.kind === 'graphql' || api.kind === 'websocket') return [];
  const seconds = authorizer.ttlSeconds === undefined ? DEFAULT_SECONDS[api.kind] : exactNumber(authorizer.ttlSeconds);
  if (seconds === 0) return [];
  // Nothing is cached without an identity source.
  if (authorizer.identitySources.length === 0) return [];
  if (authorizer.identitySources.some((source) => ROUTE_PART.test(show(source)))) return [];
  const at = authorizer.ttlSeconds?.at ?? authorizer.at;
  if (isUnknown(authorizer.ttlSeconds)) return [cannotTell(subject, authorizer.ttlSeconds)];
  const forHowLong = seconds === undefined ? 'for a time' : `for ${seconds} seconds`;
  const sources = authorizer.identitySources.map(show).join(', ');
  const reason = `its answer is kept ${forHowLong} under ${sources} and serves ${guarded.length} routes: whether it looks at the route is in its code`;
  return [cannotTell(subject, unknown(reason, at))];
}
