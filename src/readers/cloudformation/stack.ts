import type { Parameter, Resource, Stack, TemplateProblem } from '../../model/template.ts';
import { unknown } from '../../model/value.ts';
import type { MapValue, Unknown, Value } from '../../model/value.ts';
import { stringOf } from '../../util/node.ts';
import type { MapNode } from '../../util/node.ts';
import type { SourceFile, Span } from '../../util/span.ts';
import { evaluate, evaluateMap } from './evaluate.ts';
import { section } from './instance-scope.ts';
import type { InstanceScope } from './instance-scope.ts';
import type { Instance } from './instance.ts';

/** Resource attributes that the model keeps. */
const ATTRIBUTES: readonly string[] = ['DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata', 'CreationPolicy', 'UpdatePolicy'];

/** The stack that a tree of templates makes in one deployment. Properties are evaluated when somebody asks for them. */
export function makeStack(scope: InstanceScope, problems: readonly TemplateProblem[]): Stack {
  const root = scope.instance;
  const resources = new Map<string, Resource>();
  const parameters: Parameter[] = [];
  const files = new Set<SourceFile>();
  const open = [scope];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const file of [next.instance.file.source, ...next.instance.file.included, ...next.instance.definitions]) files.add(file);
    for (const declared of next.instance.declarations.values()) parameters.push(parameterOf(declared, next.prefix));
    for (const resource of resourcesOf(next)) resources.set(resource.id, resource);
    for (const [id, child] of next.children) if (next.resource(id) === 'present') open.push(child);
  }
  return {
    format: root.file.format,
    files: [...files],
    resources,
    parameters,
    problems,
    opaque: opaqueOf(root),
    outputs: outputsOf(scope),
  };
}

/** What hides part of the app: a macro, or a nested stack whose template is not at hand. */
function opaqueOf(instance: Instance): Unknown | null {
  if (instance.opaque !== null) return instance.opaque;
  for (const child of instance.children.values()) {
    const hidden = child.instance === null ? unknown(child.missing, child.at) : opaqueOf(child.instance);
    if (hidden !== null) return hidden;
  }
  return null;
}

function parameterOf(declared: Parameter, prefix: string): Parameter {
  const { name, type, noEcho, default: fallback, at, defaultAt } = declared;
  return { name: prefix + name, type, noEcho, default: fallback, at, defaultAt };
}

function resourcesOf(scope: InstanceScope): Resource[] {
  const resources: Resource[] = [];
  for (const [logicalId, { keyAt, value }] of section(scope.instance.template, 'Resources')?.entries ?? []) {
    const type = value.kind === 'map' ? stringOf(value.get('Type')) : undefined;
    if (value.kind !== 'map' || type === undefined) continue;
    const exists = scope.exists(value);
    if (exists !== false) resources.push(resourceOf({ logicalId, type, node: value, at: keyAt, exists }, scope));
  }
  return resources;
}

interface Declared {
  readonly logicalId: string;
  readonly type: string;
  readonly node: MapNode;
  readonly at: Span;
  readonly exists: true | Unknown;
}

/** A resource whose properties and attributes are evaluated at the first look at them. */
function resourceOf(declared: Declared, scope: InstanceScope): Resource {
  const { logicalId, type, node, at } = declared;
  let properties: MapValue | Unknown | undefined;
  let attributes: ReadonlyMap<string, Value> | undefined;
  const owner = scope.instance.owners.get(logicalId);
  return {
    id: scope.prefix + logicalId,
    logicalId,
    type,
    get properties(): MapValue | Unknown {
      return (properties ??= propertiesOf(declared, scope));
    },
    get attributes(): ReadonlyMap<string, Value> {
      return (attributes ??= attributesOf(node, scope));
    },
    at,
    owner: owner === undefined ? null : { id: scope.prefix + owner.id, type: owner.type },
  };
}

function propertiesOf({ logicalId, node, at, exists }: Declared, scope: InstanceScope): MapValue | Unknown {
  if (exists !== true) return unknown(`whether ${scope.prefix}${logicalId} is created is not known: ${exists.reason}`, at);
  const properties = node.get('Properties');
  if (properties === undefined || (properties.kind === 'scalar' && properties.value === null))
    return { kind: 'map', entries: new Map(), at };
  if (properties.kind !== 'map') return unknown('Properties is not a map', properties.at);
  const value = properties.entries.size === 1 ? evaluate(properties, scope) : evaluateMap(properties, scope);
  if (value?.kind === 'map' || value?.kind === 'unknown') return value;
  return unknown('Properties is not a map', properties.at);
}

function attributesOf(node: MapNode, scope: InstanceScope): ReadonlyMap<string, Value> {
  const attributes = new Map<string, Value>();
  for (const name of ATTRIBUTES) {
    const part = node.get(name);
    const value = part === undefined ? undefined : evaluate(part, scope);
    if (value !== undefined) attributes.set(name, value);
  }
  return attributes;
}

function outputsOf(scope: InstanceScope): ReadonlyMap<string, Value> {
  const outputs = new Map<string, Value>();
  for (const [name, { value: output }] of section(scope.instance.template, 'Outputs')?.entries ?? []) {
    const node = output.kind === 'map' ? output.get('Value') : undefined;
    if (node === undefined || scope.exists(output) === false) continue;
    const value = evaluate(node, scope);
    if (value !== undefined) outputs.set(name, value);
  }
  return outputs;
}
