import type { App } from '../app.ts';
import { exactText, get, itemsOf, resourcesIn } from '../value.ts';
import type { Value } from '../value.ts';
import type { Api, Authorizer } from './api.ts';
import { functionInvoked } from './integration.ts';
import type { ApiSoFar } from './route.ts';

/** Authorizers declared as resources (`AWS::ApiGateway::Authorizer`, `AWS::ApiGatewayV2::Authorizer`) for one API. */
export function authorizersOf(app: App, api: Pick<ApiSoFar, 'kind' | 'owns'>): Authorizer[] {
  const rest = api.kind === 'rest';
  return app.ofType(rest ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer').flatMap((resource) => {
    const properties = resource.properties;
    if (api.owns(get(properties, rest ? 'RestApiId' : 'ApiId')) !== true) return [];
    const kind = resourceKind(properties);
    return kind === undefined ? [] : [{ ...readResource(app, properties), id: resource.id, kind, value: properties, at: resource.at }];
  });
}

/** The authorizer that a security scheme of an OpenAPI document declares in `x-amazon-apigateway-authorizer`; undefined without one. */
export function schemeAuthorizer(app: App, name: string, scheme: Value): Authorizer | undefined {
  const value = get(scheme, 'x-amazon-apigateway-authorizer');
  if (value?.kind !== 'map') return undefined;
  const kind = schemeKind(value);
  if (kind === undefined) return undefined;
  const issuer = get(value, 'jwtConfiguration.issuer');
  return {
    id: name,
    kind,
    issuer,
    audience: itemsOf(get(value, 'jwtConfiguration.audience')),
    scopes: [],
    identitySources:
      kind === 'lambda-token' ? [tokenHeader(scheme)].filter((header) => header !== undefined) : sources(get(value, 'identitySource')),
    ttlSeconds: get(value, 'authorizerResultTtlInSeconds'),
    validationExpression: get(value, 'identityValidationExpression'),
    functionId: functionInvoked(app, get(value, 'authorizerUri')),
    userPoolIds: poolsIn(app, [get(value, 'providerARNs'), issuer]),
    value: scheme,
    at: scheme.at,
  };
}

/** The authorizer of an API that `AuthorizerId` names, or null. */
export function authorizerNamed(api: Pick<Api, 'authorizers'>, id: Value | undefined): Authorizer | null {
  const named = resourcesIn(id);
  return api.authorizers.find((authorizer) => named.has(authorizer.id)) ?? null;
}

/** Ids of the app's user pools that any of the values mentions. */
export function poolsIn(app: App, values: readonly (Value | undefined)[]): string[] {
  const ids = values.flatMap((value) => [...resourcesIn(value)]);
  return [...new Set(ids)].filter((id) => app.resource(id)?.type === 'AWS::Cognito::UserPool');
}

function readResource(app: App, properties: Value): Omit<Authorizer, 'id' | 'kind' | 'value' | 'at'> {
  const issuer = get(properties, 'JwtConfiguration.Issuer');
  return {
    issuer,
    audience: itemsOf(get(properties, 'JwtConfiguration.Audience')),
    scopes: [],
    identitySources: sources(get(properties, 'IdentitySource')),
    ttlSeconds: get(properties, 'AuthorizerResultTtlInSeconds'),
    validationExpression: get(properties, 'IdentityValidationExpression'),
    functionId: functionInvoked(app, get(properties, 'AuthorizerUri')),
    userPoolIds: poolsIn(app, [get(properties, 'ProviderARNs'), issuer]),
  };
}

function resourceKind(properties: Value): Authorizer['kind'] | undefined {
  switch (exactText(get(properties, 'Type') ?? get(properties, 'AuthorizerType'))) {
    case 'TOKEN':
      return 'lambda-token';
    case 'REQUEST':
      return 'lambda-request';
    case 'COGNITO_USER_POOLS':
      return 'cognito';
    case 'JWT':
      return 'jwt';
    default:
      return undefined;
  }
}

function schemeKind(authorizer: Value): Authorizer['kind'] | undefined {
  switch (exactText(get(authorizer, 'type'))?.toLowerCase()) {
    case 'token':
      return 'lambda-token';
    case 'request':
      return 'lambda-request';
    case 'cognito_user_pools':
      return 'cognito';
    case 'jwt':
      return 'jwt';
    default:
      return undefined;
  }
}

/** A token authorizer's scheme names its header in `name`. */
function tokenHeader(scheme: Value): Value | undefined {
  return get(scheme, 'name');
}

/** Identity sources are a list, or one text with commas (API Gateway API reference, Authorizer). */
function sources(value: Value | undefined): readonly Value[] {
  const text = exactText(value);
  if (value === undefined || text === undefined || !text.includes(',')) return itemsOf(value);
  return text.split(',').map((part) => ({ kind: 'scalar', value: part.trim(), at: value.at }));
}
