import type { TemplateProblem } from '../../model/template.ts';
import { readJson } from '../../util/json.ts';
import { MapNode, ScalarNode, stringOf } from '../../util/node.ts';
import type { Entry, Node } from '../../util/node.ts';
import type { ReadResult, ReadWarning } from '../../util/read.ts';
import type { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { section } from './instance-scope.ts';
import { isRemote } from './nested-locations.ts';

/** Properties that name a file which `aws cloudformation package` or SAM uploads, and the property that holds the same inline. */
const DEFINITIONS: Readonly<Record<string, { readonly from: string; readonly to: string; readonly isText?: boolean }>> = {
  'AWS::ApiGateway::RestApi': { from: 'BodyS3Location', to: 'Body' },
  'AWS::ApiGatewayV2::Api': { from: 'BodyS3Location', to: 'Body' },
  'AWS::StepFunctions::StateMachine': { from: 'DefinitionS3Location', to: 'Definition' },
  'AWS::AppSync::GraphQLSchema': { from: 'DefinitionS3Location', to: 'Definition', isText: true },
};

/** A template with the definitions that lie beside it. */
export interface WithDefinitions {
  readonly template: MapNode;
  readonly files: readonly SourceFile[];
  readonly problems: readonly TemplateProblem[];
  readonly warnings: readonly ReadWarning[];
}

/**
 * Puts OpenAPI documents, state machines and GraphQL schemas that lie beside the template in the place of their paths.
 * A file that is not there (it may be built later) leaves the path, and so an unknown.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function readLocalDefinitions(template: MapNode, fileAt: (location: string) => SourceFile | undefined): WithDefinitions {
  const resources = section(template, 'Resources');
  const changed = new Map<string, Entry>();
  const files: SourceFile[] = [];
  const problems: TemplateProblem[] = [];
  const warnings: ReadWarning[] = [];
  for (const [id, { keyAt, value: resource }] of resources?.entries ?? []) {
    const type = resource.kind === 'map' ? (stringOf(resource.get('Type')) ?? '') : '';
    const definition = Object.hasOwn(DEFINITIONS, type) ? DEFINITIONS[type] : undefined;
    if (definition === undefined || resource.kind !== 'map') continue;
    const properties = section(resource, 'Properties');
    const path = stringOf(properties?.get(definition.from));
    const source = path === undefined || isRemote(path) || properties!.has(definition.to) ? undefined : fileAt(path);
    if (source === undefined) continue;
    const read = contentOf(source, definition.isText === true);
    if (read.ok) {
      files.push(source);
      warnings.push(...read.warnings);
      changed.set(id, { keyAt, value: withInline(resource, properties!, definition, read.node) });
    } else
      problems.push({ kind: 'bad-intrinsic', resource: id, message: `${path} cannot be read: ${read.error.message}`, at: read.error.at });
  }
  if (changed.size === 0) return { template, files, problems, warnings };
  const replaced = new MapNode(resources!.at, new Map([...resources!.entries].map(([id, entry]) => [id, changed.get(id) ?? entry])));
  const result = new MapNode(template.at, new Map(template.entries));
  result.set('Resources', replaced);
  return { template: result, files, problems, warnings };
}

/** Every branch looks at the same file. */
const parsed = new WeakMap<SourceFile, ReadResult>();

function contentOf(source: SourceFile, isText: boolean): ReadResult {
  if (isText) return { ok: true, node: new ScalarNode(source.text, { source, start: 0, end: source.text.length }), warnings: [] };
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const read = /^\s*\{/.test(source.text) ? readJson(source, { withHoles: true }) : readYaml(source);
  parsed.set(source, read);
  return read;
}

function withInline(resource: MapNode, properties: MapNode, { from, to }: { from: string; to: string }, content: Node): MapNode {
  const inline = new Map<string, Entry>();
  for (const [key, entry] of properties.entries) {
    if (key === from) inline.set(to, { keyAt: entry.keyAt, value: content });
    else inline.set(key, entry);
  }
  const result = new MapNode(resource.at, new Map(resource.entries));
  result.set('Properties', new MapNode(properties.at, inline));
  return result;
}
