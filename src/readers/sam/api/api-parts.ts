import type { MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { resolveParameters } from '../parameters.ts';
import { given } from '../values.ts';
import { expectMap } from './document.ts';

/** A REST API being expanded; `domain` and `auth` have the values of parameters filled in. */
export interface RestApi {
  readonly id: string;
  readonly resource: MapNode;
  readonly properties: MapNode;
  readonly domain: MapNode | undefined;
  readonly auth: MapNode | undefined;
}

/** An HTTP API being expanded. */
export interface HttpApi {
  readonly id: string;
  readonly resource: MapNode;
  readonly properties: MapNode;
  /** `CorsConfiguration` with the values of parameters filled in. */
  readonly cors: Node | undefined;
  /** The owner's tags and SAM's own; undefined when the definition cannot take tags. */
  readonly tags: MapNode | undefined;
}

/** A property that must be a map, with the values of parameters filled in; undefined when it is absent or empty. */
export function resolvedMap(context: SamContext, properties: MapNode, name: string): MapNode | undefined {
  const node = given(properties, name);
  if (node === undefined) return undefined;
  return expectMap(resolveParameters(context, node), `${name} must be a map.`, node.at);
}
