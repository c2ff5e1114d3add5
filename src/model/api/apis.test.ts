import { expect, test } from 'vitest';
import type { Json } from '../../util/node.ts';
import { appOf } from '../testing.ts';
import type { Api, Route } from './api.ts';
import { apiAdmitsAnyone } from './exposure.ts';
import { effectiveThrottle } from './throttle.ts';

const invoke = (id: string): Json => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: { 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations` },
});

function restApi(body: { [key: string]: Json }, more: { [key: string]: Json } = {}): Api {
  return appOf({
    Orders: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body } },
    SaveOrder: { Type: 'AWS::Lambda::Function', Properties: {} },
    ...more,
  }).apis[0]!;
}

const guards = (api: Api | undefined): string[] => api!.routes.map((route: Route) => `${route.subject}: ${route.authorization.kind}`);

const SCHEMES: Json = {
  Staff: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [{ 'Fn::GetAtt': ['People', 'Arn'] }] },
  },
  Custom: {
    type: 'apiKey',
    name: 'X-Token',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'token',
      authorizerUri: { 'Fn::GetAtt': ['SaveOrder', 'Arn'] },
      authorizerResultTtlInSeconds: 0,
    },
  },
  Signed: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
  api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  Bearer: { type: 'http', scheme: 'bearer' },
};

test('an operation is guarded by the scheme it names, as API Gateway understands the scheme', () => {
  const security = (...names: string[]): Json => ({
    security: names.map((name) => ({ [name]: [] })),
    'x-amazon-apigateway-integration': invoke('SaveOrder'),
  });
  const api = restApi(
    {
      securityDefinitions: SCHEMES,
      paths: {
        '/orders': {
          get: security('Staff'),
          post: security('Custom'),
          put: security('Signed'),
          patch: security('api_key'),
          delete: security('Bearer'),
        },
        '/both/{id+}': { 'x-amazon-apigateway-any-method': security('Staff', 'api_key') },
        '/open': { get: { security: [] }, post: {}, put: security('NONE'), 'x-internal': {} },
      },
    },
    { People: { Type: 'AWS::Cognito::UserPool' } },
  );
  expect(guards(api)).toEqual([
    'Orders GET /orders: cognito',
    'Orders POST /orders: lambda',
    'Orders PUT /orders: iam',
    'Orders PATCH /orders: api-key',
    'Orders DELETE /orders: none',
    'Orders ANY /both/{id+}: cognito',
    'Orders GET /open: none',
    'Orders POST /open: none',
    'Orders PUT /open: none',
  ]);
  expect(api.routes[0]!.authorization.authorizer).toMatchObject({ id: 'Staff', userPoolIds: ['People'] });
  expect(api.routes[1]!.authorization.authorizer).toMatchObject({
    kind: 'lambda-token',
    functionId: 'SaveOrder',
    ttlSeconds: { value: 0 },
  });
  expect(api.routes[4]!.authorization.because).toBe('API Gateway enforces no authorization for Bearer');
  expect(api.routes.map((route) => route.apiKeyRequired)).toEqual([false, false, false, true, false, true, false, false, false]);
  expect(api.routes[0]!.integration).toMatchObject({ kind: 'lambda', functionId: 'SaveOrder' });
});

test('security at the root guards nothing in a REST API and is not known to in an HTTP API', () => {
  const body: { [key: string]: Json } = {
    security: [{ Signed: [] }],
    components: { securitySchemes: SCHEMES },
    paths: { '/orders': { get: {} } },
  };
  expect(restApi(body).routes[0]!.authorization).toMatchObject({
    kind: 'none',
    because: expect.stringContaining('ignores the security at the root'),
  });
  const http = appOf({ Shop: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: body } } }).apis[0]!;
  expect(http.routes[0]!.authorization.kind).toBe('unknown');
});

test('a scheme that cannot be read makes the route unknown, not open', () => {
  const operation = { security: [{ Staff: [] }] };
  const api = restApi({ securityDefinitions: { 'Fn::Transform': 'include' }, paths: { '/orders': { get: operation } } });
  expect(api.routes[0]!.authorization.kind).toBe('unknown');
  const typed = restApi({
    securityDefinitions: { Staff: { 'x-amazon-apigateway-authorizer': { type: { Ref: 'Kind' } } } },
    paths: { '/orders': { get: operation } },
  });
  expect(typed.routes[0]!.authorization.unknown?.reason).toBe('the type of authorizer Staff is ${Kind}');
});

test('an unread part of a definition is said', () => {
  expect(restApi({ paths: { 'Fn::Transform': 'x' } }).unreadable?.reason).toBe('Fn::Transform');
  expect(restApi({ paths: { '/orders': { get: {} } } }).unreadable).toBeNull();
  const stored = appOf({
    Orders: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Bucket: 'definitions', Key: 'orders.yaml' } } },
  });
  expect(stored.apis[0]!.unreadable?.reason).toContain('is in S3');
});

test('a definition given as JSON text is read, holes included', () => {
  const paths =
    '"paths": {"/orders": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy", "uri": "arn:x:lambda:path/${SaveOrder.Arn}/invocations"}}}}';
  const app = appOf({
    Orders: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { 'Fn::Sub': `{${paths}}` } } },
    SaveOrder: { Type: 'AWS::Lambda::Function' },
  });
  expect(app.apis[0]!.routes[0]).toMatchObject({ subject: 'Orders GET /orders', integration: { functionId: 'SaveOrder' } });
});

test('methods find their path through their resources and their guard by type', () => {
  const ref = (id: string): Json => ({ Ref: id });
  const method = (more: { [key: string]: Json }): Json => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: { RestApiId: ref('Orders'), HttpMethod: 'GET', ...more },
  });
  const app = appOf({
    Orders: { Type: 'AWS::ApiGateway::RestApi' },
    Root: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: ref('Orders'), ParentId: { 'Fn::GetAtt': ['Orders', 'RootResourceId'] }, PathPart: 'orders' },
    },
    One: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: ref('Orders'), ParentId: ref('Root'), PathPart: '{id}' } },
    Staff: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: { RestApiId: ref('Orders'), Type: 'REQUEST', IdentitySource: 'method.request.header.A, context.path' },
    },
    AtRoot: method({ ResourceId: { 'Fn::GetAtt': ['Orders', 'RootResourceId'] }, AuthorizationType: 'NONE', ApiKeyRequired: true }),
    List: method({
      ResourceId: ref('Root'),
      AuthorizationType: 'AWS_IAM',
      Integration: { Type: 'AWS', Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:sqs:path/x' } },
    }),
    Read: method({ ResourceId: ref('One'), AuthorizationType: 'CUSTOM', AuthorizerId: ref('Staff') }),
    Write: method({ ResourceId: ref('One'), HttpMethod: 'POST', AuthorizationType: ref('AuthType') }),
  });
  const [api] = app.apis;
  expect(guards(api)).toEqual([
    'Orders GET /: api-key',
    'Orders GET /orders: iam',
    'Orders GET /orders/{id}: lambda',
    'Orders POST /orders/{id}: unknown',
  ]);
  expect(api!.routes[1]!.integration.kind).toBe('aws');
  expect(api!.routes[2]!.authorization.authorizer!.identitySources.map((source) => 'value' in source && source.value)).toEqual([
    'method.request.header.A',
    'context.path',
  ]);
});

test('HTTP API routes join integrations and authorizers; quick create has a catch-all and a stage', () => {
  const app = appOf({
    Shop: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    ToSave: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['SaveOrder', 'Arn'] } },
    },
    People: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Shop' },
        AuthorizerType: 'JWT',
        JwtConfiguration: { Audience: ['web'], Issuer: 'https://id.example.com' },
      },
    },
    Save: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Shop' },
        RouteKey: 'POST /orders',
        Target: { 'Fn::Sub': 'integrations/${ToSave}' },
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'People' },
      },
    },
    Rest: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Shop' }, RouteKey: '$default' } },
    SaveOrder: { Type: 'AWS::Lambda::Function' },
    Quick: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Target: { 'Fn::GetAtt': ['SaveOrder', 'Arn'] } } },
  });
  const [shop, quick] = app.apis;
  expect(guards(shop)).toEqual(['Shop POST /orders: jwt', 'Shop ANY $default: none']);
  expect(shop!.routes[0]!.integration).toMatchObject({ kind: 'lambda', functionId: 'SaveOrder' });
  expect(shop!.routes[0]!.authorization.authorizer).toMatchObject({ id: 'People', audience: [{ value: 'web' }] });
  expect(guards(quick)).toEqual(['Quick ANY $default: none']);
  expect(quick!.routes[0]!.integration.functionId).toBe('SaveOrder');
  expect(quick!.stages.map((stage) => stage.resource)).toEqual([null]);
});

test('WebSocket routes are guarded at $connect', () => {
  const route = (key: string, more: { [key: string]: Json } = {}): Json => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { Ref: 'Chat' }, RouteKey: key, ...more },
  });
  const chat: Json = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } };
  const guarded = appOf({ Chat: chat, Connect: route('$connect', { AuthorizationType: 'AWS_IAM' }), Send: route('send') }).apis[0];
  expect(guards(guarded)).toEqual(['Chat $connect: iam', 'Chat send: iam']);
  expect(guarded!.routes[1]!.authorization.because).toContain('authorized at $connect');
  const open = appOf({ Chat: chat, Send: route('send') }).apis[0];
  expect(guards(open)).toEqual(['Chat send: none']);
});

test('a GraphQL API is guarded by its default provider and lists the others', () => {
  const app = appOf({
    Catalogue: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: { AuthenticationType: 'AWS_IAM', AdditionalAuthenticationProviders: [{ AuthenticationType: 'API_KEY' }] },
    },
  });
  expect(guards(app.apis[0])).toEqual(['Catalogue POST /graphql: iam']);
  expect(app.apis[0]!.authorizers.map((authorizer) => authorizer.kind)).toEqual(['iam', 'api-key']);
});

test('CORS comes from the mock that answers OPTIONS, or from the HTTP API itself', () => {
  const options = {
    'x-amazon-apigateway-integration': {
      type: 'mock',
      responses: {
        default: {
          responseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'*'",
            'method.response.header.Access-Control-Allow-Headers': "'Authorization,X-Token'",
            'method.response.header.Access-Control-Allow-Credentials': "'true'",
          },
        },
      },
    },
  };
  const api = restApi({ paths: { '/orders': { options } } });
  expect(api.routes[0]!.isCorsPreflight).toBe(true);
  expect(api.cors).toMatchObject({
    origins: [{ value: '*' }],
    credentials: true,
    headers: [{ value: 'Authorization' }, { value: 'X-Token' }],
  });
  const http = appOf({ Shop: { Type: 'AWS::ApiGatewayV2::Api', Properties: { CorsConfiguration: { AllowOrigins: ['*'] } } } });
  expect(http.apis[0]!.cors).toMatchObject({ origins: [{ value: '*' }], credentials: false });
});

test('a validator counts when it checks something', () => {
  const body = (validator: Json): { [key: string]: Json } => ({
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
      nothing: { validateRequestBody: false },
    },
    paths: { '/orders': { post: { 'x-amazon-apigateway-request-validator': validator } } },
  });
  expect(restApi(body('all')).routes[0]!.hasValidator).toBe(true);
  expect(restApi(body('nothing')).routes[0]!.hasValidator).toBe(false);
  expect(restApi(body({ Ref: 'Which' })).routes[0]!.hasValidator).toMatchObject({ kind: 'unknown' });
});

test('a custom domain is joined by its mapping, and a mapping that cannot be told is said', () => {
  const mapping = (domain: Json): Json => ({
    Type: 'AWS::ApiGateway::BasePathMapping',
    Properties: { DomainName: domain, RestApiId: { Ref: 'Orders' } },
  });
  const domain: Json = {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: {
      DomainName: 'orders.example.com',
      SecurityPolicy: 'TLS_1_0',
      MutualTlsAuthentication: { TruststoreUri: 's3://trust/ca.pem' },
    },
  };
  const joined = restApi({ paths: {} }, { Domain: domain, ByRef: mapping({ Ref: 'Domain' }) });
  expect(joined.domains[0]).toMatchObject({ securityPolicy: { value: 'TLS_1_0' }, apiIds: ['Orders'], unknown: null });
  expect(joined.mutualTls).toBeDefined();
  const withoutTruststore = { ...domain, Properties: { DomainName: 'orders.example.com', MutualTlsAuthentication: {} } };
  expect(restApi({ paths: {} }, { Domain: withoutTruststore, ByRef: mapping({ Ref: 'Domain' }) }).mutualTls).toBeUndefined();
  expect(restApi({ paths: {} }, { Domain: domain, ByName: mapping('orders.example.com') }).domains).toHaveLength(1);
  expect(restApi({ paths: {} }, { Domain: domain, ByImport: mapping({ 'Fn::ImportValue': 'domain' }) }).domains).toHaveLength(0);
});

test('routes added to an API of another stack are seen, and what only that stack knows is unknown', () => {
  const route = (key: string, more: { [key: string]: Json } = {}): Json => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { 'Fn::ImportValue': 'shared-api' }, RouteKey: key, ...more },
  });
  const app = appOf({ Save: route('POST /orders'), List: route('GET /orders', { AuthorizationType: 'AWS_IAM' }) });
  expect(app.apis).toHaveLength(1);
  expect(guards(app.apis[0])).toEqual(['shared-api POST /orders: none', 'shared-api GET /orders: iam']);
  expect(effectiveThrottle(app.routes[0]!)).toMatchObject({ kind: 'unknown' });
  expect(guards(appOf({ Send: route('send') }).apis[0])).toEqual(['shared-api send: unknown']);
  expect(apiAdmitsAnyone(app.apis[0]!)).toMatchObject({ kind: 'unknown' });
});
