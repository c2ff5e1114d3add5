import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import { entriesOf, exactText, firstUnknown, get, isUnknown, itemsOf, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { ApiKind, Authorization, Authorizer } from './api.ts';
import { schemeAuthorizer } from './authorizer.ts';

/** What the security part of an OpenAPI document says. */
export interface Security {
  readonly kind: ApiKind;
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** Why the list of schemes is not complete; null when it is. */
  readonly unknown: Unknown | null;
  /** `security` at the root of the document. */
  readonly root: Value | undefined;
}

type Scheme =
  | { readonly kind: 'authorizer'; readonly authorizer: Authorizer }
  | { readonly kind: 'iam' | 'api-key' | 'ignored' }
  | { readonly kind: 'unknown'; readonly unknown: Unknown };

/** What guards one operation. */
export interface OperationSecurity {
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean | Unknown;
  readonly scopes: readonly Value[];
}

/** Reads `securityDefinitions` (OpenAPI 2) and `components.securitySchemes` (OpenAPI 3) as API Gateway understands them. */
export function securityOf(app: App, kind: ApiKind, body: Value): Security {
  const schemes = new Map<string, Scheme>();
  const places = [get(body, 'securityDefinitions'), get(body, 'components.securitySchemes')];
  for (const place of places) {
    for (const { key, value } of entriesOf(place)) schemes.set(key, readScheme(app, key, value));
  }
  return { kind, schemes, unknown: places.find(isUnknown) ?? null, root: get(body, 'security') };
}

/** The authorizers that the document's schemes declare. */
export function schemeAuthorizers(security: Security): Authorizer[] {
  return [...security.schemes.values()].flatMap((scheme) => (scheme.kind === 'authorizer' ? [scheme.authorizer] : []));
}

/** What guards an operation that stands at `at`. */
export function operationSecurity(security: Security, operation: Value, at: Span): OperationSecurity {
  const auth = get(operation, 'x-amazon-apigateway-auth');
  if (exactText(get(auth, 'type'))?.toUpperCase() === 'AWS_IAM') {
    return guarded({ kind: 'iam', authorizer: null, because: 'x-amazon-apigateway-auth asks for IAM', at: auth?.at ?? at });
  }
  const required = get(operation, 'security');
  if (required === undefined) return withoutOwn(security, at);
  const blocked = required.kind === 'unknown' ? required : itemsOf(required).find(isUnknown);
  if (blocked !== undefined) return undecided(blocked);
  return required.kind === 'list' && required.items.length === 0
    ? guarded({ kind: 'none', authorizer: null, because: 'security is an empty list', at: required.at })
    : fromRequirements(security, required);
}

function withoutOwn(security: Security, at: Span): OperationSecurity {
  const { root } = security;
  if (root === undefined)
    return guarded({ kind: 'none', authorizer: null, because: 'neither the operation nor a default asks for authorization', at });
  if (security.kind === 'http') {
    return undecided(
      unknown(
        'AWS documents that REST APIs ignore security at the root of an OpenAPI document, and does not say what HTTP APIs do',
        root.at,
      ),
    );
  }
  // API Gateway developer guide, "Important notes for REST APIs": root level security is not used.
  const because = 'the operation declares no security, and API Gateway ignores the security at the root of the document';
  return guarded({ kind: 'none', authorizer: null, because, at });
}

function fromRequirements(security: Security, required: Value): OperationSecurity {
  let authorization: Authorization | undefined;
  let apiKeyRequired = false;
  let scopes: readonly Value[] = [];
  const ignored: string[] = [];
  for (const { key, keyAt, value } of itemsOf(required).flatMap((item) => entriesOf(item))) {
    const scheme = security.schemes.get(key);
    if (scheme === undefined && security.unknown !== null) return undecided(security.unknown);
    if (scheme?.kind === 'unknown') return undecided(scheme.unknown);
    if (scheme?.kind === 'authorizer' || scheme?.kind === 'iam') {
      authorization ??= fromScheme(key, scheme, keyAt);
      if (scopes.length === 0) scopes = itemsOf(value);
    } else if (scheme?.kind === 'api-key' && security.kind === 'rest') apiKeyRequired = true;
    else ignored.push(key);
  }
  if (authorization === undefined && apiKeyRequired) {
    authorization = { kind: 'api-key', authorizer: null, because: 'only an API key is asked for', at: required.at };
  }
  authorization ??= { kind: 'none', authorizer: null, because: notEnforced(ignored), at: required.at };
  return { authorization, apiKeyRequired, scopes };
}

function notEnforced(names: readonly string[]): string {
  if (names.length === 0) return 'security names no scheme';
  if (names.length === 1 && names[0] === 'NONE') return 'security is NONE';
  return `API Gateway enforces no authorization for ${names.join(', ')}`;
}

function fromScheme(name: string, scheme: Scheme, at: Span): Authorization {
  if (scheme.kind !== 'authorizer') return { kind: 'iam', authorizer: null, because: `${name} asks for IAM`, at };
  return authorizedBy(scheme.authorizer, at);
}

/** The authorization that an authorizer gives. */
function authorizedBy(authorizer: Authorizer, at: Span): Authorization {
  const kind = authorizer.kind === 'lambda-token' || authorizer.kind === 'lambda-request' ? 'lambda' : authorizer.kind;
  return { kind, authorizer, because: `authorizer ${authorizer.id}`, at };
}

function readScheme(app: App, name: string, scheme: Value): Scheme {
  if (scheme.kind === 'unknown') return { kind: 'unknown', unknown: scheme };
  const type = exactText(get(scheme, 'x-amazon-apigateway-authtype'))?.toLowerCase();
  if (type === 'awssigv4') return { kind: 'iam' };
  const declared = get(scheme, 'x-amazon-apigateway-authorizer');
  const authorizer = schemeAuthorizer(app, name, scheme);
  if (authorizer !== undefined) return { kind: 'authorizer', authorizer };
  if (declared !== undefined) {
    const what = firstUnknown(declared) ?? unknown(`the type of authorizer ${name} is ${show(get(declared, 'type'))}`, declared.at);
    return { kind: 'unknown', unknown: what };
  }
  const isKey = exactText(get(scheme, 'type')) === 'apiKey' && exactText(get(scheme, 'name'))?.toLowerCase() === 'x-api-key';
  return { kind: isKey ? 'api-key' : 'ignored' };
}

function guarded(authorization: Authorization): OperationSecurity {
  return { authorization, apiKeyRequired: false, scopes: [] };
}

function undecided(because: Unknown): OperationSecurity {
  return { authorization: unknownAuthorization(because), apiKeyRequired: because, scopes: [] };
}

/** An authorization that cannot be told. */
export function unknownAuthorization(because: Unknown): Authorization {
  return { kind: 'unknown', authorizer: null, because: because.reason, at: because.at, unknown: because };
}
