import { ListNode, MapNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { given, isGiven } from '../values.ts';
import { expectMap } from './document.ts';
import type { ApiDocument } from './document.ts';
import type { EventRoute } from './event.ts';
import { Refused } from './refused.ts';
import { securityOf, setSecurity } from './rest-document.ts';

/** The `Auth` of an `HttpApi` event. */
export interface HttpEventAuth {
  readonly document: ApiDocument;
  readonly route: EventRoute;
  readonly apiId: string;
  /** Properties of the API. */
  readonly api: MapNode;
  readonly auth: MapNode;
}

/** Sets the authorizer of a route: the event's own, or the API's default. */
export function applyHttpEventAuth(from: HttpEventAuth): void {
  const { document, route, auth, api, apiId } = from;
  const apiAuthNode = api.get('Auth') ?? new MapNode(api.at);
  if (apiAuthNode.kind !== 'map') throw new Refused('Auth must be a map.', apiAuthNode.at, apiId);
  const refuse = (reason: string, at: Node): Refused =>
    new Refused(`Event '${route.eventId}', ${route.method} ${route.path}: ${reason}.`, at.at);
  const authorizer = given(auth, 'Authorizer') ?? given(apiAuthNode, 'DefaultAuthorizer');
  if (authorizer === undefined) throw refuse('Auth needs an Authorizer, or a DefaultAuthorizer of the API', auth);
  const name = stringOf(authorizer);
  const iam = apiAuthNode.get('EnableIamAuthorizer');
  const isBuiltIn = name === 'AWS_IAM' && iam?.kind === 'scalar' && iam.value === true;
  const authorizers = apiAuthNode.get('Authorizers');
  if (name === 'NONE') {
    if (!isGiven(apiAuthNode.get('DefaultAuthorizer')))
      throw refuse("the authorizer 'NONE' needs a DefaultAuthorizer of the API, which it overrides", authorizer);
  } else if (!isBuiltIn) {
    if (name === undefined || authorizers?.kind !== 'map')
      throw refuse('Authorizer must be the name of one of the Authorizers of the API', authorizer);
    if (!isGiven(authorizers.get(name))) throw refuse(`the API has no authorizer '${name}'`, authorizer);
  }
  const scopes = given(auth, 'AuthorizationScopes');
  if (scopes !== undefined && scopes.kind !== 'list') throw refuse('AuthorizationScopes must be a list', scopes);
  const requirement = new MapNode(route.at);
  requirement.set(name, scopes === undefined || isUnscoped(name) ? authorizerScopes(name, authorizers, route) : scopes, authorizer.at);
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    setSecurity(document.dicts, definition, [...securityOf(definition, `${route.method} ${route.path}`), requirement], route.at);
  }
}

/** Neither IAM nor no authorization knows scopes. */
function isUnscoped(name: string): boolean {
  return name === 'NONE' || name === 'AWS_IAM';
}

function authorizerScopes(name: string, authorizers: Node | undefined, route: EventRoute): Node {
  const none = new ListNode(route.at);
  if (isUnscoped(name) || authorizers?.kind !== 'map') return none;
  const definition = expectMap(authorizers.get(name), `The authorizer '${name}' must be a map.`, authorizers.at);
  return given(definition, 'AuthorizationScopes') ?? none;
}
