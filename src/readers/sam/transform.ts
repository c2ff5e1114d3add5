import { MapNode, cloneNode, stringOf } from '../../util/node.ts';
import { expansionOrder } from './api/expansion-order.ts';
import { collectImplicitApis, finishImplicitApis } from './api/implicit.ts';
import { extractEmbeddedConnectors } from './connectors/embedded.ts';
import { SamContext, partitionOf } from './context.ts';
import type { SamError, SamOptions } from './context.ts';
import { addDeployments } from './function/deployment-groups.ts';
import { mergeGlobals } from './globals.ts';
import { changeReferences } from './references.ts';
import { EXPANDERS, PHASES } from './resources.ts';
import { validateEvents } from './validate/validate-events.ts';
import { validateTemplate } from './validate/validate-template.ts';
import { mapOf } from './values.ts';

/** The CloudFormation template a SAM template stands for, and what is wrong with the latter. */
export interface Expansion {
  readonly template: MapNode;
  readonly errors: readonly SamError[];
  /** The owner's SAM resource behind each resource that was generated, by its logical id. */
  readonly owners: ReadonlyMap<string, { readonly id: string; readonly type: string }>;
}

/**
 * Expands a SAM template to CloudFormation with the logical ids of AWS's own translator. Values keep the owner's places;
 * generated resources stand at what caused them. The input stays as it is; an expanded template comes out unchanged.
 * Order: events validated, implicit APIs collected, Globals merged, the template validated; then functions, state machines,
 * APIs, the rest and connectors expanded. Errors never stop the rest of the template. Cost: linear in the template.
 */
export function expandSam(template: MapNode, options: SamOptions = {}): Expansion {
  const copy = cloneNode(template) as MapNode;
  const context = new SamContext(copy, givenParameters(options), options);
  if (!hasResources(context)) return { template: copy, errors: context.errors, owners: new Map() };
  validateEvents(context);
  const shape = context.errors.splice(0);
  collectImplicitApis(context);
  mergeGlobals(context);
  finishImplicitApis(context);
  extractEmbeddedConnectors(context);
  const merged = context.errors.splice(0);
  validateTemplate(context);
  shape.push(...context.errors.splice(0));
  const expanded = expandResources(context);
  const owners = ownersOf(context, expanded);
  const finished = finish(context, expanded);
  return { template: finished, errors: firstFaults([shape, merged, context.errors]), owners };
}

/** Of each resource the faults that the first stage to find any found: later stages stumble over the same. */
function firstFaults(stages: readonly (readonly SamError[])[]): SamError[] {
  const faults = new Map<string, SamError>();
  for (const stage of stages) {
    const known = new Set([...faults.values()].map(({ logicalId }) => logicalId));
    for (const error of stage) {
      if (error.logicalId !== null && known.has(error.logicalId)) continue;
      faults.set(`${error.logicalId} ${error.at.start} ${error.message}`, error);
    }
  }
  return [...faults.values()];
}

/** Values of the deployment: those given, and what the region implies. */
function givenParameters(options: SamOptions): Map<string, string> {
  const values = new Map<string, string>(Object.entries(options.parameters ?? {}));
  const region = options.region ?? 'us-east-1';
  if (!values.has('AWS::Region')) values.set('AWS::Region', region);
  if (!values.has('AWS::Partition')) values.set('AWS::Partition', partitionOf(region));
  return values;
}

/** Whether there is a Resources section to work on; says so when not. */
function hasResources(context: SamContext): boolean {
  const resources = context.template.get('Resources');
  if (resources?.kind !== 'map' || resources.entries.size === 0) {
    context.fail(null, 'the template needs a Resources section with at least one resource', resources?.at ?? context.template.at);
    return false;
  }
  for (const [logicalId, { keyAt, value }] of resources.entries) {
    if (value.kind !== 'map') context.fail(null, `the resource ${logicalId} must be a map`, keyAt);
  }
  return true;
}

/** Expands every SAM resource in its phase; returns which resources stand in place of which. */
function expandResources(context: SamContext): Map<string, readonly { logicalId: string; type: string }[]> {
  const todo = new Map(PHASES.map((phase) => [phase, [] as [string, MapNode, string][]]));
  const resources = mapOf(context.template.get('Resources'));
  for (const logicalId of expansionOrder(context)) {
    const { keyAt, value } = resources!.entries.get(logicalId)!;
    const type = stringOf(mapOf(value)?.get('Type'));
    const expander = type !== undefined && Object.hasOwn(EXPANDERS, type) ? EXPANDERS[type] : undefined;
    if (expander !== undefined && isExpandable(context, logicalId, value as MapNode)) {
      todo.get(expander.phase)!.push([logicalId, value as MapNode, type!]);
    } else context.resources.set(logicalId, value, keyAt);
  }
  const expanded = new Map<string, readonly { logicalId: string; type: string }[]>();
  for (const phase of PHASES) {
    for (const [logicalId, resource, type] of todo.get(phase)!) {
      context.owner = logicalId;
      context.generated = [];
      EXPANDERS[type]!.expand(context, logicalId, resource);
      expanded.set(logicalId, context.generated);
    }
  }
  context.owner = null;
  return expanded;
}

function isExpandable(context: SamContext, logicalId: string, resource: MapNode): boolean {
  const properties = resource.get('Properties');
  if (properties !== undefined && properties.kind !== 'map') {
    context.fail(logicalId, 'Properties must be a map', properties.at);
    return false;
  }
  return true;
}

function ownersOf(context: SamContext, expanded: ReadonlyMap<string, readonly { logicalId: string }[]>): Expansion['owners'] {
  const owners = new Map<string, { readonly id: string; readonly type: string }>();
  for (const [id, generated] of expanded) {
    const type = stringOf(context.input(id)?.get('Type')) ?? '';
    for (const { logicalId } of generated) {
      // A bucket or user pool that a function's event adds to stays the owner's own.
      const isAddedTo = logicalId !== id && stringOf(context.input(logicalId)?.get('Type'))?.startsWith('AWS::Serverless::') === false;
      if (!isAddedTo && !owners.has(logicalId)) owners.set(logicalId, { id, type });
    }
  }
  return owners;
}

function finish(context: SamContext, expanded: ReadonlyMap<string, readonly { logicalId: string; type: string }[]>): MapNode {
  addDeployments(context);
  const derived = derivedReferences(context, expanded);
  const { template } = context;
  template.set('Resources', inOwnersOrder(context, expanded));
  removeTransform(template);
  if (context.conditions.entries.size > 0) template.set('Conditions', context.conditions);
  return changeReferences(template, { renamed: context.renamed, derived });
}

/** Removes `Transform` when it names SAM: what stands before SAM in a list (AWS::LanguageExtensions) was applied before it. */
function removeTransform(template: MapNode): void {
  const transform = template.get('Transform');
  const names = transform?.kind === 'list' ? transform.items : transform === undefined ? [] : [transform];
  if (names.some((name) => stringOf(name)?.startsWith('AWS::Serverless'))) template.delete('Transform');
}

/** What `!Ref Function.Alias` and the like refer to. */
function derivedReferences(
  context: SamContext,
  expanded: ReadonlyMap<string, readonly { logicalId: string; type: string }[]>,
): Map<string, string> {
  const derived = new Map<string, string>();
  for (const [owner, generated] of expanded) {
    const referable = EXPANDERS[stringOf(context.input(owner)?.get('Type')) ?? '']?.referable ?? {};
    for (const [name, type] of Object.entries(referable)) {
      const target = generated.findLast((resource) => resource.type === type);
      if (target !== undefined) derived.set(`${owner}.${name}`, target.logicalId);
    }
  }
  return derived;
}

/** The expanded resources in the owner's order, each followed by what it caused. */
function inOwnersOrder(context: SamContext, expanded: ReadonlyMap<string, readonly { logicalId: string }[]>): MapNode {
  const owned = mapOf(context.template.get('Resources'))!;
  const ordered = new MapNode(owned.at);
  const take = (logicalId: string): void => {
    const entry = context.resources.entries.get(logicalId);
    if (entry !== undefined) ordered.entries.set(logicalId, entry);
  };
  for (const logicalId of owned.keys()) {
    const generated = expanded.get(logicalId);
    if (generated === undefined) take(logicalId);
    else for (const resource of generated) take(resource.logicalId);
  }
  for (const logicalId of context.resources.keys()) take(logicalId);
  return ordered;
}
