import type { App } from '../app.ts';
import { referredTo } from '../reference.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { exactText, flag, get, isUnknown, itemsOf, resourceNamed, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Authorization } from './api.ts';
import { authorizerNamed } from './authorizer.ts';
import { integrationOf } from './integration.ts';
import { eitherFlag } from './openapi.ts';
import type { ApiSoFar, RouteDraft } from './route.ts';
import { unknownAuthorization } from './security.ts';

/** Routes declared as `AWS::ApiGateway::Method`, and a method whose API cannot be told. */
export function methodsOf(app: App, api: ApiSoFar): { routes: RouteDraft[]; unreadable: Unknown | null } {
  const routes: RouteDraft[] = [];
  let unreadable: Unknown | null = null;
  for (const method of app.ofType('AWS::ApiGateway::Method')) {
    const belongs = api.owns(property(method, 'RestApiId'));
    if (isUnknown(belongs)) unreadable ??= belongs;
    if (belongs === true) routes.push(methodRoute(app, api, method));
  }
  return { routes, unreadable };
}

function methodRoute(app: App, api: ApiSoFar, method: Resource): RouteDraft {
  const verb = show(property(method, 'HttpMethod')).toUpperCase();
  const integration = integrationOf(app, property(method, 'Integration'));
  const apiKeyRequired = flag(property(method, 'ApiKeyRequired'), false);
  const authorization = methodAuthorization(api, method);
  const onlyKey = authorization.kind === 'none' && apiKeyRequired === true;
  return {
    method: verb,
    path: pathOf(app, property(method, 'ResourceId')),
    authorization: onlyKey ? { ...authorization, kind: 'api-key', because: 'only an API key is asked for' } : authorization,
    apiKeyRequired,
    integration,
    isCorsPreflight: verb === 'OPTIONS' && integration.kind === 'mock',
    hasValidator: hasValidator(app, property(method, 'RequestValidatorId')),
    scopes: itemsOf(property(method, 'AuthorizationScopes')),
    at: method.at,
  };
}

function methodAuthorization(api: ApiSoFar, method: Resource): Authorization {
  const type = property(method, 'AuthorizationType');
  const authorizer = authorizerNamed(api, property(method, 'AuthorizerId'));
  const at = type?.at ?? method.at;
  switch (type === undefined ? 'NONE' : exactText(type)?.toUpperCase()) {
    case 'NONE':
      return {
        kind: 'none',
        authorizer: null,
        because: type === undefined ? 'the method sets no AuthorizationType' : 'AuthorizationType is NONE',
        at,
      };
    case 'AWS_IAM':
      return { kind: 'iam', authorizer: null, because: 'AuthorizationType is AWS_IAM', at };
    case 'COGNITO_USER_POOLS':
      return { kind: 'cognito', authorizer, because: `authorizer ${authorizer?.id ?? show(property(method, 'AuthorizerId'))}`, at };
    case 'CUSTOM':
      return { kind: 'lambda', authorizer, because: `authorizer ${authorizer?.id ?? show(property(method, 'AuthorizerId'))}`, at };
    default:
      return unknownAuthorization(isUnknown(type) ? type : unknown(`AuthorizationType is ${show(type)}`, at));
  }
}

/** Most parts of a path that are followed: an API has 300 resources unless AWS allows more (API Gateway quotas). */
const DEEPEST_PATH = 300;

/** The path of an `AWS::ApiGateway::Resource`, from its parents. A parent outside the app is shown as it is written. */
function pathOf(app: App, resourceId: Value | undefined): string {
  const parts: string[] = [];
  let current = resourceId;
  const seen = new Set<string>();
  for (;;) {
    const id = resourceNamed(current);
    const resource = app.resource(id);
    if (resource?.type === 'AWS::ApiGateway::RestApi') break;
    if (resource?.type !== 'AWS::ApiGateway::Resource' || seen.has(resource.id) || parts.length >= DEEPEST_PATH) {
      parts.unshift(show(current));
      return parts.join('/');
    }
    seen.add(resource.id);
    parts.unshift(show(property(resource, 'PathPart')));
    current = property(resource, 'ParentId');
  }
  return `/${parts.join('/')}`;
}

function hasValidator(app: App, id: Value | undefined): boolean | Unknown {
  if (id === undefined) return false;
  if (id.kind === 'unknown') return id;
  const validator = referredTo(id, app.ofType('AWS::ApiGateway::RequestValidator')).resource;
  if (validator === null) return unknown(`the request validator ${show(id)} is not in the template`, id.at);
  return eitherFlag(get(validator.properties, 'ValidateRequestBody'), get(validator.properties, 'ValidateRequestParameters'));
}
