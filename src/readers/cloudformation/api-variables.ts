import type { TemplateProblem } from '../../model/template.ts';
import { ListNode, MapNode, ScalarNode, onlyEntry, stringOf } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { scalarSpan } from '../../util/scalar-places.ts';
import { section } from './instance-scope.ts';
import { PSEUDO_PARAMETERS } from './scope.ts';

const APIS: ReadonlySet<string> = new Set(['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']);

/**
 * What API Gateway fills in itself when it imports an OpenAPI document, without `Fn::Sub`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 */
const FILLED_IN = String.raw`AWS::(?:AccountId|Partition|Region)\}`;
const FILLED = new RegExp(String.raw`\$\{${FILLED_IN}`);
/** Everything else is text, which `Fn::Sub` writes with a mark. */
const TEXT = new RegExp(String.raw`\$\{(?!${FILLED_IN})(?=[^}]*\})`, 'g');
const NAMES = new RegExp(String.raw`\$\{(?!${FILLED_IN})([A-Za-z][\w.]*|AWS::[A-Za-z]+)\}`, 'g');

/** Members that are for people, or for whoever tries the API. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(
  'description summary title example examples x-example default externalDocs servers'.split(' '),
);
/** Here `${name}` is a variable of the mapping template. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
const TEMPLATES: ReadonlySet<string> = new Set(['requestTemplates', 'responseTemplates']);

/** A template whose OpenAPI documents have what API Gateway fills in, and the names in them that nobody does. */
export interface WithApiVariables {
  readonly template: MapNode;
  readonly problems: readonly TemplateProblem[];
}

/** Reads the OpenAPI documents of a template as API Gateway imports them; `before`: the same template before files took the place of their paths. */
export function readApiVariables(template: MapNode, before: MapNode): WithApiVariables {
  const problems: TemplateProblem[] = [];
  const resources = section(template, 'Resources');
  const changed = new Map<string, Node>();
  for (const [id, { value: resource }] of resources?.entries ?? []) {
    if (resource.kind !== 'map' || !APIS.has(stringOf(resource.get('Type')) ?? '')) continue;
    const body = section(resource, 'Properties')?.get('Body');
    if (body === undefined) continue;
    const written = section(before, 'Resources')?.get(id);
    const isFile = written?.kind === 'map' && section(written, 'Properties')?.has('BodyS3Location') === true;
    const reading = new DocumentReading({ resource: id, template, isFile });
    const read = reading.node(body, '');
    problems.push(...reading.problems);
    if (read !== body) changed.set(id, withBody(resource, read));
  }
  if (changed.size === 0) return { template, problems };
  const result = new MapNode(template.at, new Map(template.entries));
  const all = [...resources!.entries].map(([id, entry]) => [id, { ...entry, value: changed.get(id) ?? entry.value }] as const);
  result.set('Resources', new MapNode(resources!.at, new Map(all)));
  return { template: result, problems };
}

function withBody(resource: MapNode, body: Node): MapNode {
  const properties = section(resource, 'Properties')!;
  const own = new MapNode(properties.at, new Map(properties.entries));
  own.set('Body', body);
  return new MapNode(resource.at, new Map(resource.entries)).set('Properties', own);
}

interface Document {
  readonly resource: string;
  readonly template: MapNode;
  /** API Gateway reads the file itself. */
  readonly isFile: boolean;
}

class DocumentReading {
  readonly problems: TemplateProblem[] = [];
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /** A value of the document, which stands under a key; the same one when API Gateway fills in nothing of it. */
  node(node: Node, key: string): Node {
    switch (node.kind) {
      case 'scalar':
        return typeof node.value === 'string' && node.value.includes('${') ? this.#text(node, node.value, key) : node;
      case 'list': {
        const items = node.items.map((item) => this.node(item, key));
        return items.some((item, i) => item !== node.items[i]) ? new ListNode(node.at, items) : node;
      }
      case 'map':
        return this.#map(node, key);
    }
  }

  #map(node: MapNode, key: string): Node {
    const call = onlyEntry(node);
    if (call?.key.startsWith('Fn::') === true) {
      if (this.#document.isFile)
        this.#problem(
          `${call.key} is no more than text in ${node.at.source.path}, which API Gateway reads itself: take the file in with AWS::Include`,
          node,
        );
      if (call.key === 'Fn::Sub') return node;
    }
    let changed: Map<string, { keyAt: typeof node.at; value: Node }> | undefined;
    for (const [name, entry] of node.entries) {
      if (FOR_PEOPLE.has(name)) continue;
      const value = this.node(entry.value, TEMPLATES.has(key) ? key : name);
      if (value === entry.value) continue;
      changed ??= new Map(node.entries);
      changed.set(name, { keyAt: entry.keyAt, value });
    }
    return changed === undefined ? node : new MapNode(node.at, changed);
  }

  #text(node: ScalarNode, text: string, key: string): Node {
    for (const { 0: shown, 1: name = '', index } of text.matchAll(NAMES)) {
      if (!this.#isMeant(name, key)) continue;
      const how = this.#document.isFile ? `API Gateway reads ${node.at.source.path} itself` : 'it does not stand in Fn::Sub';
      this.problems.push({
        kind: 'unfilled-variable',
        resource: this.#document.resource,
        message: `${shown} is no more than text here: ${how}, and API Gateway fills in only AWS::AccountId, AWS::Partition and AWS::Region`,
        at: scalarSpan(node, index, index + shown.length) ?? node.at,
      });
    }
    if (!FILLED.test(text)) return node;
    return new MapNode(node.at).set('Fn::Sub', new ScalarNode(text.replace(TEXT, '${!'), node.at));
  }

  /** Whether a name means something of the template. Stage variables and those of mapping templates do not. */
  #isMeant(name: string, key: string): boolean {
    if (name.startsWith('AWS::')) return PSEUDO_PARAMETERS.has(name);
    const [first = ''] = name.split('.', 1);
    const { template } = this.#document;
    return !TEMPLATES.has(key) && ['Resources', 'Parameters'].some((part) => section(template, part)?.has(first));
  }

  #problem(message: string, node: Node): void {
    this.problems.push({ kind: 'unfilled-variable', resource: this.#document.resource, message, at: node.at });
  }
}
