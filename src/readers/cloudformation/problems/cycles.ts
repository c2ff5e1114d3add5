import type { TemplateProblem } from '../../../model/template.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { section } from '../instance-scope.ts';
import type { InstanceScope } from '../instance-scope.ts';
import type { Instance } from '../instance.ts';
import { referencesOf } from '../walk.ts';
import { MOST_CYCLES, core, cyclesOf } from './graph.ts';
import type { Graph } from './graph.ts';

/**
 * Resources that need one another in a circle, through `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`. `scopes` are the
 * template's in every branch: only what a branch takes counts.
 */
export function cyclesIn(instance: Instance, scopes: readonly InstanceScope[]): TemplateProblem[] {
  if (core(graphOf(instance.template, undefined)).size === 0) return [];
  const found = new Map<string, TemplateProblem>();
  for (const scope of scopes) {
    for (const cycle of cyclesOf(core(graphOf(scope.instance.template, scope)))) {
      const names = cycle.map(({ name }) => name);
      const key = names.toSorted().join(' ');
      if (found.has(key) || found.size >= MOST_CYCLES) continue;
      const message = `circular dependency: ${[...names, names[0]!].join(' -> ')}`;
      found.set(key, { kind: 'circular-dependency', resource: instance.prefix + names[0]!, message, at: cycle[0]!.at });
    }
  }
  return [...found.values()];
}

function graphOf(template: MapNode, scope: InstanceScope | undefined): Graph {
  const resources = section(template, 'Resources');
  const graph: Graph = new Map();
  for (const [id, { value }] of resources?.entries ?? []) {
    if (value.kind !== 'map' || scope?.exists(value) === false) continue;
    const needs = new Map<string, Span>();
    const add = (name: string, at: Span): void => {
      if (resources!.has(name) && !needs.has(name)) needs.set(name, at);
    };
    for (const [key, entry] of value.entries) {
      if (key !== 'DependsOn') collect(entry.value, scope, add);
      else for (const item of entry.value.kind === 'list' ? entry.value.items : [entry.value]) add(stringOf(item) ?? '', item.at);
    }
    graph.set(id, needs);
  }
  return graph;
}

function collect(node: Node, scope: InstanceScope | undefined, add: (name: string, at: Span) => void): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const item of node.items) collect(item, scope, add);
    return;
  }
  const only = onlyEntry(node);
  if (only?.key === 'Fn::If' && only.value.kind === 'list' && scope !== undefined) {
    const [condition, then, otherwise] = only.value.items;
    const holds = condition === undefined ? undefined : scope.decide(condition);
    if (holds === true && then !== undefined) collect(then, scope, add);
    if (holds === false && otherwise !== undefined) collect(otherwise, scope, add);
    return;
  }
  if (only !== undefined) {
    for (const { name, at } of referencesOf({ key: only.key, argument: only.value, keyAt: only.keyAt, at: node.at, alone: true }))
      add(name, at);
  }
  for (const entry of node.entries.values()) collect(entry.value, scope, add);
}
