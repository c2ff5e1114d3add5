import { differences } from './difference.ts';
import { globMatches } from './match.ts';
import { patternsOverlap } from './overlap.ts';
import type { Policy, PolicyStatement } from './policy.ts';
import { actionClasses } from './sets/action-classes.ts';
import type { ActionClass } from './sets/action-classes.ts';
import { actionPatterns } from './sets/action-patterns.ts';

/** Whose actions are asked for. */
export interface Allowing {
  readonly policy: Policy;
  /** A permissions boundary; null: none. */
  readonly boundary: Policy | null;
  /** How many actions of a service are looked at; those that take no resource count as well. */
  readonly limit: number;
}

/**
 * The actions of a service that a policy allows on some resource that one of the patterns matches: what `differences` against nothing finds,
 * but for actions that take no resource, and in its order. Policies that only allow, without conditions, need no search for a witness: whether a
 * pattern of theirs and one that is asked for have a text in common says it all. Cost: actions of the service once, then patterns times patterns.
 */
export function allowedActions({
  policy,
  boundary,
  limit,
}: Allowing): (service: string, resources: readonly string[]) => readonly string[] {
  const { statements } = policy;
  const isSimple = boundary === null && statements.every(isPlain);
  const within = boundary === null ? {} : { within: [boundary] };
  const classes = new Map<string, readonly ActionClass[]>();
  return (service, resources) => {
    const reach = statements.map((statement) => mayReach(statement, resources));
    if (!reach.includes(true)) return [];
    if (!isSimple) {
      const { witnesses } = differences([policy], [], { ...within, resources, limit, service });
      return witnesses.filter((witness) => witness.resource !== '*').map(({ action }) => action);
    }
    let known = classes.get(service);
    if (known === undefined) classes.set(service, (known = classesIn(policy, service, limit)));
    return allowedOf(known, reach, { policy, limit });
  };
}

function mayReach({ effect, resources }: PolicyStatement, asked: readonly string[]): boolean {
  if (effect !== 'Allow' || resources === null) return false;
  return resources.not || resources.patterns.some((pattern) => asked.some((one) => patternsOverlap(pattern, one)));
}

function allowedOf(classes: readonly ActionClass[], reach: readonly boolean[], { policy, limit }: Omit<Allowing, 'boundary'>): string[] {
  const allowed: string[] = [];
  let left = limit;
  for (const { actions, statements, takesResource } of classes) {
    if (left <= 0) break;
    if (takesResource ? !statements.some((i) => reach[i]) : !statements.some((i) => reachesNoResource(policy.statements[i]!))) continue;
    const counted = actions.slice(0, left);
    left -= counted.length;
    if (takesResource) allowed.push(...counted);
  }
  return allowed;
}

/** The resource of a request that takes none is a star. */
function reachesNoResource(statement: PolicyStatement): boolean {
  return patternsOf(statement).some((pattern) => globMatches(pattern, '*'));
}

function classesIn({ statements }: Policy, service: string, most: number): readonly ActionClass[] {
  const patterns = statements.map((statement) => actionPatterns(statement.actions));
  return [...actionClasses({ patterns, wanted: [...patterns.keys()], actions: null, ignore: null, service, most })];
}

/** Policy variables, and the characters that stand for them and for stars that are none. */
const SPECIAL = /\$\{|[\uE002\uE003\uE0F0-\uF7FF]/;
/** Longer patterns are only taken to overlap. */
const LONGEST = 2_048;

function isPlain(statement: PolicyStatement): boolean {
  return (
    statement.effect === 'Allow' &&
    statement.conditions.length === 0 &&
    statement.resources?.not !== true &&
    patternsOf(statement).every((pattern) => pattern !== '' && pattern.length <= LONGEST && !SPECIAL.test(pattern))
  );
}

/** An identity policy's statement without resources applies to none. */
function patternsOf({ resources }: PolicyStatement): readonly string[] {
  return resources?.patterns ?? [];
}
