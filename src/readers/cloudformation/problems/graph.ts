import type { Span } from '../../../util/span.ts';

/** What needs what, by name, with the place of the first reference. */
export type Graph = Map<string, Map<string, Span>>;

/** A name in a circle. */
export interface Step {
  readonly name: string;
  /** Where it refers to the next one. */
  readonly at: Span;
}

/** Most circles reported of one graph. */
export const MOST_CYCLES = 10;

/** The part of a graph in which circles lie: what needs nothing, or is needed by nothing, is taken away until nothing changes. */
export function core(graph: Graph): Graph {
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

/** Circles in a graph, one for each name that lies in one: as short as can be, in the order of their names. */
export function cyclesOf(graph: Graph): Step[][] {
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
