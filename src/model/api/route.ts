import type { Span } from '../../util/span.ts';
import type { Unknown, Value } from '../value.ts';
import type { Api, ApiKind, Authorizer, Route } from './api.ts';

/** A route before it knows its API. */
export type RouteDraft = Omit<Route, 'api' | 'subject'>;

/** What reading the routes of an API needs to know of it. */
export interface ApiSoFar {
  readonly kind: ApiKind;
  readonly authorizers: readonly Authorizer[];
  /** Whether a `RestApiId` or `ApiId` names it. */
  readonly owns: (id: Value | undefined) => boolean | Unknown;
  readonly at: Span;
}

/** A route of an API; WebSocket routes have no path, so their subject ends with the route key. */
export function routeOf(api: Api, draft: RouteDraft): Route {
  return { api, subject: `${api.id} ${draft.method} ${draft.path}`.trimEnd(), ...draft };
}

/** How HTTP and WebSocket APIs write a route: `GET /orders`, `$default`, `$connect`. */
export function routeKeyOf(route: Pick<Route, 'method' | 'path'>): string {
  if (route.path === '$default') return '$default';
  return `${route.method} ${route.path}`.trimEnd();
}

/** Method and path of a route key. `$default` stands for every method and path that no other route takes. */
export function splitRouteKey(key: string): { readonly method: string; readonly path: string } {
  const space = key.indexOf(' ');
  if (space >= 0) return { method: key.slice(0, space).toUpperCase(), path: key.slice(space + 1).trim() };
  return { method: key, path: '' };
}
