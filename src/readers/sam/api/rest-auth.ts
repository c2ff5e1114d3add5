import { stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import type { Attributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { sameText } from '../ids.ts';
import { ref, sub } from '../intrinsics.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { expectMap } from './document.ts';
import { made, madeMap } from './made.ts';
import { Refused } from './refused.ts';
import { addCustomStatements, addResourcePolicy } from './resource-policy.ts';
import { restAuthorizers, restSecurityDefinition } from './rest-authorizer.ts';
import type { RestAuthorizer } from './rest-authorizer.ts';
import { securityOf, setSecurity } from './rest-document.ts';
import type { RestDocument } from './rest-document.ts';

const AUTH_PROPERTIES: ReadonlySet<string> = new Set([
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'AddDefaultAuthorizerToCorsPreflight',
  'AddApiKeyRequiredToCorsPreflight',
  'ApiKeyRequired',
  'ResourcePolicy',
  'UsagePlan',
]);

/** Applies the `Auth` of a REST API to its definition: authorizers, the default ones of every method, API keys, resource policy. */
export function applyRestAuth(context: SamContext, document: RestDocument, auth: MapNode, stage: Node | undefined): void {
  const unknown = auth.keys().find((key) => !AUTH_PROPERTIES.has(key));
  if (unknown !== undefined) throw new Refused(`Auth has no property '${unknown}'.`, auth.entries.get(unknown)!.keyAt);
  const authorizers = restAuthorizers(auth);
  if (authorizers.length > 0) {
    const definitions = document.securityDefinitions();
    for (const authorizer of authorizers) {
      document.dicts.put(definitions, authorizer.name, restSecurityDefinition(context, authorizer), authorizer.nameAt);
    }
    setDefaultAuthorizer(document, auth, authorizers);
  }
  const keyRequired = auth.get('ApiKeyRequired');
  if (isGiven(keyRequired)) {
    const at = generatedFrom(keyRequired.at, 'API key required by default');
    document.defineApiKey(at);
    const inPreflight = enabledByDefault(auth.get('AddApiKeyRequiredToCorsPreflight'));
    for (const path of document.pathNames()) requireKey(document, path, inPreflight, at);
  }
  const policyNode = given(auth, 'ResourcePolicy');
  if (policyNode === undefined) return;
  const policy = expectMap(policyNode, 'Auth.ResourcePolicy must be a map.', policyNode.at);
  for (const path of document.pathNames()) addResourcePolicy(document, { policy, path, stage });
  addCustomStatements(document, policy.get('CustomStatements'));
}

function enabledByDefault(node: Node | undefined): boolean {
  return node === undefined || isGiven(node);
}

function setDefaultAuthorizer(document: RestDocument, auth: MapNode, authorizers: readonly RestAuthorizer[]): void {
  const node = given(auth, 'DefaultAuthorizer');
  if (node === undefined) return;
  const name = stringOf(node);
  if (name === undefined) throw new Refused('Auth.DefaultAuthorizer must be a text.', node.at);
  const authorizer = authorizers.find((one) => one.name === name);
  if (authorizer === undefined) throw new Refused(`Auth.DefaultAuthorizer names '${name}', which Authorizers does not define.`, node.at);
  const names = new Set(['AWS_IAM', ...authorizers.map((one) => one.name)]);
  const scopes = present(authorizer.definition?.get('AuthorizationScopes'));
  const at = generatedFrom(node.at, 'default authorizer');
  const inPreflight = enabledByDefault(auth.get('AddDefaultAuthorizerToCorsPreflight'));
  for (const path of document.pathNames()) {
    for (const method of document.methods(path)) {
      if (method.name === 'options' && !inPreflight) continue;
      const existing = securityOf(method.definition, `${method.name} ${path}`);
      const others = existing.filter((one) => !one.keys().some((key) => names.has(key)));
      const own = existing.filter((one) => one.keys().some((key) => names.has(key)));
      const none = others.findIndex((one) => one.has('NONE'));
      let security: Node[];
      if (none >= 0) security = others.filter((_, index) => index !== none);
      else if (own.length > 0) security = [...others, ...own];
      else security = [...others, defaultRequirement(name, node, scopes, at)];
      if (security.length === 0) continue;
      setSecurity(document.dicts, method.definition, security, at);
      if (mapOf(security[0])!.has('AWS_IAM')) document.defineIamAuthorizer(at);
    }
  }
}

function defaultRequirement(name: string, node: Node, scopes: Node | undefined, at: Span): MapNode {
  const requirement = madeMap({}, at);
  requirement.set(name, scopes ?? made([], at), node.at);
  return requirement;
}

/** Requires an API key on the methods of a path, save those whose event said `ApiKeyRequired: false`. */
function requireKey(document: RestDocument, path: string, inPreflight: boolean, at: Span): void {
  for (const { name, definition } of document.methods(path)) {
    const existing = securityOf(definition, `${name} ${path}`);
    const others = existing.filter((one) => !one.has('api_key') && !one.has('api_key_false'));
    const exempt = existing.some((one) => one.has('api_key_false'));
    const unchanged = exempt || (name === 'options' && !inPreflight);
    const security = unchanged ? others : [...others, made({ api_key: [] }, at)];
    if (security.map(sameText).join() === existing.map(sameText).join()) continue;
    setSecurity(document.dicts, definition, security, at);
  }
}

/** Permissions for API Gateway to invoke the authorizer functions of a REST API. */
export function addAuthorizerPermissions(context: SamContext, apiId: string, auth: MapNode, attributes: Attributes): void {
  for (const [name, { keyAt, value }] of mapOf(auth.get('Authorizers'))?.entries ?? []) {
    const definition = mapOf(value);
    const functionArn = given(definition, 'FunctionArn');
    if (functionArn === undefined || isGiven(definition!.get('DisableFunctionDefaultPermissions'))) continue;
    addAuthorizerPermission(context, {
      id: `${apiId}${name}AuthorizerPermission`,
      apiId,
      functionArn,
      partition: context.partition,
      attributes,
      at: keyAt,
    });
  }
}

/** A permission to add for an authorizer function. */
export interface AuthorizerPermission {
  readonly id: string;
  readonly apiId: string;
  readonly functionArn: Node;
  readonly partition: string;
  readonly attributes: Attributes;
  readonly at: Span;
}

/** Lets API Gateway invoke an authorizer function. */
export function addAuthorizerPermission(context: SamContext, permission: AuthorizerPermission): void {
  const source = `arn:${permission.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  context.add(permission.id, {
    type: 'AWS::Lambda::Permission',
    attributes: permission.attributes,
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: permission.functionArn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: sub(source, { __ApiId__: ref(permission.apiId) }),
    },
    origin: permission.at,
    because: 'permission generated by SAM',
  });
}
