import type { TemplateProblem } from '../../../model/template.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { section } from '../instance-scope.ts';
import type { InstanceScope } from '../instance-scope.ts';
import type { Instance } from '../instance.ts';
import { referencesOf } from '../walk.ts';

/** What one resource needs before it can be created, with the place of the first reference. */
type Graph = Map<string, Map<string, Span>>;

/** Most circles reported for one template. */
const MOST_CYCLES = 10;

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

/** The part of a graph in which circles lie: what needs nothing, or is needed by nothing, is taken away until nothing changes. */
function core(graph: Graph): Graph {
  const forward = new Map([...graph].map(([id, needs]) => [id, new Map([...needs].filter(([name]) => graph.has(name)))]));
  const neededBy = new Map([...graph.keys()].map((id) => [id, new Set<string>()]));
  for (const [id, needs] of forward) for (const name of needs.keys()) neededBy.get(name)!.add(id);
  const open = [...forward.keys()];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const needs = forward.get(id);
    const users = neededBy.get(id)!;
    if (needs === undefined || (needs.size > 0 && users.size > 0)) continue;
    forward.delete(id);
    for (const user of users) forward.get(user)?.delete(id);
    for (const name of needs.keys()) neededBy.get(name)!.delete(id);
    open.push(...users, ...needs.keys());
  }
  return forward;
}

interface Step {
  readonly name: string;
  /** Where it refers to the next one. */
  readonly at: Span;
}

function cyclesOf(graph: Graph): Step[][] {
  const cycles: Step[][] = [];
  const covered = new Set<string>();
  // In the order of their names, so that the order of the file decides nothing.
  for (const id of [...graph.keys()].toSorted()) {
    if (covered.has(id) || cycles.length >= MOST_CYCLES) continue;
    const cycle = shortestCycle(graph, id);
    if (cycle === undefined) continue;
    cycles.push(cycle);
    for (const { name } of cycle) covered.add(name);
  }
  return cycles;
}

function shortestCycle(graph: Graph, start: string): Step[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let i = 0; i < open.length; i++) {
    const from = open[i]!;
    for (const name of [...(graph.get(from)?.keys() ?? [])].toSorted()) {
      if (name === start) return pathTo(from, start, cameFrom, graph);
      if (cameFrom.has(name)) continue;
      cameFrom.set(name, from);
      open.push(name);
    }
  }
  return undefined;
}

function pathTo(last: string, start: string, cameFrom: ReadonlyMap<string, string>, graph: Graph): Step[] {
  const steps: Step[] = [];
  let next = start;
  for (let name: string | undefined = last; name !== undefined; name = name === start ? undefined : cameFrom.get(name)) {
    steps.unshift({ name, at: graph.get(name)!.get(next)! });
    next = name;
  }
  return steps;
}
