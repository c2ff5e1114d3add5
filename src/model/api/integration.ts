import type { App } from '../app.ts';
import { functionNamed } from '../permission.ts';
import { property } from '../template.ts';
import { exactText, get, show } from '../value.ts';
import type { Value } from '../value.ts';
import type { Integration } from './api.ts';

/** A route that has no integration. */
export const NO_INTEGRATION: Integration = { kind: 'none', functionId: null, value: undefined };

/** Reads an `x-amazon-apigateway-integration` of an OpenAPI operation, or the `Integration` of an `AWS::ApiGateway::Method`. */
export function integrationOf(app: App, value: Value | undefined): Integration {
  if (value === undefined) return NO_INTEGRATION;
  if (value.kind !== 'map') return { kind: 'other', functionId: null, value };
  const part = (name: string): Value | undefined => get(value, name) ?? get(value, name.charAt(0).toUpperCase() + name.slice(1));
  return classified(app, { type: part('type'), uri: part('uri'), subtype: part('integrationSubtype'), value });
}

/** Reads an `AWS::ApiGatewayV2::Integration`, or the `Target` of quick create as its URI. */
export function integrationOfV2(app: App, properties: Value, uri: Value | undefined = get(properties, 'IntegrationUri')): Integration {
  return classified(app, {
    type: get(properties, 'IntegrationType'),
    uri,
    subtype: get(properties, 'IntegrationSubtype'),
    value: properties,
  });
}

/** The app's function that an integration or authorizer URI invokes: by reference, or by a name that is a function's explicit one. */
export function functionInvoked(app: App, uri: Value | undefined): string | null {
  const named = functionNamed(app, uri);
  if (named !== null || uri === undefined || uri.kind === 'unknown') return named;
  const name = /:function:([^:/]+)/.exec(show(uri).replaceAll('${AWS::', '${AWS#'))?.[1]?.replaceAll('${AWS#', '${AWS::');
  if (name === undefined) return null;
  const functions = app.ofType('AWS::Lambda::Function');
  return functions.find((fn) => property(fn, 'FunctionName') !== undefined && show(property(fn, 'FunctionName')) === name)?.id ?? null;
}

interface Parts {
  readonly type: Value | undefined;
  readonly uri: Value | undefined;
  readonly subtype: Value | undefined;
  readonly value: Value;
}

function classified(app: App, { type, uri, subtype, value }: Parts): Integration {
  const functionId = functionInvoked(app, uri);
  switch (exactText(type)?.toLowerCase()) {
    case 'aws_proxy':
      // A proxy integration without a subtype is always Lambda's (API Gateway v2 API reference, Integration).
      return { kind: subtype === undefined ? 'lambda' : 'aws', functionId, value };
    case 'aws':
      return { kind: functionId !== null || isLambdaUri(uri) ? 'lambda' : 'aws', functionId, value };
    case 'http':
    case 'http_proxy':
      return { kind: 'http', functionId: null, value };
    case 'mock':
      return { kind: 'mock', functionId: null, value };
    default:
      if (functionId !== null || isLambdaUri(uri)) return { kind: 'lambda', functionId, value };
      return { kind: /^https?:/.test(exactText(uri) ?? '') ? 'http' : 'other', functionId: null, value };
  }
}

function isLambdaUri(uri: Value | undefined): boolean {
  return uri !== undefined && /:lambda:(?:path\/|.*:function:)/.test(show(uri));
}
