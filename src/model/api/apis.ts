import type { App } from '../app.ts';
import { parsedJson } from '../json-text.ts';
import { refersTo } from '../reference.ts';
import { readPolicyDocument } from '../statement.ts';
import type { PolicyDocument } from '../statement.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { exactText, flag, get, isUnknown, itemsOf, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Api, ApiKind, Authorizer, Domain, Route } from './api.ts';
import { authorizersOf } from './authorizer.ts';
import { httpCors, restCors } from './cors.ts';
import { domainsOf } from './domain.ts';
import { externalApis } from './external.ts';
import { graphqlAuthorizers, graphqlRoute } from './graphql.ts';
import { quickCreated, routesOfV2 } from './http.ts';
import { bodyOf, endpointConfiguration, operationsOf } from './openapi.ts';
import { methodsOf } from './rest.ts';
import { routeOf } from './route.ts';
import type { ApiSoFar, RouteDraft } from './route.ts';
import { schemeAuthorizers, securityOf } from './security.ts';
import { stagesOf } from './stage.ts';

/** Every API of the app, with routes, authorizers, stages, usage plans and domains joined. */
export function apisOf(app: App): Api[] {
  const domains = domainsOf(app);
  const resources = app.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::AppSync::GraphQLApi');
  return [...resources.map((resource) => apiOf(app, resource, domains)), ...externalApis(app)];
}

interface Parts {
  readonly authorizers: readonly Authorizer[];
  readonly drafts: readonly RouteDraft[];
  readonly body: Value | null;
  readonly unreadable: Unknown | null;
}

function apiOf(app: App, resource: Resource, domains: readonly Domain[]): Api {
  const kind = kindOf(resource);
  const parts = kind === 'graphql' ? graphqlParts(app, resource) : gatewayParts(app, resource, kind);
  const mine = domains.filter((domain) => domain.apiIds.includes(resource.id));
  const routes: Route[] = [];
  const api: Api = {
    id: resource.id,
    kind,
    resource,
    name: property(resource, 'Name') ?? get(parts.body ?? undefined, 'info.title'),
    routes,
    authorizers: parts.authorizers,
    stages: stagesOf(app, resource, kind),
    domains: mine,
    usagePlans: app.usagePlans.filter((plan) => plan.apiStages.some((stage) => stage.apiId === resource.id || stage.unknown !== null)),
    resourcePolicy: kind === 'rest' ? resourcePolicyOf(resource, parts.body) : null,
    mutualTls: mine.map((domain) => domain.mutualTls).find((value) => value !== undefined),
    executeApiDisabled: flag(
      property(resource, 'DisableExecuteApiEndpoint') ?? endpointConfiguration(parts.body, 'disableExecuteApiEndpoint'),
      false,
    ),
    endpointTypes: endpointTypesOf(resource, kind),
    cors: kind === 'http' ? httpCors(resource, parts.body) : kind === 'rest' ? restCors(parts.drafts) : null,
    external: null,
    unreadable: parts.unreadable,
    at: resource.at,
  };
  for (const draft of parts.drafts) routes.push(routeOf(api, draft));
  return api;
}

function kindOf(resource: Resource): ApiKind {
  if (resource.type === 'AWS::ApiGateway::RestApi') return 'rest';
  if (resource.type === 'AWS::AppSync::GraphQLApi') return 'graphql';
  return exactText(property(resource, 'ProtocolType')) === 'WEBSOCKET' ? 'websocket' : 'http';
}

function graphqlParts(app: App, resource: Resource): Parts {
  const authorizers = graphqlAuthorizers(app, resource);
  return { authorizers, drafts: [graphqlRoute(resource, authorizers)], body: null, unreadable: null };
}

function gatewayParts(app: App, resource: Resource, kind: ApiKind): Parts {
  const found = bodyOf(resource);
  const blocked = isUnknown(found) ? found : isUnknown(resource.properties) ? resource.properties : null;
  const body = isUnknown(found) ? null : found;
  const security = securityOf(app, kind, body ?? resource.properties);
  const owns = (id: Value | undefined): boolean | Unknown => refersTo(id, resource);
  const authorizers = [...authorizersOf(app, { kind, owns }), ...(body === null ? [] : schemeAuthorizers(security))];
  const written = body === null ? { routes: [], unreadable: null } : operationsOf(app, body, security);
  const api: ApiSoFar = { kind, authorizers, owns, at: resource.at };
  const declared = kind === 'rest' ? methodsOf(app, api) : routesOfV2(app, api);
  const quick = kind === 'rest' ? [] : quickCreated(app, api, resource);
  return {
    authorizers,
    drafts: [...written.routes, ...declared.routes, ...quick],
    body,
    unreadable: blocked ?? written.unreadable ?? declared.unreadable,
  };
}

function resourcePolicyOf(resource: Resource, body: Value | null): PolicyDocument | null {
  const policy = property(resource, 'Policy') ?? get(body ?? undefined, 'x-amazon-apigateway-policy');
  return policy === undefined ? null : readPolicyDocument(parsedJson(policy), resource.id, resource.at);
}

function endpointTypesOf(resource: Resource, kind: ApiKind): readonly string[] | Unknown {
  if (kind === 'graphql') {
    const visibility = property(resource, 'Visibility');
    if (isUnknown(visibility)) return visibility;
    return exactText(visibility) === 'PRIVATE' ? ['PRIVATE'] : ['REGIONAL'];
  }
  if (kind !== 'rest') return ['REGIONAL'];
  const types = property(resource, 'EndpointConfiguration.Types') ?? property(resource, 'Parameters.endpointConfigurationTypes');
  // Edge-optimized unless said otherwise (AWS::ApiGateway::RestApi, EndpointConfiguration).
  if (types === undefined) return ['EDGE'];
  if (isUnknown(types)) return types;
  const texts = itemsOf(types).map(exactText);
  return texts.some((text) => text === undefined)
    ? unknown(`the endpoint type is ${show(types)}`, types.at)
    : texts.filter((text) => text !== undefined);
}
