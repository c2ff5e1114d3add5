import { ListNode, MapNode } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import { sameText } from '../ids.ts';
import { isGiven, mapOf } from '../values.ts';
import { ApiDocument, expectMap } from './document.ts';
import { madeMap } from './made.ts';
import type { PythonDicts } from './python-dicts.ts';
import { Refused } from './refused.ts';

/** The resource policy inside a definition. */
export const POLICY = 'x-amazon-apigateway-policy';
/** Answers API Gateway gives itself. */
const GATEWAY_RESPONSES = 'x-amazon-apigateway-gateway-responses';

/** The definition of a REST API. Its parts beside the paths are written back by `finish`, in the order of AWS's translator. */
export class RestDocument extends ApiDocument {
  readonly gatewayResponses: MapNode;
  readonly definitions: MapNode;
  readonly policy: MapNode;
  /** The statements of the policy, as texts to compare. */
  readonly statementTexts: Set<string>;
  #securityDefinitions: Node;

  constructor(root: MapNode, dicts: PythonDicts) {
    super(root, dicts);
    this.#securityDefinitions = given(root, 'securityDefinitions');
    this.gatewayResponses = mapOrEmpty(root, GATEWAY_RESPONSES);
    this.policy = mapOrEmpty(root, POLICY);
    this.definitions = mapOrEmpty(root, 'definitions');
    const statements = this.policy.get('Statement');
    this.statementTexts = new Set(
      (statements?.kind === 'list' ? statements.items : statements === undefined ? [] : [statements]).map(sameText),
    );
  }

  /** The authorizers and keys of the definition. */
  securityDefinitions(): MapNode {
    const definitions = expectMap(this.#securityDefinitions, 'securityDefinitions must be a map.', this.root.at);
    this.#securityDefinitions = definitions;
    return definitions;
  }

  /** Makes IAM authorization known; methods refer to it as AWS_IAM. */
  defineIamAuthorizer(at: Span): void {
    this.#define('AWS_IAM', { 'x-amazon-apigateway-authtype': 'awsSigv4', type: 'apiKey', name: 'Authorization', in: 'header' }, at);
  }

  /** Makes API keys known; methods refer to them as api_key. */
  defineApiKey(at: Span): void {
    this.#define('api_key', { type: 'apiKey', name: 'x-api-key', in: 'header' }, at);
  }

  #define(name: string, definition: { readonly [key: string]: string }, at: Span): void {
    const definitions = this.securityDefinitions();
    if (!definitions.has(name)) this.dicts.put(definitions, name, madeMap(definition, at), at);
  }

  /** Writes the parts back into the definition. */
  finish(): void {
    const parts: [string, Node][] = [
      ['securityDefinitions', this.#securityDefinitions],
      [GATEWAY_RESPONSES, this.gatewayResponses],
      ['definitions', this.definitions],
    ];
    for (const [name, part] of parts) if (isGiven(part)) this.dicts.put(this.root, name, part, generatedFrom(part.at, 'written by SAM'));
    this.dicts.copied();
  }
}

function given(root: MapNode, name: string): Node {
  const value = root.get(name);
  return isGiven(value) ? value : new MapNode(root.at);
}

function mapOrEmpty(root: MapNode, name: string): MapNode {
  return mapOf(given(root, name)) ?? new MapNode(root.at);
}

/** The security of a method: a list of requirements, each a map. */
export function securityOf(definition: MapNode, where: string): MapNode[] {
  const security = definition.get('security');
  if (security === undefined) return [];
  if (security.kind !== 'list') throw new Refused(`The security of ${where} must be a list.`, security.at);
  return security.items.map((item) => expectMap(item, `Each entry of the security of ${where} must be a map.`, security.at));
}

/** Replaces the security of a method. */
export function setSecurity(dicts: PythonDicts, definition: MapNode, security: readonly Node[], at: Span): void {
  dicts.put(definition, 'security', new ListNode(at, [...security]), at);
}
