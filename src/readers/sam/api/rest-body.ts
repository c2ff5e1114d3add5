import { ListNode, MapNode, ScalarNode } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';
import { readLocation } from '../location.ts';
import { given, isGiven, present } from '../values.ts';
import { expectMap, isIncluded, isOpenApi3, isRestDefinition } from './document.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { made } from './made.ts';
import { toOpenApi3 } from './openapi3.ts';
import { pythonOrder } from './python-dicts.ts';
import type { PythonDicts } from './python-dicts.ts';
import { Refused } from './refused.ts';
import type { RestApi } from './api-parts.ts';
import { applyRestAuth } from './rest-auth.ts';
import { addCors } from './rest-cors.ts';
import { RestDocument } from './rest-document.ts';
import { definitionDicts } from './state.ts';

const BINARY_MEDIA_TYPES = 'x-amazon-apigateway-binary-media-types';
const ENDPOINT_CONFIGURATION = 'x-amazon-apigateway-endpoint-configuration';

/** Completes the definition of a REST API with what its other properties say; undefined when the definition is elsewhere. */
export function restBody(context: SamContext, api: RestApi, mediaTypes: Node | undefined): MapNode | undefined {
  const { properties } = api;
  const node = given(properties, 'DefinitionBody');
  const body = node === undefined ? undefined : expectMap(node, 'DefinitionBody must be a map.', node.at);
  if (isIncluded(body)) return body;
  const version = present(properties.get('OpenApiVersion'));
  const dicts = definitionDicts(context, body ?? properties);
  const edit = (name: string, change: (document: RestDocument, value: Node) => void): boolean => {
    const value = name === 'Auth' ? api.auth : given(properties, name);
    if (value === undefined) return false;
    change(new RestDocument(editable(body, name, value), dicts), value);
    return true;
  };
  edit('Cors', (document, cors) => addCors(document, cors));
  const secured = edit('Auth', (document, auth) => {
    applyRestAuth(context, document, auth as MapNode, present(properties.get('StageName')));
    document.finish();
  });
  if (secured) toOpenApi3(body!, version, dicts);
  edit('GatewayResponses', (document, responses) =>
    addGatewayResponses(document, expectMap(responses, 'GatewayResponses must be a map.', responses.at)),
  );
  if (isGiven(mediaTypes) && body !== undefined) addMediaTypes(editable(body, 'BinaryMediaTypes', mediaTypes), mediaTypes, dicts);
  if (edit('Models', addModels)) toOpenApi3(body!, version, dicts);
  const disable = present(properties.get('DisableExecuteApiEndpoint'));
  if (disable !== undefined) disableDefaultEndpoint(editable(body, 'DisableExecuteApiEndpoint', disable), disable, dicts);
  if (body !== undefined && !isGiven(properties.get('DefinitionUri'))) toOpenApi3(body, version, dicts);
  return body;
}

function editable(body: MapNode | undefined, name: string, value: Node): MapNode {
  if (body === undefined) throw new Refused(`${name} works only with DefinitionBody.`, value.at);
  if (isRestDefinition(body)) return body;
  throw new Refused(`${name} needs a DefinitionBody with paths and a version of OpenAPI.`, value.at);
}

/** `~1` stands for a slash in media types. */
function addMediaTypes(body: MapNode, mediaTypes: Node, dicts: PythonDicts): void {
  dicts.copied();
  dicts.put(body, BINARY_MEDIA_TYPES, withSlashes(mediaTypes), generatedFrom(mediaTypes.at, 'binary media types'));
  dicts.copied();
}

function withSlashes(node: Node): Node {
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? new ScalarNode(node.value.replaceAll('~1', '/'), plain(node.at)) : node;
  if (node.kind === 'list') return new ListNode(node.at, node.items.map(withSlashes));
  const copy = new MapNode(node.at);
  for (const [key, entry] of node.entries) copy.set(key.replaceAll('~1', '/'), withSlashes(entry.value), plain(entry.keyAt));
  return copy;
}

function plain(at: Span): Span {
  return { source: at.source, start: at.start, end: at.end };
}

function addModels(document: RestDocument, node: Node): void {
  const models = expectMap(node, 'Models must be a map.', node.at);
  for (const name of pythonOrder(models)) {
    const { keyAt, value } = models.entries.get(name)!;
    const schema = expectMap(value, `Models.${name} must be a map.`, keyAt);
    if (!isGiven(schema.get('type'))) throw new Refused(`Models.${name} needs a type.`, keyAt);
    document.dicts.put(document.definitions, name.toLowerCase(), schema, keyAt);
  }
  document.finish();
}

/**
 * Closes the API's default address, so that only its custom domain answers.
 * Source: API Gateway developer guide, "x-amazon-apigateway-endpoint-configuration"; in OpenAPI 3 it belongs to each server.
 */
function disableDefaultEndpoint(body: MapNode, disable: Node, dicts: PythonDicts): void {
  const at = generatedFrom(disable.at, 'endpoint configuration generated by SAM');
  dicts.copied();
  if (isGiven(body.get('openapi')) && isOpenApi3(body.get('openapi'))) {
    const servers = body.get('servers') ?? made([{}], at);
    const items = servers.kind === 'list' ? servers.items : [servers];
    for (const server of items)
      setEndpoint(expectMap(server, 'Each of the servers of a definition must be a map.', at), disable, dicts, at);
    dicts.put(body, 'servers', servers, at);
  } else setEndpoint(body, disable, dicts, at);
  dicts.copied();
}

function setEndpoint(target: MapNode, disable: Node, dicts: PythonDicts, at: Span): void {
  if (!target.has(ENDPOINT_CONFIGURATION)) dicts.put(target, ENDPOINT_CONFIGURATION, new MapNode(at), at);
  const configuration = expectMap(target.get(ENDPOINT_CONFIGURATION), `${ENDPOINT_CONFIGURATION} must be a map.`, at);
  dicts.put(configuration, 'disableExecuteApiEndpoint', disable, at);
}

/** Where the definition is in S3, or the owner's path to a local file; undefined when the template holds it. */
export function definitionLocation(context: SamContext, apiId: string, properties: MapNode): Node | undefined {
  const uri = given(properties, 'DefinitionUri');
  if (uri === undefined) return undefined;
  const location = readLocation(context, apiId, 'DefinitionUri', uri);
  if (location === undefined || 'kind' in location) return location;
  const { bucket, key, version } = location;
  const text = typeof version === 'string' ? new ScalarNode(version, uri.at) : version;
  return made({ Bucket: bucket, Key: key, Version: text }, generatedFrom(uri.at, 'location of the definition'));
}
