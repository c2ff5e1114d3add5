import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import { referredTo } from '../reference.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Authorization, Integration } from './api.ts';
import { authorizerNamed } from './authorizer.ts';
import { integrationOfV2, NO_INTEGRATION } from './integration.ts';
import { splitRouteKey } from './route.ts';
import type { ApiSoFar, RouteDraft } from './route.ts';
import { unknownAuthorization } from './security.ts';

/** Routes declared as `AWS::ApiGatewayV2::Route`, and a route whose API cannot be told. */
export function routesOfV2(app: App, api: ApiSoFar): { routes: RouteDraft[]; unreadable: Unknown | null } {
  const routes: RouteDraft[] = [];
  let unreadable: Unknown | null = null;
  for (const route of app.ofType('AWS::ApiGatewayV2::Route')) {
    const belongs = api.owns(property(route, 'ApiId'));
    if (isUnknown(belongs)) unreadable ??= belongs;
    if (belongs === true) routes.push(routeDraft(app, api, route));
  }
  return { routes: api.kind === 'websocket' ? guardedAtConnect(api, routes) : routes, unreadable };
}

/** Settings that `AWS::ApiGatewayV2::ApiGatewayManagedOverrides` gives what quick create made: `Route`, `Stage`, `Integration`. */
export function managedOverride(app: App, api: Resource, part: string): Value | undefined {
  const overrides = app.ofType('AWS::ApiGatewayV2::ApiGatewayManagedOverrides');
  const mine = overrides.find((candidate) => referredTo(property(candidate, 'ApiId'), [api]).resource !== null);
  return mine === undefined ? undefined : property(mine, part);
}

function routeDraft(app: App, api: ApiSoFar, route: Resource): RouteDraft {
  const key = keyOf(api, property(route, 'RouteKey'));
  return {
    ...key,
    authorization: authorizationOf(api, route.properties, route.at),
    apiKeyRequired: api.kind === 'websocket' ? flag(property(route, 'ApiKeyRequired'), false) : false,
    integration: targetOf(app, property(route, 'Target')),
    isCorsPreflight: false,
    hasValidator: api.kind === 'websocket' && property(route, 'RequestModels') !== undefined,
    scopes: itemsOf(property(route, 'AuthorizationScopes')),
    at: route.at,
  };
}

/** Quick create: an API with a `Target` gets an integration, a catch-all route and a stage of its own (API Gateway v2 API reference, CreateApi). */
export function quickCreated(app: App, api: ApiSoFar, resource: Resource): RouteDraft[] {
  const target = property(resource, 'Target');
  if (target === undefined) return [];
  const override = managedOverride(app, resource, 'Route');
  const routeKey = property(resource, 'RouteKey');
  return [
    {
      ...(routeKey === undefined ? { method: 'ANY', path: '$default' } : keyOf(api, routeKey)),
      authorization: authorizationOf(api, override, target.at),
      apiKeyRequired: false,
      integration: integrationOfV2(app, target, target),
      isCorsPreflight: false,
      hasValidator: false,
      scopes: itemsOf(get(override, 'AuthorizationScopes')),
      at: target.at,
    },
  ];
}

function keyOf(api: ApiSoFar, routeKey: Value | undefined): { method: string; path: string } {
  const key = exactText(routeKey) ?? show(routeKey);
  return api.kind === 'http' && key === '$default' ? { method: 'ANY', path: '$default' } : splitRouteKey(key);
}

function targetOf(app: App, target: Value | undefined): Integration {
  if (target === undefined) return NO_INTEGRATION;
  const integration = referredTo(target, app.ofType('AWS::ApiGatewayV2::Integration')).resource;
  return integration === null ? { kind: 'other', functionId: null, value: target } : integrationOfV2(app, integration.properties);
}

function authorizationOf(api: ApiSoFar, route: Value | undefined, fallback: Span): Authorization {
  const type = get(route, 'AuthorizationType');
  const authorizer = authorizerNamed(api, get(route, 'AuthorizerId'));
  const at = type?.at ?? fallback;
  switch (type === undefined ? 'NONE' : exactText(type)?.toUpperCase()) {
    case 'NONE':
      return {
        kind: 'none',
        authorizer: null,
        because: type === undefined ? 'the route sets no AuthorizationType' : 'AuthorizationType is NONE',
        at,
      };
    case 'AWS_IAM':
      return { kind: 'iam', authorizer: null, because: 'AuthorizationType is AWS_IAM', at };
    case 'JWT':
      return { kind: 'jwt', authorizer, because: `authorizer ${authorizer?.id ?? show(get(route, 'AuthorizerId'))}`, at };
    case 'CUSTOM':
      return { kind: 'lambda', authorizer, because: `authorizer ${authorizer?.id ?? show(get(route, 'AuthorizerId'))}`, at };
    default:
      return unknownAuthorization(isUnknown(type) ? type : unknown(`AuthorizationType is ${show(type)}`, at));
  }
}

/** Who may connect may send: WebSocket APIs authorize at `$connect` only (API Gateway developer guide, WebSocket access control). */
function guardedAtConnect(api: ApiSoFar, routes: readonly RouteDraft[]): RouteDraft[] {
  const connect = routes.find((route) => route.method === '$connect');
  const inherited: Authorization =
    connect === undefined
      ? { kind: 'none', authorizer: null, because: 'the API has no $connect route, so anyone may connect', at: api.at }
      : { ...connect.authorization, because: `authorized at $connect (${connect.authorization.because})` };
  return routes.map((route) => (route.method === '$connect' ? route : { ...route, authorization: inherited }));
}
