import { entriesOf, exactText, flag, get, isUnknown, itemsOf } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { Api, Cors } from './api.ts';
import type { RouteDraft } from './route.ts';

/** The CORS configuration of an HTTP API (`CorsConfiguration`, or `x-amazon-apigateway-cors` of its OpenAPI document). */
export function httpCors(api: Api['resource'], body: Value | null): Cors | null | Unknown {
  const value = get(api.properties, 'CorsConfiguration') ?? get(body ?? undefined, 'x-amazon-apigateway-cors');
  if (value === undefined || isUnknown(value)) return value ?? null;
  const part = (name: string): Value | undefined => get(value, name) ?? get(value, name.charAt(0).toLowerCase() + name.slice(1));
  return {
    origins: itemsOf(part('AllowOrigins')),
    credentials: flag(part('AllowCredentials'), false),
    headers: itemsOf(part('AllowHeaders')),
    methods: itemsOf(part('AllowMethods')),
    at: value.at,
  };
}

/**
 * What the `OPTIONS` mocks of a REST API tell browsers, all paths together; null when it has none. What a proxied
 * function answers itself is not part of it.
 */
export function restCors(routes: readonly RouteDraft[]): Cors | null {
  const answers = routes.filter((route) => route.isCorsPreflight).map((route) => preflightHeaders(route.integration.value));
  const found = answers.filter((headers) => headers.has('access-control-allow-origin'));
  const all = (name: string): Value[] => distinct(found.flatMap((headers) => headers.get(name) ?? []));
  const credentials = all('access-control-allow-credentials');
  const origins = all('access-control-allow-origin');
  const [first] = origins;
  if (first === undefined) return null;
  return {
    origins,
    credentials: credentials.some((value) => exactText(value) === 'true') || (credentials.find(isUnknown) ?? false),
    headers: all('access-control-allow-headers'),
    methods: all('access-control-allow-methods'),
    at: first.at,
  };
}

/** Header values of a mock's answers, names in lower case. */
function preflightHeaders(integration: Value | undefined): Map<string, Value[]> {
  const responses = [
    ...entriesOf(get(integration, 'responses')).map(({ value }) => value),
    ...itemsOf(get(integration, 'IntegrationResponses')),
  ];
  const headers = new Map<string, Value[]>();
  for (const response of responses) {
    const parameters = get(response, 'responseParameters') ?? get(response, 'ResponseParameters');
    for (const { key, value } of entriesOf(parameters)) {
      const name = /^method\.response\.header\.(.+)$/.exec(key)?.[1]?.toLowerCase();
      if (name !== undefined) headers.set(name, [...(headers.get(name) ?? []), ...listed(value)]);
    }
  }
  return headers;
}

/** A constant is written `'GET,POST'`, with quotes of its own (API Gateway developer guide, mapping static values). */
function listed(value: Value): Value[] {
  const text = exactText(value);
  if (text === undefined) return [value];
  const parts = text.replace(/^'(.*)'$/s, '$1').split(',');
  return parts.map((part) => ({ kind: 'scalar', value: part.trim(), at: value.at }));
}

function distinct(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const text = exactText(value);
    if (text === undefined) return true;
    if (seen.has(text)) return false;
    return seen.add(text);
  });
}
