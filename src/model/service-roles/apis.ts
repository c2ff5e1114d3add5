import type { App } from '../app.ts';
import { bodyOf } from '../api/openapi.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { entriesOf, get, isUnknown } from '../value.ts';
import type { Value } from '../value.ts';
import { integrationNeeds, invocationNeeds } from './api-integration.ts';
import { ANY, grantOf } from './operation-needs.ts';
import { known } from './use.ts';
import type { RoleUse } from './use.ts';

/** Roles that API Gateway uses: the credentials of integrations and authorizers, and the account's role for logs.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html */
export function apiUses(app: App): RoleUse[] {
  return [
    ...app
      .ofType('AWS::ApiGateway::Method')
      .flatMap((method) => integrationUse(app, method, property(method, 'Integration'), 'Credentials')),
    ...app.ofType('AWS::ApiGatewayV2::Integration').flatMap((one) => integrationUse(app, one, one.properties, 'CredentialsArn')),
    ...app.ofType('AWS::ApiGateway::Authorizer', 'AWS::ApiGatewayV2::Authorizer').flatMap((one) => authorizerUse(app, one)),
    ...app.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api').flatMap((api) => documentUses(app, api)),
    ...app.ofType('AWS::ApiGatewayV2::Api').flatMap((api) => quickUse(app, api)),
    ...app.ofType('AWS::ApiGateway::Account').flatMap(logUse),
  ];
}

function integrationUse(app: App, user: Resource, integration: Value | undefined, credentials: string): RoleUse[] {
  const role = get(integration, credentials);
  if (integration === undefined || role === undefined) return [];
  return [{ user: user.id, role, ...integrationNeeds(app, integration, `the integration ${user.id}`) }];
}

function authorizerUse(app: App, authorizer: Resource): RoleUse[] {
  const role = property(authorizer, 'AuthorizerCredentials') ?? property(authorizer, 'AuthorizerCredentialsArn');
  if (role === undefined) return [];
  return [{ user: authorizer.id, role, ...invocationNeeds(app, property(authorizer, 'AuthorizerUri'), `the authorizer ${authorizer.id}`) }];
}

/** An API of one target. https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html (quick create) */
function quickUse(app: App, api: Resource): RoleUse[] {
  const role = property(api, 'CredentialsArn');
  return role === undefined ? [] : [{ user: api.id, role, ...invocationNeeds(app, property(api, 'Target'), `the API ${api.id}`) }];
}

function documentUses(app: App, api: Resource): RoleUse[] {
  const body = bodyOf(api);
  if (body === null || isUnknown(body)) return [];
  const integrations = entriesOf(get(body, 'paths')).flatMap(({ key: path, value }) =>
    entriesOf(value).flatMap(({ key: method, value: operation }): RoleUse[] => {
      const integration = get(operation, 'x-amazon-apigateway-integration');
      const role = get(integration, 'credentials');
      if (integration === undefined || role === undefined) return [];
      const shown = method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase();
      return [{ user: api.id, role, ...integrationNeeds(app, integration, `${shown} ${path} of ${api.id}`) }];
    }),
  );
  const schemes = [...entriesOf(get(body, 'components.securitySchemes')), ...entriesOf(get(body, 'securityDefinitions'))];
  const authorizers = schemes.flatMap(({ key, value }): RoleUse[] => {
    const authorizer = get(value, 'x-amazon-apigateway-authorizer');
    const role = get(authorizer, 'authorizerCredentials');
    return role === undefined
      ? []
      : [{ user: api.id, role, ...invocationNeeds(app, get(authorizer, 'authorizerUri'), `the authorizer ${key}`) }];
  });
  return [...integrations, ...authorizers];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function logUse(account: Resource): RoleUse[] {
  const role = property(account, 'CloudWatchRoleArn');
  const names = [
    'CreateLogGroup',
    'CreateLogStream',
    'DescribeLogGroups',
    'DescribeLogStreams',
    'PutLogEvents',
    'GetLogEvents',
    'FilterLogEvents',
  ];
  const actions = names.map((name) => `logs:${name}`);
  return role === undefined
    ? []
    : [{ user: account.id, role, ...known([grantOf(actions, [ANY], { because: 'logs', at: role.at, needed: false })]) }];
}
