import type { Api } from '../../../model/api/api.ts';

/**
 * An access log format as JSON: who asked for which route, from where and with which result; no header, token, query or body is in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function logFormat(api: Api): string {
  const fields: readonly string[] = ['requestId', 'requestTime', 'identity.sourceIp', ...callerOf(api), ...FIELDS[api.kind]];
  return JSON.stringify(Object.fromEntries(fields.map((field) => [nameOf(field), `$context.${field}`])));
}

const FIELDS: Readonly<Record<Api['kind'], readonly string[]>> = {
  rest: ['httpMethod', 'resourcePath', 'status', 'responseLength', 'error.responseType', 'integrationLatency'],
  http: ['routeKey', 'status', 'responseLength', 'error.responseType', 'integrationLatency'],
  websocket: ['eventType', 'routeKey', 'connectionId', 'status', 'error.messageString'],
  graphql: [],
};

/** How API Gateway names the caller, by the ways of authorization that the API has. */
function callerOf({ routes, kind }: Api): string[] {
  const kinds = new Set(routes.map(({ authorization }) => authorization.kind));
  const fields: string[] = [];
  if (kinds.has('iam')) fields.push('identity.userArn');
  if (kinds.has('jwt') || kinds.has('cognito')) fields.push('authorizer.claims.sub');
  if (kinds.has('lambda')) fields.push('authorizer.principalId');
  return kind === 'graphql' ? [] : fields;
}

const NAMES: Readonly<Record<string, string>> = {
  'identity.sourceIp': 'ip',
  'identity.userArn': 'caller',
  'authorizer.claims.sub': 'user',
  'authorizer.principalId': 'principal',
  'error.responseType': 'error',
  'error.messageString': 'error',
};

function nameOf(field: string): string {
  return NAMES[field] ?? field;
}
