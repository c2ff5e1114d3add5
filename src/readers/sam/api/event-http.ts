import { ListNode, MapNode, ScalarNode, at as step, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { conditional, sub } from '../intrinsics.ts';
import { given, mapOf } from '../values.ts';
import {
  ANY_METHOD,
  ApiDocument,
  INTEGRATION,
  conditionalContents,
  expectMap,
  isHttpDefinition,
  isIncluded,
  normalizedMethod,
} from './document.ts';
import { addInvokePermission, eventRoute, functionInSub, permissionId, withoutTrailingSlash } from './event.ts';
import type { EventRoute, FunctionApiEvent } from './event.ts';
import { applyHttpEventAuth } from './event-http-auth.ts';
import { referencedApi } from './event-link.ts';
import { made } from './made.ts';
import { Refused, guarded } from './refused.ts';
import { apiState, definitionDicts } from './state.ts';

/** The path that answers everything no other path does. Source: API Gateway developer guide, "Working with routes for HTTP APIs". */
const DEFAULT_PATH = '$default';

/** Expands an `HttpApi` event of a function: the permission, and the route with its integration and security. */
export function expandHttpApiEvent(context: SamContext, from: FunctionApiEvent): void {
  guarded(context, from.functionId, () => {
    const route = eventRoute(from.eventId, from.event, 'ApiId');
    const apiId = referencedApi(route.apiNode);
    const resource = apiId === undefined ? undefined : context.input(apiId);
    if (apiId === undefined || resource === undefined) {
      throw new Refused(`Event '${route.eventId}': ApiId must name an API of this template.`, route.apiNode.at);
    }
    const api = mapOf(resource.get('Properties')) ?? new MapNode(resource.at);
    const written = given(api, 'DefinitionBody');
    const body = isIncluded(written) ? undefined : written;
    if (body !== undefined && !isHttpDefinition(body)) {
      throw new Refused('DefinitionBody must be an OpenAPI 3 definition with paths.', body.at, apiId);
    }
    const document = body === undefined ? undefined : new ApiDocument(body, definitionDicts(context, body));
    addPermission(context, from, route, document);
    if (document === undefined) return;
    if (apiState(context).managed.has(apiId) && document.hasIntegration(route.path, route.method)) {
      throw new Refused(
        `Event '${route.eventId}': the method '${route.method}' of the path '${route.path}' is defined more than once.`,
        from.event.at,
      );
    }
    addIntegration(document, from, route);
    const auth = given(route.properties, 'Auth');
    if (auth !== undefined)
      applyHttpEventAuth({ document, route, apiId, api, auth: expectMap(auth, `Event '${route.eventId}': Auth must be a map.`, auth.at) });
    setMethodOptions(document, route);
    document.dicts.copied();
  });
}

function addPermission(context: SamContext, from: FunctionApiEvent, route: EventRoute, document: ApiDocument | undefined): void {
  let path = withoutTrailingSlash(route.path);
  if (path === DEFAULT_PATH) path = '';
  // A function that answers $default may be invoked from every route already.
  else if (document !== undefined && answersDefault(document, from)) return;
  path = path.replace(/\{([a-zA-Z0-9._-]+|proxy\+)\}/g, '*');
  const any = route.method === 'any' || route.method === ANY_METHOD;
  const method = any ? '*' : route.method.toUpperCase();
  const rest = route.method === 'any' && path === `/${DEFAULT_PATH}` ? path : `/${method}${path}`;
  addInvokePermission(context, from, {
    id: permissionId(from.functionId + from.eventId, ''),
    sourceArn: sub(`arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${rest}`, {
      __ApiId__: route.apiNode,
      __Stage__: '*',
    }),
  });
}

/** Whether every definition of the default route invokes this function itself (and not an alias). */
function answersDefault(document: ApiDocument, from: FunctionApiEvent): boolean {
  if (from.functionArn !== undefined || !document.hasIntegration(DEFAULT_PATH, ANY_METHOD)) return false;
  const definitions = document.methodDefinitions(DEFAULT_PATH, ANY_METHOD);
  return definitions.every((definition) => {
    const uri = mapOf(step(definition, INTEGRATION, 'uri'));
    if (uri === undefined) return false;
    return conditionalContents(uri, uri.at).every((content) => {
      const arn = stringOf(mapOf(content)?.get('Fn::Sub')) ?? '';
      return /([A-Za-z0-9]+)\.Arn/.exec(arn)?.[1] === from.functionId;
    });
  });
}

/** Adds the integration unless the owner's definition has one. */
function addIntegration(document: ApiDocument, from: FunctionApiEvent, route: EventRoute): void {
  if (document.hasIntegration(route.path, route.method)) return;
  const { at } = route;
  const { dicts } = document;
  const name = normalizedMethod(route.method);
  const arn = `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${functionInSub(from)}/invocations`;
  const arnAt = from.functionArn === undefined ? from.event.at : at;
  const uri = made({ 'Fn::Sub': new ScalarNode(arn, arnAt) }, at);
  document.addPath(route.path, route.pathAt, route.method, route.methodAt);
  for (const item of document.pathItems(route.path)) {
    const present = item.get(name);
    if (present?.kind === 'scalar' && present.value === null) dicts.put(item, name, new MapNode(at), at);
    const definition = expectMap(item.get(name), `The method '${name}' of the path '${route.path}' must be a map.`, item.at);
    const integration = {
      type: 'aws_proxy',
      httpMethod: 'POST',
      payloadFormatVersion: '2.0',
      uri: from.condition === undefined ? uri : conditional(from.condition, uri),
    };
    dicts.put(definition, INTEGRATION, made(integration, at), at);
    if (route.path === DEFAULT_PATH && name === ANY_METHOD) dicts.put(definition, 'isDefaultRoute', new ScalarNode(true, at), at);
    if (!definition.has('responses')) dicts.put(definition, 'responses', new MapNode(at), at);
    if (from.condition !== undefined) dicts.put(item, name, made(conditional(from.condition, definition), at), route.methodAt);
  }
}

function setMethodOptions(document: ApiDocument, route: EventRoute): void {
  const timeout = given(route.properties, 'TimeoutInMillis');
  const format = given(route.properties, 'PayloadFormatVersion');
  const names = [...route.path.matchAll(/\{(.*?)\}/g)].map((match) => match[1]!);
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    const integration = mapOf(definition.get(INTEGRATION));
    if (timeout !== undefined) integration?.set('timeoutInMillis', timeout, route.at);
    if (names.length > 0) setPathParameters(definition, names, route);
    if (format !== undefined) integration?.set('payloadFormatVersion', format, route.at);
  }
}

/** Every parameter in the path is required. */
function setPathParameters(definition: MapNode, names: readonly string[], route: EventRoute): void {
  const existing = definition.get('parameters');
  const items: Node[] = existing?.kind === 'list' ? existing.items : [];
  for (const name of names) {
    const known = items.find((item) => stringOf(mapOf(item)?.get('name')) === name);
    const required = new ScalarNode(true, route.at);
    if (known?.kind === 'map') known.set('in', new ScalarNode('path', route.at)).set('required', required);
    else items.push(made({ name: new ScalarNode(name, route.pathAt), in: 'path', required }, route.at));
  }
  definition.set('parameters', existing?.kind === 'list' ? existing : new ListNode(route.at, items), route.at);
}
