import { ListNode, MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { isIntrinsic } from '../intrinsics.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { INTEGRATION, expectMap, isOpenApi3 } from './document.ts';
import type { ApiDocument } from './document.ts';
import type { EventRoute } from './event.ts';
import type { LinkedApi } from './event-link.ts';
import { made, madeMap } from './made.ts';
import { Refused } from './refused.ts';

const VALIDATORS = 'x-amazon-apigateway-request-validators';
const VALIDATOR = 'x-amazon-apigateway-request-validator';

/** Adds the model a request's body must follow, and the validator when the event asks for checks. */
export function addRequestModel(document: ApiDocument, route: EventRoute, api: LinkedApi): void {
  const request = given(route.properties, 'RequestModel');
  if (request === undefined) return;
  const requestModel = expectMap(request, `Event '${route.eventId}': RequestModel must be a map.`, request.at);
  const model = given(requestModel, 'Model');
  if (model === undefined) return;
  const refuse = (reason: string): Refused =>
    new Refused(`Event '${route.eventId}', ${route.method} ${route.path}: the RequestModel cannot be set; ${reason}.`, model.at);
  const models = given(api.properties, 'Models');
  if (models === undefined) throw refuse('the API defines no Models');
  if (models.kind !== 'map' && !isIntrinsic(models)) throw refuse("the API's Models are no map");
  const name = stringOf(model);
  if (name === undefined) throw refuse('Model must be the name of a model');
  if (!isGiven(mapOf(models)?.get(name))) throw refuse(`the API has no model '${name}'`);
  const lower = name.toLowerCase();
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    setBodyModel(document, definition, { name: new ScalarNode(lower, model.at), required: present(requestModel.get('Required')), route });
  }
  addValidator(document, route, requestModel, refuse);
}

interface BodyModel {
  readonly name: ScalarNode;
  readonly required: Node | undefined;
  readonly route: EventRoute;
}

/** OpenAPI 2 has a parameter for the body, OpenAPI 3 a request body. */
function setBodyModel(document: ApiDocument, definition: MapNode, { name, required, route }: BodyModel): void {
  const { root, dicts } = document;
  const { at } = route;
  if (present(root.get('swagger')) !== undefined) {
    const schema = made({ $ref: `#/definitions/${String(name.value)}` }, at);
    addParameter(document, definition, madeMap({ in: 'body', name, schema, required }, at), route);
  } else if (isGiven(root.get('openapi')) && isOpenApi3(root.get('openapi'))) {
    const schema = made({ $ref: `#/components/schemas/${String(name.value)}` }, at);
    const body = madeMap({ content: { 'application/json': { schema } }, required }, at);
    dicts.put(definition, 'requestBody', dicts.keepInsertionOrder(body), at);
  }
}

function addParameter(document: ApiDocument, definition: MapNode, parameter: MapNode, route: EventRoute): void {
  const existing = definition.get('parameters');
  const items = existing?.kind === 'list' ? existing.items : [];
  document.dicts.put(definition, 'parameters', new ListNode(existing?.at ?? route.at, [...items, parameter]), route.at);
}

function addValidator(document: ApiDocument, route: EventRoute, request: MapNode, refuse: (reason: string) => Refused): void {
  const body = present(request.get('ValidateBody'));
  const parameters = present(request.get('ValidateParameters'));
  if (body === undefined && parameters === undefined) return;
  const validatesBody = booleanOf(body);
  const validatesParameters = booleanOf(parameters);
  if (validatesBody === undefined || validatesParameters === undefined)
    throw refuse('ValidateBody and ValidateParameters must be true or false');
  const name = validatorName(validatesBody, validatesParameters);
  const { root, dicts } = document;
  const { at } = route;
  if (!isGiven(root.get(VALIDATORS))) dicts.put(root, VALIDATORS, new MapNode(at), at);
  const validators = expectMap(root.get(VALIDATORS), `${VALIDATORS} must be a map.`, at);
  if (!isGiven(validators.get(name))) {
    dicts.put(validators, name, made({ validateRequestBody: body ?? false, validateRequestParameters: parameters ?? false }, at), at);
  }
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    dicts.put(definition, VALIDATOR, new ScalarNode(name, at), at);
  }
}

/** The node's boolean; an absent one is false, anything else undefined. */
function booleanOf(node: Node | undefined): boolean | undefined {
  if (node === undefined) return false;
  return node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

function validatorName(body: boolean, parameters: boolean): string {
  if (body) return parameters ? 'body-and-params' : 'body-only';
  return parameters ? 'params-only' : 'no-validation';
}

interface RequestParameter {
  readonly name: ScalarNode;
  readonly required: Node | boolean;
  readonly caching: boolean;
}

/** Adds headers, path and query parameters a method needs or caches by. */
export function addRequestParameters(document: ApiDocument, route: EventRoute): void {
  const list = given(route.properties, 'RequestParameters');
  if (list === undefined) return;
  if (list.kind !== 'list') throw new Refused(`Event '${route.eventId}': RequestParameters must be a list.`, list.at);
  const parameters = list.items.map((item) => requestParameter(item, route));
  for (const definition of document.methodDefinitions(route.path, route.method)) {
    for (const parameter of parameters) setRequestParameter(document, definition, parameter, route);
  }
}

const PARAMETER_NAME = /^method\.request\.(querystring|path|header)\./;

/** A parameter is a name, or one name with `Required` and `Caching`. */
function requestParameter(item: Node, route: EventRoute): RequestParameter {
  const refuse = (reason: string): Refused => new Refused(`Event '${route.eventId}': RequestParameters: ${reason}.`, item.at);
  const checked = (name: string): string => {
    if (PARAMETER_NAME.test(name)) return name;
    throw refuse("a name looks like 'method.request.header.Authorization'; querystring and path are the other places");
  };
  const text = stringOf(item);
  if (text !== undefined) return { name: new ScalarNode(checked(text), item.at), required: false, caching: false };
  if (item.kind !== 'map' || item.entries.size === 0) throw refuse('each entry must be a text or a map');
  const [name, entry] = item.entries.entries().next().value!;
  checked(name);
  const settings = entry.value;
  if (settings.kind !== 'map' || settings.keys().some((key) => key !== 'Required' && key !== 'Caching')) {
    throw refuse('the value of a name must be a map with Required and Caching');
  }
  return {
    name: new ScalarNode(name, entry.keyAt),
    required: settings.get('Required') ?? false,
    caching: isGiven(settings.get('Caching')),
  };
}

function setRequestParameter(
  document: ApiDocument,
  definition: MapNode,
  { name, required, caching }: RequestParameter,
  route: EventRoute,
): void {
  const { dicts } = document;
  const { at } = route;
  const [place = '', ...rest] = String(name.value).replace('method.request.', '').split('.');
  const where = place === 'querystring' ? 'query' : new ScalarNode(place, name.at);
  addParameter(
    document,
    definition,
    madeMap({ in: where, name: new ScalarNode(rest.join('.'), name.at), required, type: 'string' }, at),
    route,
  );
  if (!caching) return;
  const integration = definition.get(INTEGRATION) as MapNode;
  const keys = integration.get('cacheKeyParameters');
  dicts.put(integration, 'cacheKeyParameters', new ListNode(at, [...(keys?.kind === 'list' ? keys.items : []), name]), at);
}
