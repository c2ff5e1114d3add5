import type { App } from '../app.ts';
import { exactText, get, isUnknown, itemsOf, show, unknown } from '../value.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import type { Value } from '../value.ts';
import type { Authorization, Authorizer } from './api.ts';
import { poolsIn } from './authorizer.ts';
import { functionInvoked } from './integration.ts';
import type { RouteDraft } from './route.ts';
import { unknownAuthorization } from './security.ts';
import { own } from '../../util/own.ts';

const KINDS: Readonly<Record<string, Authorizer['kind']>> = {
  API_KEY: 'api-key',
  AWS_IAM: 'iam',
  AMAZON_COGNITO_USER_POOLS: 'cognito',
  OPENID_CONNECT: 'jwt',
  AWS_LAMBDA: 'lambda-request',
};

/** The ways of authorizing that an `AWS::AppSync::GraphQLApi` accepts, its default one first. */
export function graphqlAuthorizers(app: App, api: Resource): Authorizer[] {
  const providers = [api.properties as Value, ...itemsOf(property(api, 'AdditionalAuthenticationProviders'))];
  return providers.flatMap((provider) => {
    const type = get(provider, 'AuthenticationType');
    const id = exactText(type) ?? '';
    const kind = own(KINDS, id);
    if (type === undefined || kind === undefined) return [];
    const issuer = get(provider, 'OpenIDConnectConfig.Issuer');
    const lambda = get(provider, 'LambdaAuthorizerConfig');
    const [uri, ttl, expression] = ['AuthorizerUri', 'AuthorizerResultTtlInSeconds', 'IdentityValidationExpression'].map((key) =>
      get(lambda, key),
    );
    return [
      {
        id,
        kind,
        issuer,
        audience: itemsOf(get(provider, 'OpenIDConnectConfig.ClientId') ?? get(provider, 'UserPoolConfig.AppIdClientRegex')),
        scopes: [],
        identitySources: [],
        ttlSeconds: ttl,
        validationExpression: expression,
        functionId: functionInvoked(app, uri),
        userPoolIds: poolsIn(app, [get(provider, 'UserPoolConfig.UserPoolId')]),
        value: provider,
        at: type.at,
      } satisfies Authorizer,
    ];
  });
}

/** The one endpoint of a GraphQL API, guarded by its default provider. Directives of the schema are not read. */
export function graphqlRoute(api: Resource, authorizers: readonly Authorizer[]): RouteDraft {
  return {
    method: 'POST',
    path: '/graphql',
    authorization: authorizationOf(api, authorizers),
    apiKeyRequired: authorizers[0]?.kind === 'api-key',
    integration: { kind: 'other', functionId: null, value: undefined },
    isCorsPreflight: false,
    // AppSync checks every request against the schema.
    hasValidator: true,
    scopes: [],
    at: api.at,
  };
}

function authorizationOf(api: Resource, authorizers: readonly Authorizer[]): Authorization {
  const type = property(api, 'AuthenticationType');
  const first = authorizers.find((authorizer) => authorizer.at === type?.at);
  if (type === undefined || first === undefined) {
    return unknownAuthorization(isUnknown(type) ? type : unknown(`AuthenticationType is ${show(type)}`, type?.at ?? api.at));
  }
  const kind = first.kind === 'lambda-request' || first.kind === 'lambda-token' ? 'lambda' : first.kind;
  return { kind, authorizer: first, because: `AuthenticationType is ${first.id}`, at: type.at };
}
