import type { TemplateProblem } from '../../model/template.ts';
import { exactText } from '../../model/value.ts';
import { stringOf } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { SourceFile, Span } from '../../util/span.ts';
import { expandSam } from '../sam/transform.ts';
import { evaluate } from './evaluate.ts';
import { readApiVariables } from './api-variables.ts';
import { unrollForEach } from './for-each.ts';
import { InstanceScope, section } from './instance-scope.ts';
import type { Child, Instance, Settings } from './instance.ts';
import { declarations, isOpaqueType } from './parameters.ts';
import { readLocalDefinitions } from './local-definitions.ts';
import type { TemplateFile } from './template-file.ts';

/** A nested template, or why it is not at hand. `fault` is null where that is no fault, such as for a template in S3. */
export type NestedTemplate =
  | { readonly ok: true; readonly file: TemplateFile }
  | { readonly ok: false; readonly message: string; readonly fault: Pick<TemplateProblem, 'kind' | 'advice'> | null };

/** The files that templates name, relative to the template that names them. */
export interface NamedFiles {
  /** The template of a nested stack. */
  nested(parent: TemplateFile, location: string): NestedTemplate;
  /** An OpenAPI document, a state machine or a GraphQL schema; undefined when it is not at hand. */
  definition(parent: TemplateFile, location: string): SourceFile | undefined;
}

/** CloudFormation's own limit on levels is not documented; real trees stay below 5. */
const DEEPEST_NESTING = 20;
/** Most nested stacks of one app. */
const MOST_STACKS = 200;
/** What AWS's translator is told about a parameter whose value only the deployment knows: it leaves the `Ref` alone. */
const KNOWN_AT_DEPLOYMENT = '{{IntrinsicFunction:known at deployment}}';

/** Makes the tree of templates of one deployment: loops unrolled, SAM expanded, nested stacks read. */
export function instantiate(root: TemplateFile, settings: Settings, files: NamedFiles): Instance {
  return new Instantiation(settings, files).instance(root, '', null, []);
}

class Instantiation {
  readonly #settings: Settings;
  readonly #files: NamedFiles;
  #count = 0;

  constructor(settings: Settings, files: NamedFiles) {
    this.#settings = settings;
    this.#files = files;
  }

  instance(file: TemplateFile, prefix: string, parent: InstanceScope | null, above: readonly TemplateFile[]): Instance {
    this.#count++;
    const declared = declarations(file.root);
    const children = new Map<string, Child>();
    const problems = file.problems.map((problem) =>
      problem.resource === null ? problem : { ...problem, resource: prefix + problem.resource },
    );
    const blank: Instance = {
      prefix,
      file,
      template: file.root,
      declarations: declared,
      children,
      owners: new Map(),
      definitions: [],
      opaque: file.opaque,
      problems,
      warnings: [],
    };
    const before = new InstanceScope(blank, this.#settings, parent);
    const unrolled = file.hasLanguageExtensions
      ? unrollForEach(file.root, (collection) => textsOf(collection, before))
      : { root: file.root, opaque: null, problems: [] };
    problems.push(...unrolled.problems);
    const { template: expanded, owners } = file.isSam
      ? this.#expanded(unrolled.root, before, blank, problems)
      : { template: unrolled.root, owners: blank.owners };
    const local = readLocalDefinitions(expanded, (location) => this.#files.definition(file, location));
    const { files: definitions, warnings } = local;
    const { template, problems: unfilled } = readApiVariables(local.template, expanded);
    if (file.opaque === null) problems.push(...unfilled.map((problem) => ({ ...problem, resource: prefix + problem.resource })));
    problems.push(...local.problems.map((problem) => ({ ...problem, resource: prefix + problem.resource })));
    const instance: Instance = { ...blank, template, owners, definitions, warnings, opaque: file.opaque ?? unrolled.opaque };
    const scope = new InstanceScope(instance, this.#settings, parent);
    const surroundings: Surroundings = { scope, above: [...above, file], problems };
    for (const [id, { keyAt, value: node }] of section(template, 'Resources')?.entries ?? []) {
      if (node.kind === 'map' && stringOf(node.get('Type')) === 'AWS::CloudFormation::Stack') {
        children.set(id, this.#child({ id, node, keyAt }, surroundings));
      }
    }
    return instance;
  }

  #expanded(
    root: MapNode,
    scope: InstanceScope,
    blank: Instance,
    problems: TemplateProblem[],
  ): { template: MapNode; owners: Instance['owners'] } {
    const parameters: Record<string, string> = {};
    for (const [name, declared] of blank.declarations) {
      const value = scope.parameter(name, declared.at);
      const text = value?.kind === 'list' ? listText(value.items.map(exactText)) : exactText(value);
      if (text !== undefined && !isOpaqueType(declared)) parameters[name] = text;
      else if (declared.default !== undefined) parameters[name] = KNOWN_AT_DEPLOYMENT;
    }
    const chosen = this.#settings.choices.parameters.get('AWS::Region');
    const region = this.#settings.region ?? (typeof chosen === 'string' ? chosen : this.#settings.defaultRegion);
    const expansion = expandSam(root, { region, parameters });
    for (const { logicalId, message, at } of expansion.errors) {
      problems.push({ kind: 'sam', resource: logicalId === null ? null : blank.prefix + logicalId, message, at });
    }
    return { template: expansion.template, owners: expansion.owners };
  }

  #child({ id, node, keyAt }: NestedStack, { scope, above, problems }: Surroundings): Child {
    const given = section(node, 'Properties')?.get('Parameters');
    const parameters = new Map<string, Node>();
    if (given?.kind === 'map') for (const [name, entry] of given.entries) parameters.set(name, entry.value);
    const location = locationOf(node, scope);
    const path = scope.prefix + id;
    const at = location?.at ?? keyAt;
    const found = this.#template(path, location?.text, above);
    if (!found.ok) {
      if (found.fault !== null) problems.push({ ...found.fault, resource: path, message: found.message, at });
      return { parameters, at, instance: null, missing: found.message };
    }
    const partial: Child = { parameters, at, instance: null, missing: '' };
    const withChild: Instance = { ...scope.instance, children: new Map([...scope.instance.children, [id, partial]]) };
    const parent = new InstanceScope(withChild, this.#settings, scope.parent);
    return { parameters, at, instance: this.instance(found.file, `${path}/`, parent, above), missing: '' };
  }

  /** The template of a nested stack, unless it is not at hand, or nesting it would not end. */
  #template(path: string, location: string | undefined, above: readonly TemplateFile[]): NestedTemplate {
    if (location === undefined)
      return { ok: false, message: `the template of the nested stack ${path} is known at deployment`, fault: null };
    // What SAM leaves where AWS fills in the address of a published application.
    if (location === '')
      return { ok: false, message: `the nested stack ${path} comes from the Serverless Application Repository`, fault: null };
    const found = this.#files.nested(above.at(-1)!, location);
    if (!found.ok) return { ...found, message: `the template of the nested stack ${path} ${found.message}` };
    const cycle = above.findIndex((file) => file.path === found.file.path);
    if (cycle >= 0) {
      const chain = [...above.slice(cycle), found.file].map((file) => file.source.path).join(' -> ');
      return { ok: false, message: `the nested stack ${path} contains itself: ${chain}`, fault: { kind: 'circular-nesting' } };
    }
    if (above.length < DEEPEST_NESTING && this.#count < MOST_STACKS) return found;
    return {
      ok: false,
      message: `the nested stack ${path} is one of more than ${MOST_STACKS}, or lies more than ${DEEPEST_NESTING} levels deep`,
      fault: { kind: 'nested-stack', advice: 'Check the nested template by itself.' },
    };
  }
}

/** The resource that makes a nested stack. */
interface NestedStack {
  readonly id: string;
  readonly node: MapNode;
  readonly keyAt: Span;
}

/** Where a nested stack stands, and where its faults go. */
interface Surroundings {
  readonly scope: InstanceScope;
  /** The templates from the root down to the one that nests it. */
  readonly above: readonly TemplateFile[];
  readonly problems: TemplateProblem[];
}

/** The path or URL of a nested stack's template, when it can be told. CDK keeps the file's name in the metadata. */
function locationOf(node: MapNode, scope: InstanceScope): { text: string; at: Span } | undefined {
  const metadata = section(node, 'Metadata');
  const asset = stringOf(metadata?.get('aws:asset:path'));
  const url = section(node, 'Properties')?.get('TemplateURL');
  if (asset !== undefined && stringOf(metadata?.get('aws:asset:property')) === 'TemplateURL')
    return { text: asset, at: url?.at ?? node.at };
  if (url === undefined) return undefined;
  const text = exactText(evaluate(url, scope));
  return text === undefined ? undefined : { text, at: url.at };
}

function textsOf(collection: Node, scope: InstanceScope): string[] | undefined {
  const value = evaluate(collection, scope);
  if (value?.kind !== 'list') return undefined;
  const texts = value.items.map(exactText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function listText(texts: readonly (string | undefined)[]): string | undefined {
  return texts.every((text) => text !== undefined) ? texts.join(',') : undefined;
}
