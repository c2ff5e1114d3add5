import { MapNode, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { isNoValue, ref } from '../intrinsics.ts';
import { isGiven, mapOf } from '../values.ts';
import { madeMap } from './made.ts';
import type { PythonDicts } from './python-dicts.ts';
import { Refused } from './refused.ts';

/** API Gateway's extensions to OpenAPI that the transform writes. Source: API Gateway developer guide, "OpenAPI extensions". */
export const ANY_METHOD = 'x-amazon-apigateway-any-method';
/** How API Gateway answers a method. */
export const INTEGRATION = 'x-amazon-apigateway-integration';

/** Entries of a path that are no methods. */
const NO_METHODS: ReadonlySet<string> = new Set(['summary', 'description', 'parameters']);

/** A method's name in a definition, and what stands there. */
export interface Method {
  readonly name: string;
  readonly definition: MapNode;
}

/** An API definition (OpenAPI 2 or 3) that is edited in place; paths, methods and integrations may be inside `Fn::If`. */
export class ApiDocument {
  readonly root: MapNode;
  readonly paths: MapNode;
  readonly dicts: PythonDicts;

  constructor(root: MapNode, dicts: PythonDicts) {
    this.root = root;
    this.paths = root.get('paths') as MapNode;
    this.dicts = dicts;
    dicts.copied();
    for (const path of this.paths.keys()) this.pathItems(path);
  }

  /** Names of the paths, in the order in which AWS's translator visits them. */
  pathNames(): string[] {
    return this.dicts.keys(this.paths);
  }

  /** The items of a path: one, or those in the branches of an `Fn::If`. */
  pathItems(path: string): MapNode[] {
    const entry = this.paths.entries.get(path);
    return conditionalContents(entry?.value, entry?.keyAt ?? this.root.at).map((item) =>
      expectMap(item, `The path '${path}' of the API definition must be a map.`, entry?.keyAt ?? this.root.at),
    );
  }

  /** The definitions of a method of a path which have an integration. */
  methodDefinitions(path: string, method: string): MapNode[] {
    return this.#definitions(path, normalizedMethod(method)).filter((definition) => isGiven(definition.get(INTEGRATION)));
  }

  /** All methods of a path which have an integration; names are normalized. */
  methods(path: string): Method[] {
    return this.pathItems(path).flatMap((item) =>
      this.dicts
        .keys(item)
        .filter((name) => !NO_METHODS.has(name))
        .flatMap((name) => this.#contents(item, name, path).map((definition) => ({ name: normalizedMethod(name), definition })))
        .filter(({ definition }) => isGiven(definition.get(INTEGRATION))),
    );
  }

  /** Whether every item of the path has the method with an integration. */
  hasIntegration(path: string, method: string): boolean {
    const name = normalizedMethod(method);
    if (!this.paths.has(path)) return false;
    const items = this.pathItems(path);
    return items.every((item) => {
      const method = item.get(name);
      if (method?.kind !== 'map') return false;
      return this.#contents(item, name, path).some((definition) => isGiven(definition.get(INTEGRATION)));
    });
  }

  /** Adds a path and a method unless they are there. Keys stand at `pathAt` and `methodAt`. */
  addPath(path: string, pathAt: Span, method: string, methodAt: Span): void {
    if (!this.paths.has(path)) this.dicts.put(this.paths, path, new MapNode(pathAt), pathAt);
    const entry = this.paths.entries.get(path)!;
    expectMap(entry.value, `The path '${path}' of the API definition must be a map.`, entry.keyAt);
    for (const item of this.pathItems(path)) {
      if (!item.has(normalizedMethod(method))) this.dicts.put(item, normalizedMethod(method), new MapNode(methodAt), methodAt);
    }
  }

  #definitions(path: string, method: string): MapNode[] {
    return this.pathItems(path).flatMap((item) => this.#contents(item, method, path));
  }

  #contents(item: MapNode, method: string, path: string): MapNode[] {
    const at = item.entries.get(method)?.keyAt ?? item.at;
    return conditionalContents(item.get(method), at).map((definition) =>
      expectMap(definition, `The method '${method}' of the path '${path}' must be a map.`, at),
    );
  }
}

/** The branches of an `Fn::If` without those that are no value, else the node itself. */
export function conditionalContents(node: Node | undefined, at: Span): (Node | undefined)[] {
  const choice = mapOf(node)?.get('Fn::If');
  if (choice === undefined) return [node];
  if (choice.kind !== 'list') throw new Refused("The value of 'Fn::If' must be a list.", at);
  return choice.items.slice(1).filter((branch) => !isNoValue(branch));
}

/** The node as a map, else a refusal. */
export function expectMap(node: Node | undefined, message: string, at: Span): MapNode {
  if (node?.kind === 'map') return node;
  throw new Refused(message, node?.at ?? at);
}

/** A method's name as definitions spell it: lower case, and API Gateway's own name for any method. */
export function normalizedMethod(method: string): string {
  const lower = method.toLowerCase();
  return lower === 'any' ? ANY_METHOD : lower;
}

/** Whether a value is a version of OpenAPI 3. */
export function isOpenApi3(version: Node | undefined): boolean {
  return version !== undefined && /^3(\.\d)?(\.\d)?$/.test(versionText(version));
}

/** A version's text, also when it was written as a number (`3.0`). */
export function versionText(version: Node): string {
  if (version.kind !== 'scalar') return '';
  return typeof version.value === 'number' ? (version.raw ?? String(version.value)) : (stringOf(version) ?? '');
}

/** Whether a REST API's definition can be edited: it has paths and says which version of OpenAPI it is. */
export function isRestDefinition(node: Node | undefined): node is MapNode {
  if (node?.kind !== 'map' || node.get('paths')?.kind !== 'map') return false;
  return isGiven(node.get('swagger')) || (isGiven(node.get('openapi')) && isOpenApi3(node.get('openapi')));
}

/** Whether an HTTP API's definition can be edited: it has paths and is OpenAPI 3. */
export function isHttpDefinition(node: Node | undefined): node is MapNode {
  if (node?.kind !== 'map' || node.get('paths')?.kind !== 'map') return false;
  return isGiven(node.get('openapi')) && isOpenApi3(node.get('openapi'));
}

/**
 * Whether CloudFormation puts the definition, or its paths, in from elsewhere (`Fn::Transform` of AWS::Include).
 * It does so before it runs SAM's transform, so what SAM adds to such a definition cannot be told from the template.
 * Source: CloudFormation user guide, "AWS::Include transform".
 */
export function isIncluded(node: Node | undefined): boolean {
  const body = mapOf(node);
  return body?.has('Fn::Transform') === true || mapOf(body?.get('paths'))?.has('Fn::Transform') === true;
}

/** The definition of a REST API that has no paths yet. */
export function restSkeleton(at: Span): MapNode {
  return madeMap({ swagger: '2.0', info: { version: '1.0', title: ref('AWS::StackName') }, paths: {} }, at);
}

/** The definition of an HTTP API that has no paths yet. */
export function httpSkeleton(at: Span): MapNode {
  return madeMap({ openapi: '3.0.1', info: { version: '1.0', title: ref('AWS::StackName') }, paths: {} }, at);
}
