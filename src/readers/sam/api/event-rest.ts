import { MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { conditional, refTarget, sub } from '../intrinsics.ts';
import { resolveParameters } from '../parameters.ts';
import { given, isGiven, mapOf } from '../values.ts';
import type { ApiDocument } from './document.ts';
import { INTEGRATION, expectMap, isIncluded, isRestDefinition, normalizedMethod, restSkeleton } from './document.ts';
import { addInvokePermission, arnPath, eventRoute, functionInSub, permissionId, withoutTrailingSlash } from './event.ts';
import type { EventRoute, FunctionApiEvent } from './event.ts';
import { applyEventAuth } from './event-auth.ts';
import { linkedApi } from './event-link.ts';
import type { LinkedApi } from './event-link.ts';
import { addRequestModel, addRequestParameters } from './event-request.ts';
import { made } from './made.ts';
import { mergeMethod } from './merge-definitions.ts';
import { PythonDicts } from './python-dicts.ts';
import { pythonText } from './python-text.ts';
import { Refused, guarded } from './refused.ts';
import { RestDocument } from './rest-document.ts';
import { apiState, definitionDicts } from './state.ts';

/** Expands an `Api` event of a function: the permission, and the route with its integration, security and request checks. */
export function expandApiEvent(context: SamContext, from: FunctionApiEvent): void {
  guarded(context, from.functionId, () => {
    const route = eventRoute(from.eventId, from.event, 'RestApiId');
    const api = linkedApi(context, route);
    noteFunctionName(context, from, api.id);
    addPermission(context, from, route, api);
    const managed = apiState(context).managed.has(api.id);
    if (managed || isGiven(api.properties.get('MergeDefinitions'))) addIntegration(context, from, route, api);
    overrideAuth(context, route, api);
  });
}

/** Names of functions are part of the API's deployment id, once for each event. */
function noteFunctionName(context: SamContext, from: FunctionApiEvent, apiId: string): void {
  const node = given(mapOf(from.functionResource.get('Properties')), 'FunctionName');
  if (node === undefined) return;
  const name = resolveParameters(context, node);
  const text = stringOf(name) ?? pythonText(name, new PythonDicts(name));
  const { functionNames } = apiState(context);
  const ofApi = functionNames.get(apiId) ?? new Map<string, string>();
  ofApi.set(from.functionId, (ofApi.get(from.functionId) ?? '') + text);
  functionNames.set(apiId, ofApi);
}

function addPermission(context: SamContext, from: FunctionApiEvent, route: EventRoute, api: LinkedApi): void {
  const method = route.method === 'any' ? '*' : route.method.toUpperCase();
  const resource = `\${__ApiId__}/\${__Stage__}/${method}${arnPath(withoutTrailingSlash(route.path))}`;
  addInvokePermission(context, from, {
    id: permissionId(from.functionId + from.eventId, stringOf(api.stage)!),
    sourceArn: sub(`arn:${context.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:${resource}`, {
      __ApiId__: route.apiNode,
      __Stage__: '*',
    }),
  });
}

function addIntegration(context: SamContext, from: FunctionApiEvent, route: EventRoute, api: LinkedApi): void {
  const body = api.properties.get('DefinitionBody');
  if (body === undefined || isIncluded(body)) return;
  const merge = isGiven(api.properties.get('MergeDefinitions'));
  const target = merge ? restSkeleton(route.at) : body;
  if (!isRestDefinition(target)) throw new Refused('DefinitionBody must be an OpenAPI definition with paths.', body.at, api.id);
  const document = new RestDocument(target, definitionDicts(context, target));
  if (document.hasIntegration(route.path, route.method)) {
    throw new Refused(
      `Event '${route.eventId}': the method '${route.method}' of the path '${route.path}' is defined more than once.`,
      from.event.at,
    );
  }
  const eventAuth = eventAuthOf(route);
  const apiAuth = api.properties.get('Auth');
  if (isGiven(apiAuth)) expectMap(apiAuth, 'Auth must be a map.', apiAuth.at);
  addLambdaIntegration(context, from, route, { document, eventAuth, apiAuth: mapOf(apiAuth) });
  if (isGiven(eventAuth)) applyEventAuth(context, { route, api, document, auth: eventAuth });
  const timeout = given(route.properties, 'TimeoutInMillis');
  for (const definition of timeout === undefined ? [] : document.methodDefinitions(route.path, route.method)) {
    document.dicts.put(definition.get(INTEGRATION) as MapNode, 'timeoutInMillis', timeout!, route.at);
  }
  addRequestModel(document, route, api);
  addRequestParameters(document, route);
  document.finish();
  if (merge) mergeMethod(context, document, route, api);
}

function eventAuthOf(route: EventRoute): MapNode | undefined {
  const auth = given(route.properties, 'Auth');
  return auth === undefined ? undefined : expectMap(auth, `Event '${route.eventId}': Auth must be a map.`, auth.at);
}

interface Integrating {
  readonly document: ApiDocument;
  readonly eventAuth: MapNode | undefined;
  readonly apiAuth: MapNode | undefined;
}

/** Response streaming has its own version of Lambda's API. Source: API Gateway developer guide, "Stream the integration response". */
const STREAMING = { version: '2021-11-15', operation: 'response-streaming-invocations' };
const BUFFERED = { version: '2015-03-31', operation: 'invocations' };

function addLambdaIntegration(
  context: SamContext,
  from: FunctionApiEvent,
  route: EventRoute,
  { document, eventAuth, apiAuth }: Integrating,
): void {
  const { dicts } = document;
  const { at } = route;
  const streams = stringOf(route.properties.get('ResponseTransferMode')) === 'RESPONSE_STREAM';
  const { version, operation } = streams ? STREAMING : BUFFERED;
  const arn = `arn:${context.partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/${functionInSub(from)}/${operation}`;
  // The function's id is the owner's text, the alias's id is not; the deployment's id depends on that.
  const arnAt = refTarget(from.functionArn) === undefined ? from.event.at : at;
  const uri = made({ 'Fn::Sub': new ScalarNode(arn, arnAt) }, at);
  document.addPath(route.path, route.pathAt, route.method, route.methodAt);
  const name = normalizedMethod(route.method);
  for (const item of document.pathItems(route.path)) {
    const definition = expectMap(item.get(name), `The method '${name}' of the path '${route.path}' must be a map.`, item.at);
    const integration = made(
      {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: from.condition === undefined ? uri : made(conditional(from.condition, uri), at),
        responseTransferMode: streams ? 'STREAM' : undefined,
        credentials: callerCredentials(context, eventAuth, apiAuth),
      },
      at,
    );
    dicts.put(definition, INTEGRATION, integration, at);
    if (!definition.has('responses')) dicts.put(definition, 'responses', new MapNode(at), at);
    if (from.condition !== undefined) dicts.put(item, name, made(conditional(from.condition, definition), at), route.methodAt);
  }
}

/**
 * With IAM authorization the function is invoked with the caller's own credentials, or with `InvokeRole`; `NONE` and an empty
 * value mean API Gateway's resource-based permission.
 */
function callerCredentials(context: SamContext, eventAuth: MapNode | undefined, apiAuth: MapNode | undefined): Node | string | undefined {
  const byEvent = stringOf(eventAuth?.get('Authorizer')) === 'AWS_IAM';
  const byApi = stringOf(apiAuth?.get('DefaultAuthorizer')) === 'AWS_IAM' && !isGiven(eventAuth);
  if (!byEvent && !byApi) return undefined;
  const own = invokeRole(eventAuth);
  const role = own ?? invokeRole(apiAuth);
  const name = typeof role === 'string' ? role : stringOf(role);
  if (name === 'NONE') return undefined;
  return role === undefined || name === 'CALLER_CREDENTIALS' ? `arn:${context.partition}:iam::*:user/*` : role;
}

function invokeRole(auth: MapNode | undefined): Node | 'NONE' | undefined {
  const role = auth?.get('InvokeRole');
  return role === undefined ? undefined : isGiven(role) ? role : 'NONE';
}

/** `OverrideApiAuth` lets an event change the security of a method in the owner's own definition. */
function overrideAuth(context: SamContext, route: EventRoute, api: LinkedApi): void {
  const body = given(api.properties, 'DefinitionBody');
  const auth = mapOf(route.properties.get('Auth'));
  if (body === undefined || isIncluded(body) || !isGiven(auth?.get('OverrideApiAuth'))) return;
  if (!['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].some((name) => isGiven(auth.get(name)))) {
    throw new Refused(`Event '${route.eventId}': OverrideApiAuth needs Authorizer, ApiKeyRequired or ResourcePolicy.`, auth.at);
  }
  if (!isRestDefinition(body)) throw new Refused('DefinitionBody must be an OpenAPI definition with paths.', body.at, api.id);
  const document = new RestDocument(body, definitionDicts(context, body));
  applyEventAuth(context, { route, api, document, auth });
  document.finish();
}
