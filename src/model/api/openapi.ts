import type { App } from '../app.ts';
import { parsedJson } from '../json-text.ts';
import type { Resource } from '../template.ts';
import { property } from '../template.ts';
import { entriesOf, exactText, flag, get, itemsOf, isUnknown, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { ApiKind } from './api.ts';
import { integrationOf } from './integration.ts';
import type { RouteDraft } from './route.ts';
import { operationSecurity } from './security.ts';
import type { Security } from './security.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const ANY_METHOD = 'x-amazon-apigateway-any-method';

/** The OpenAPI document of an API, also when given as JSON text; null when it has none, unknown when it is elsewhere. */
export function bodyOf(api: Resource): Value | Unknown | null {
  const body = property(api, 'Body');
  if (body !== undefined) return parsedJson(body);
  const location = property(api, 'BodyS3Location');
  return location === undefined ? null : unknown(`the definition is in S3 (${show(location)})`, location.at);
}

/** Routes of an OpenAPI document, and the first part of it that cannot be read. */
export function operationsOf(app: App, body: Value, security: Security): { routes: RouteDraft[]; unreadable: Unknown | null } {
  const routes: RouteDraft[] = [];
  const paths = get(body, 'paths');
  let unreadable: Unknown | null = isUnknown(paths) ? paths : null;
  for (const { key: path, value: item } of entriesOf(paths)) {
    if (item.kind === 'unknown') unreadable ??= item;
    for (const { key, keyAt, value: operation } of entriesOf(item)) {
      if (key !== ANY_METHOD && !METHODS.has(key.toLowerCase())) continue;
      if (operation.kind === 'unknown') unreadable ??= operation;
      const method = key === ANY_METHOD ? 'ANY' : key.toUpperCase();
      const integration = integrationOf(app, get(operation, 'x-amazon-apigateway-integration'));
      routes.push({
        method,
        path: path === '/$default' ? '$default' : path,
        ...operationSecurity(security, operation, keyAt),
        integration,
        isCorsPreflight: method === 'OPTIONS' && integration.kind === 'mock',
        hasValidator: validatorOf(security.kind, body, operation),
        at: keyAt,
      });
    }
  }
  return { routes, unreadable };
}

/** Whether the operation's request validator, or the document's, checks anything. HTTP APIs have none. */
function validatorOf(kind: ApiKind, body: Value, operation: Value): boolean | Unknown {
  if (kind !== 'rest') return false;
  const name = get(operation, 'x-amazon-apigateway-request-validator') ?? get(body, 'x-amazon-apigateway-request-validator');
  if (name === undefined) return false;
  const text = exactText(name);
  if (text === undefined) return isUnknown(name) ? name : unknown(`the request validator is ${show(name)}`, name.at);
  const validators = get(body, 'x-amazon-apigateway-request-validators');
  if (isUnknown(validators)) return validators;
  const validator = entriesOf(validators).find(({ key }) => key === text)?.value;
  return eitherFlag(get(validator, 'validateRequestBody'), get(validator, 'validateRequestParameters'));
}

/** Whether one of two flags is on. */
export function eitherFlag(a: Value | undefined, b: Value | undefined): boolean | Unknown {
  const first = flag(a, false);
  const second = flag(b, false);
  if (first === true || second === true) return true;
  return first === false ? second : first;
}

/** `x-amazon-apigateway-endpoint-configuration` of the document, or of one of its servers (OpenAPI 3). */
export function endpointConfiguration(body: Value | null, key: string): Value | undefined {
  const name = 'x-amazon-apigateway-endpoint-configuration';
  const places = [body ?? undefined, ...itemsOf(get(body ?? undefined, 'servers'))];
  return places.map((place) => get(get(place, name), key)).find((value) => value !== undefined);
}
