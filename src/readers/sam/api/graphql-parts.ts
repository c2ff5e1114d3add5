import { stringOf } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import type { Attributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { given, isGiven } from '../values.ts';
import { expectMap } from './document.ts';
import { Refused } from './refused.ts';

/** A GraphQL API being expanded, and what its parts are called in CloudFormation. */
export interface GraphQlApi {
  readonly id: string;
  readonly properties: MapNode;
  readonly resource: MapNode;
  readonly attributes: Attributes;
  /** Names of data sources by their names in the template. */
  readonly dataSourceNames: Map<string, Buildable>;
  /** Ids of pipeline functions by their names in the template. */
  readonly functionIds: Map<string, Buildable>;
}

/** The maps under a property, by name; empty when the property is absent. */
export function mapsUnder(parent: MapNode | undefined, name: string): { id: string; at: Span; value: MapNode }[] {
  const node = given(parent, name);
  if (node === undefined) return [];
  return [...expectMap(node, `${name} must be a map.`, node.at).entries].map(([id, { keyAt, value }]) => ({
    id,
    at: keyAt,
    value: expectMap(value, `${name}.${id} must be a map.`, keyAt),
  }));
}

/** Adds one of the API's resources; it takes the API's attributes. */
export function addPart(
  context: SamContext,
  api: GraphQlApi,
  part: { id: string; type: string; properties: Buildable; origin: Span; because: string; dependsOn?: Buildable },
): void {
  const attributes = part.dependsOn === undefined ? api.attributes : { ...api.attributes, DependsOn: part.dependsOn };
  context.add(part.id, {
    type: `AWS::AppSync::${part.type}`,
    attributes,
    properties: part.properties,
    origin: part.origin,
    because: part.because,
  });
}

/** Code of a function or resolver: inline or in S3, not both. */
export function codeOf(part: MapNode, id: string): { Code?: Node; CodeS3Location?: Node } {
  const inline = given(part, 'InlineCode');
  const uri = given(part, 'CodeUri');
  if (inline !== undefined && uri !== undefined) throw new Refused(`${id}: give either InlineCode or CodeUri, not both.`, uri.at);
  if (inline !== undefined) return { Code: inline };
  return uri === undefined ? {} : { CodeS3Location: uri };
}

/** Whether a text means the data source without data. */
export function meansNoData(node: Node): boolean {
  return isGiven(node) && stringOf(node)?.toLowerCase() === 'none';
}
