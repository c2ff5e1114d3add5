import { ListNode, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';
import { resolveParameters } from '../parameters.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { expectMap } from './document.ts';
import type { EventRoute } from './event.ts';
import type { LinkedApi } from './event-link.ts';
import { made } from './made.ts';
import { Refused } from './refused.ts';
import { addCustomStatements, addResourcePolicy } from './resource-policy.ts';
import { securityOf, setSecurity } from './rest-document.ts';
import type { RestDocument } from './rest-document.ts';

/** The `Auth` of an event and the method it is for. */
export interface EventAuth {
  readonly route: EventRoute;
  readonly api: LinkedApi;
  readonly document: RestDocument;
  readonly auth: MapNode;
}

/** Applies an event's `Auth` to its method: authorizer and scopes, API key, resource policy. */
export function applyEventAuth(context: SamContext, from: EventAuth): void {
  const { auth, document, route, api } = from;
  const apiAuthNode = api.properties.get('Auth');
  const apiAuth = apiAuthNode === undefined ? undefined : mapOf(resolveParameters(context, apiAuthNode));
  const authorizer = given(auth, 'Authorizer');
  if (authorizer !== undefined) checkAuthorizer(from, authorizer, apiAuth);
  checkScopes(from, authorizer);
  const keyRequired = present(auth.get('ApiKeyRequired'));
  if (keyRequired !== undefined && given(auth, 'ApiKeyRequired') === undefined && !isGiven(apiAuth?.get('ApiKeyRequired'))) {
    throw refused(from, 'ApiKeyRequired can be false only where the API requires a key.', keyRequired.at);
  }
  if (authorizer !== undefined) setAuthorizer(from, authorizer, mapOf(api.properties.get('Auth')));
  if (keyRequired !== undefined) setKeyRequired(from, keyRequired);
  const policy = given(auth, 'ResourcePolicy');
  if (policy === undefined) return;
  const map = expectMap(policy, `Event '${route.eventId}': Auth.ResourcePolicy must be a map.`, policy.at);
  addResourcePolicy(document, { policy: map, path: route.path, stage: api.stage });
  addCustomStatements(document, map.get('CustomStatements'));
}

function refused({ route }: EventAuth, message: string, at: Span): Refused {
  return new Refused(`Event '${route.eventId}', ${route.method} ${route.path}: ${message}`, at);
}

/** `AWS_IAM` needs nothing, `NONE` a default to override, and any other name an authorizer of the API. */
function checkAuthorizer(from: EventAuth, authorizer: Node, apiAuth: MapNode | undefined): void {
  const name = stringOf(authorizer);
  const authorizersNode = given(apiAuth, 'Authorizers');
  const authorizers = authorizersNode === undefined ? undefined : expectAuthorizers(authorizersNode, from.api.id);
  if (name === 'AWS_IAM') return;
  if (name === 'NONE') {
    if (isGiven(apiAuth?.get('DefaultAuthorizer'))) return;
    throw refused(from, "the authorizer 'NONE' needs a DefaultAuthorizer of the API, which it overrides.", authorizer.at);
  }
  if (authorizers === undefined) throw refused(from, 'the API defines no authorizers.', authorizer.at);
  if (name === undefined) throw refused(from, 'Authorizer must be the name of an authorizer of the API.', authorizer.at);
  if (!isGiven(authorizers.get(name))) throw refused(from, `the API has no authorizer '${name}'.`, authorizer.at);
}

function expectAuthorizers(node: Node, apiId: string): MapNode {
  if (node.kind === 'map') return node;
  throw new Refused('Auth.Authorizers must be a map.', node.at, apiId);
}

function checkScopes(from: EventAuth, authorizer: Node | undefined): void {
  const scopes = given(from.auth, 'AuthorizationScopes');
  if (scopes === undefined) return;
  if (scopes.kind !== 'list') throw refused(from, 'AuthorizationScopes must be a list.', scopes.at);
  if (authorizer === undefined) throw refused(from, 'AuthorizationScopes needs an Authorizer.', scopes.at);
}

function setAuthorizer(from: EventAuth, authorizer: Node, apiAuth: MapNode | undefined): void {
  const { document, route } = from;
  const name = stringOf(authorizer) ?? '';
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    const security = securityOf(definition, `${route.method} ${route.path}`);
    const requirement = made({}, route.at) as MapNode;
    requirement.set(name, scopesOf(from, name, mapOf(apiAuth?.get('Authorizers'))) ?? new ListNode(route.at), authorizer.at);
    const all = [...security, requirement];
    setSecurity(document.dicts, definition, all, route.at);
    if (all[0]!.has('AWS_IAM')) document.defineIamAuthorizer(route.at);
  }
}

/** The event's own scopes win over those of the authorizer. */
function scopesOf(from: EventAuth, name: string, authorizers: MapNode | undefined): Node | undefined {
  if (name === 'NONE' || !isGiven(authorizers)) return undefined;
  const authorizer = authorizers.get(name);
  if (authorizer === undefined) return undefined;
  const map = expectMap(authorizer, `The authorizer '${name}' must be a map.`, authorizer.at);
  return present(from.auth.get('AuthorizationScopes')) ?? present(map.get('AuthorizationScopes'));
}

/** Without a key, the marker `api_key_false` keeps the API's default away; the API's expansion removes it. */
function setKeyRequired({ document, route }: EventAuth, required: Node): void {
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    if (isGiven(required)) document.defineApiKey(route.at);
    const security = securityOf(definition, `${route.method} ${route.path}`);
    const requirement = made({ [isGiven(required) ? 'api_key' : 'api_key_false']: [] }, route.at);
    setSecurity(document.dicts, definition, [...security, requirement], route.at);
  }
}
