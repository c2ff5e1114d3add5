import { MapNode } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import { isGiven, mapOf, present } from '../values.ts';
import { expectMap, isOpenApi3 } from './document.ts';
import { made } from './made.ts';
import type { PythonDicts } from './python-dicts.ts';

/**
 * Moves what the transform writes in OpenAPI 2 to where OpenAPI 3 has it, if the definition or `OpenApiVersion` says version 3:
 * security schemes and schemas under `components`, header types of preflight answers under `schema`.
 * A definition that calls itself `swagger` stays as it is. Applied again it changes nothing but the headers, as in AWS's translator.
 */
export function toOpenApi3(body: MapNode, version: Node | undefined, dicts: PythonDicts): void {
  if (present(body.get('swagger')) !== undefined) return;
  const effective = version ?? present(body.get('openapi'));
  if (!isGiven(effective) || !isOpenApi3(effective)) return;
  moveToComponents(body, 'securityDefinitions', 'securitySchemes', dicts);
  moveToComponents(body, 'definitions', 'schemas', dicts);
  const paths = body.get('paths');
  if (!isGiven(paths)) return;
  const pathMap = expectMap(paths, 'The paths of an API definition must be a map.', paths.at);
  for (const [path, { keyAt, value }] of pathMap.entries) {
    const item = expectMap(value, `The path '${path}' of the API definition must be a map.`, keyAt);
    const options = item.get('options');
    if (isGiven(options)) convertOptions(expectMap(options, `The options method of '${path}' must be a map.`, options.at), path, dicts);
  }
}

function moveToComponents(body: MapNode, from: string, to: string, dicts: PythonDicts): void {
  const part = body.get(from);
  if (!isGiven(part)) return;
  const at: Span = generatedFrom(part.at, 'moved for OpenAPI 3');
  const components = isGiven(body.get('components')) ? mapOf(body.get('components')) : new MapNode(at);
  if (components === undefined) return;
  dicts.put(components, to, part, at);
  dicts.put(body, 'components', components, at);
  dicts.remove(body, from);
}

function convertOptions(options: MapNode, path: string, dicts: PythonDicts): void {
  for (const field of ['produces', 'consumes']) if (options.has(field)) dicts.remove(options, field);
  const responses = options.get('responses');
  if (responses === undefined || present(responses) === undefined) return;
  const message = `The responses of the options method of '${path}' must be maps.`;
  const answer = present(expectMap(responses, message, responses.at).get('200'));
  if (answer === undefined) return;
  const headers = present(expectMap(answer, message, answer.at).get('headers'));
  if (!isGiven(headers)) return;
  const map = expectMap(headers, message, headers.at);
  for (const [name, { keyAt, value }] of map.entries) {
    map.set(name, made({ schema: value }, generatedFrom(value.at, 'moved for OpenAPI 3')), keyAt);
  }
}
