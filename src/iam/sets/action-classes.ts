import { actionName, serviceActions, servicePrefixes, supportsResource } from '../../data/iam-actions.ts';
import { reaches, reachOf } from './action-patterns.ts';
import type { ActionPatterns, Reach } from './action-patterns.ts';

/** Actions that no statement tells apart. */
export interface ActionClass {
  readonly service: string;
  /** In AWS's spelling, or as a policy writes them; empty for the class of names that no service has yet. */
  readonly actions: readonly string[];
  readonly takesResource: boolean;
  /** Statements that speak of these actions; for names that no service has yet, those that may. */
  readonly statements: readonly number[];
  /** Only for names that no service has yet: what each of the statements says of the service's names. */
  readonly reach: ReadonlyMap<number, Reach> | null;
}

/** Which actions a question is about. */
export interface ActionUniverse {
  readonly patterns: readonly ActionPatterns[];
  /** The statements of which one must allow the action. */
  readonly wanted: readonly number[];
  /** Only these actions. */
  readonly actions: readonly string[] | null;
  readonly ignore: ((action: string) => boolean) | null;
  /** Only actions of this service that it has. */
  readonly service: string | null;
  /** How many actions of a class with thousands are listed. */
  readonly most: number;
}

/** Groups the actions that some wanted statement reaches. Services that no pattern names are as one service; some of their actions
 *  stand for all. Cost: actions of the named services times statements that tell them apart. */
export function* actionClasses(universe: ActionUniverse): Generator<ActionClass> {
  const { patterns, wanted, actions, ignore, service: only } = universe;
  const named = new Set(patterns.flatMap(({ byService }) => [...byService.keys()]));
  if (actions !== null) {
    for (const [service, names] of byService(actions))
      if (only === null || service === only) yield* classesOfService(service, names, universe);
    return;
  }
  const reachesOthers = wanted.some((i) => reachOf(patterns[i]!, '') === 'all');
  const everyService = ((ignore !== null || only !== null) && reachesOthers) || patterns.some(({ wild }) => wild.length > 0);
  if (everyService) for (const service of servicePrefixes()) named.add(service);
  const candidates = only === null ? [...named] : named.has(only) ? [only] : [];
  const reached = candidates.filter((service) => wanted.some((i) => reachOf(patterns[i]!, service) !== 'none'));
  for (const service of reached) yield* classesOfService(service, namesIn(service, universe), universe);
  if (!everyService && reachesOthers) yield* otherServices(named, universe);
}

function byService(actions: readonly string[]): Map<string, string[]> {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const colon = action.indexOf(':');
    const service = action.slice(0, colon).toLowerCase();
    services.set(service, [...(services.get(service) ?? []), action.slice(colon + 1)]);
  }
  return services;
}

/** The service's actions, and those that only a policy names; just the ones in question where no wildcard asks for more. */
function namesIn(service: string, { patterns, wanted }: ActionUniverse): readonly string[] {
  const reach = wanted.map((i) => reachOf(patterns[i]!, service));
  const open = reach.some((one) => one === 'all' || (one !== 'none' && (one.not || one.globs.length > 0)));
  const exact = reach.flatMap((one) => (typeof one === 'string' ? [] : [...one.exact]));
  const known = open ? (serviceActions(service) ?? []) : [];
  if (exact.length === 0) return known;
  return [...new Set([...known, ...exact.map((name) => actionName(service, name) ?? name)])];
}

function* classesOfService(service: string, names: readonly string[], universe: ActionUniverse): Generator<ActionClass> {
  const { patterns, wanted, ignore } = universe;
  const reach = new Map(patterns.map((one, i) => [i, reachOf(one, service)] as const).filter(([, one]) => one !== 'none'));
  const groups = new Map<string, { actions: string[]; takesResource: boolean; statements: number[] }>();
  for (const name of names) {
    const action = `${service}:${name}`;
    if (ignore?.(action) === true) continue;
    const lower = name.toLowerCase();
    const statements: number[] = [];
    for (const [i, one] of reach) if (reaches(one, lower)) statements.push(i);
    const takesResource = supportsResource(service, name) ?? true;
    const id = `${statements.join()} ${takesResource}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { actions: [action], takesResource, statements });
    else group.actions.push(action);
  }
  for (const group of groups.values()) if (wanted.some((i) => group.statements.includes(i))) yield { service, ...group, reach: null };
  if (universe.actions !== null || ignore !== null || universe.service !== null) return;
  // Names of the future matter where the wanted statements leave names open.
  const open = wanted.some((i) => {
    const one = reach.get(i);
    return one !== undefined && (one === 'all' || (one !== 'none' && (one.not || one.globs.length > 0)));
  });
  if (open) yield { service, actions: [], takesResource: true, statements: [...reach.keys()], reach };
}

// Services that people know come first.
const WELL_KNOWN = ['s3', 'dynamodb', 'lambda', 'iam', 'ec2', 'sqs', 'kms'];

function* otherServices(named: ReadonlySet<string>, { patterns, most }: ActionUniverse): Generator<ActionClass> {
  const statements = [...patterns.keys()].filter((i) => reachOf(patterns[i]!, '') === 'all');
  const services = [...new Set([...WELL_KNOWN, ...servicePrefixes()])].filter((service) => !named.has(service));
  const lists: Record<'with' | 'without', string[]> = { with: [], without: [] };
  for (const service of services) {
    for (const name of serviceActions(service) ?? [])
      lists[supportsResource(service, name) === false ? 'without' : 'with'].push(`${service}:${name}`);
    if (lists.with.length >= most && lists.without.length >= most) break;
  }
  for (const [kind, list] of Object.entries(lists)) {
    const [first] = list;
    if (first === undefined) continue;
    const service = first.slice(0, first.indexOf(':'));
    yield { service, actions: list.slice(0, most), takesResource: kind === 'with', statements, reach: null };
  }
}
