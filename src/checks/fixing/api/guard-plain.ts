import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { conditionOf, freeId, newResource, noFix, ref, writtenOf } from '../owner.ts';
import type { Guard } from './guard.ts';
import { authorizerName } from './guard.ts';
import { override } from './managed-override.ts';
import { isSettable } from '../place.ts';
import type { WrittenRoute } from './written-route.ts';

/** `AuthorizationType` by kind of authorizer; REST and HTTP APIs share the words, save for their own kinds. */
const TYPES: Readonly<Record<string, string>> = {
  cognito: 'COGNITO_USER_POOLS',
  jwt: 'JWT',
  'lambda-token': 'CUSTOM',
  'lambda-request': 'CUSTOM',
};

/** Guards an `AWS::ApiGateway::Method` or `AWS::ApiGatewayV2::Route`. */
export function guardDeclared(app: App, api: Api, { file, path }: WrittenRoute, guard: Guard): Change[] | NoFix {
  if (!isSettable(file, [...path, 'AuthorizationType'])) return noFix('the properties of the route are not written as a map');
  const key = api.kind === 'rest' ? 'HttpMethod' : 'RouteKey';
  const set = (name: string, value: Authored, after: string): Change => ({ kind: 'set', file, path: [...path, name], value, after });
  const byType = (type: string): Change => set('AuthorizationType', type, key);
  const scopes = 'scopes' in guard && guard.scopes.length > 0 ? [set('AuthorizationScopes', guard.scopes, 'AuthorizerId')] : [];
  switch (guard.kind) {
    case 'iam':
      return [byType('AWS_IAM')];
    case 'existing': {
      const resource = app.resource(guard.authorizer.id);
      if (resource === undefined || resource.at.source !== file)
        return noFix(`authorizer ${guard.authorizer.id} is not a resource of the file`);
      return [byType(TYPES[guard.authorizer.kind] ?? 'CUSTOM'), set('AuthorizerId', ref(resource.logicalId), 'AuthorizationType')];
    }
    case 'pool':
    case 'jwt': {
      const made = newAuthorizer(app, api, guard);
      if (!('id' in made)) return made;
      return [
        ...made.changes,
        byType(guard.kind === 'pool' ? 'COGNITO_USER_POOLS' : 'JWT'),
        set('AuthorizerId', ref(made.id), 'AuthorizationType'),
        ...scopes,
      ];
    }
  }
}

/** Guards the one route of an API of quick create. */
export function guardQuickCreated(app: App, api: Api, guard: Guard): Change[] | NoFix {
  if (guard.kind === 'iam') return override(app, api, 'Route', { AuthorizationType: 'AWS_IAM' });
  return noFix(`${api.id} is made by its Target alone: give it a route, which can have an authorizer`);
}

function newAuthorizer(
  app: App,
  api: Api,
  guard: Extract<Guard, { kind: 'pool' | 'jwt' }>,
): { readonly id: string; readonly changes: Change[] } | NoFix {
  const own = writtenOf(api.resource);
  if (own === undefined || api.external !== null) return noFix(`${api.id} is not declared in the app, so it gets no authorizer here`);
  const wish = `${own.logicalId}Authorizer`;
  // An earlier edit may have made it.
  const kind = guard.kind === 'pool' ? 'cognito' : 'jwt';
  if (api.authorizers.some((one) => one.kind === kind && app.resource(one.id)?.logicalId === wish)) return { id: wish, changes: [] };
  const id = freeId(app, own.file, wish);
  const beside = conditionOf(own);
  const Name = authorizerName(guard);
  const body =
    guard.kind === 'pool'
      ? {
          Type: 'AWS::ApiGateway::Authorizer',
          ...beside,
          Properties: {
            RestApiId: ref(own.logicalId),
            Name,
            Type: 'COGNITO_USER_POOLS',
            IdentitySource: 'method.request.header.Authorization',
            ProviderARNs: [guard.arn],
          },
        }
      : {
          Type: 'AWS::ApiGatewayV2::Authorizer',
          ...beside,
          Properties: {
            ApiId: ref(own.logicalId),
            Name,
            AuthorizerType: 'JWT',
            IdentitySource: ['$request.header.Authorization'],
            JwtConfiguration: { Issuer: guard.issuer, Audience: guard.audience },
          },
        };
  return { id, changes: [newResource(own, id, body)] };
}
