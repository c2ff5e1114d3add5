import type { App } from '../app.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { exactText, resourceNamed, show, showAtom, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Api, Route } from './api.ts';
import { authorizersOf } from './authorizer.ts';
import { routesOfV2 } from './http.ts';
import { methodsOf } from './rest.ts';
import { routeOf } from './route.ts';
import { unknownAuthorization } from './security.ts';

const KINDS = [
  { kind: 'rest', type: 'AWS::ApiGateway::Method', key: 'RestApiId' },
  { kind: 'http', type: 'AWS::ApiGatewayV2::Route', key: 'ApiId' },
] as const;

/** APIs declared elsewhere (imported, or given as a parameter) to which the app adds routes: one for each way they are named. */
export function externalApis(app: App): Api[] {
  return KINDS.flatMap(({ kind, type, key }) => {
    const byName = new Map<string, { first: Resource; id: Value }>();
    for (const route of app.ofType(type)) {
      const id = property(route, key);
      if (id === undefined || id.kind === 'unknown' || resourceNamed(id) !== undefined) continue;
      if (!byName.has(show(id))) byName.set(show(id), { first: route, id });
    }
    return [...byName.values()].map(({ first, id }) => externalApi(app, { kind, first, id }));
  });
}

function externalApi(app: App, found: { kind: 'rest' | 'http'; first: Resource; id: Value }): Api {
  const { first, id } = found;
  const kind: Api['kind'] = found.kind === 'http' && isWebSocketKey(property(first, 'RouteKey')) ? 'websocket' : found.kind;
  const elsewhere: Unknown = unknown(`API ${show(id)} is not in the template`, id.at);
  const routes: Route[] = [];
  const owns = (named: Value | undefined): boolean => named !== undefined && show(named) === show(id);
  const authorizers = authorizersOf(app, { kind, owns });
  const api: Api = {
    id: nameOf(id),
    kind,
    resource: first,
    name: undefined,
    routes,
    authorizers,
    stages: [],
    domains: [],
    usagePlans: [],
    resourcePolicy: null,
    mutualTls: undefined,
    executeApiDisabled: elsewhere,
    endpointTypes: elsewhere,
    cors: elsewhere,
    external: elsewhere,
    unreadable: elsewhere,
    at: id.at,
  };
  const soFar = { kind, authorizers, owns, at: id.at };
  const declared = kind === 'rest' ? methodsOf(app, soFar) : routesOfV2(app, soFar);
  // Who may connect to a WebSocket API is said where its $connect route stands.
  const guardedElsewhere = kind === 'websocket' && !declared.routes.some((route) => route.method === '$connect');
  for (const draft of declared.routes) {
    routes.push(routeOf(api, guardedElsewhere ? { ...draft, authorization: unknownAuthorization(elsewhere) } : draft));
  }
  return api;
}

/** `$connect` or an action's name; HTTP APIs have a method and a path, or `$default`. */
function isWebSocketKey(key: Value | undefined): boolean {
  const text = exactText(key);
  return text !== undefined && text !== '$default' && !text.includes(' ');
}

/** `SharedApiId` of a parameter, the export's name of an import, or the id as written. */
function nameOf(id: Value): string {
  const [only, ...others] = id.kind === 'text' ? id.atoms : [];
  if (only === undefined || others.length > 0) return show(id);
  return only.kind === 'import' || only.kind === 'parameter' ? only.name : showAtom(only);
}
