import type { Policy, Request } from './policy.ts';
import { remembered } from './remembered.ts';
import { actionClasses } from './sets/action-classes.ts';
import type { ActionClass } from './sets/action-classes.ts';
import { decideClass } from './sets/decide-class.ts';
import { NO_RESOURCE, resourceOf, resourceWithin } from './sets/find-resource.ts';
import { questionOf } from './sets/question.ts';
import type { Question } from './sets/question.ts';

/** A request that one side allows and the other does not. The resource is a shortest one of a shape people know, where there is one;
 *  keys that do not matter are absent. */
export type Witness = Request;

/** The answer to "does A allow what B does not". */
export type Difference =
  /** `witness: null`: everything that A allows, B allows. */
  | { readonly decided: true; readonly witness: Witness | null }
  /** Neither a witness nor the certainty that there is none; says what stood in the way. */
  | { readonly decided: false; readonly because: string };

/** All differences, by action. */
export interface Differences {
  /** False when some action could not be decided; there may be more witnesses then. */
  readonly decided: boolean;
  readonly because: readonly string[];
  readonly witnesses: readonly Witness[];
}

/** Narrows the question. */
export interface DifferenceOptions {
  /** Both sides count only within these policies: a permissions boundary. */
  readonly within?: readonly Policy[];
  /** Actions (`s3:GetObject`) that do not matter. Actions that no service has yet are then left out. */
  readonly ignore?: (action: string) => boolean;
  /** The same for all actions but those of one service (`s3`). */
  readonly service?: string;
  /** Only these actions matter. */
  readonly actions?: readonly string[];
  /** Only resources that one of these patterns matches matter, for actions that take resources. */
  readonly resources?: readonly string[];
  /** Requests without credentials: they have no keys that tell of a principal. */
  readonly anonymous?: boolean;
  /** Share of the usual limits after which the answer is not decided; 1 when left out. */
  readonly effort?: number;
  /** For `differences`: how many witnesses at most; 100 when left out. */
  readonly limit?: number;
}

const MOST_WITNESSES = 100;

/**
 * Whether there is a request that `a` allows and `b` does not. On each side a request is allowed when some `Allow` statement applies and
 * no `Deny` does, over all its policies together, as for the identity policies of one role.
 * - Exact for wildcards in actions and resources, `NotAction`, `NotResource`, `Deny`, and conditions on keys that do not depend on one another.
 * - Actions are those AWS documents, and for wildcards also names that services do not have yet. Actions that take no resource have `*`.
 * - Every witness is confirmed by `evaluate`. Where policy variables or keys that AWS derives from one another decide: not decided.
 * Throws nothing. Cost: actions of the services named times statements, and for each class of actions a search over the conditions and an
 * automaton over the resources; both are bounded, beyond the bound the answer is not decided. Usually milliseconds, at most about two seconds.
 */
export function difference(a: readonly Policy[], b: readonly Policy[], options: DifferenceOptions = {}): Difference {
  return oneKept(asked(a, b, options), () => findDifference(a, b, options));
}

// The same roles are asked about by several checks, in every deployment, and again after each edit.
const oneKept = remembered<Difference>();
const allKept = remembered<Differences>();
const kinds = new WeakMap<object, number>();
let kindCount = 0;

/** A question as text; functions count as the same only when they are. */
function asked(a: readonly Policy[], b: readonly Policy[], { ignore, ...options }: DifferenceOptions): string {
  let kind = ignore === undefined ? 0 : kinds.get(ignore);
  if (kind === undefined) kinds.set(ignore!, (kind = ++kindCount));
  return JSON.stringify([a, b, options, kind]);
}

function findDifference(a: readonly Policy[], b: readonly Policy[], options: DifferenceOptions): Difference {
  const question = questionOf({ a, b, within: options.within ?? null, anonymous: options.anonymous ?? false, effort: options.effort ?? 1 });
  const reasons = new Set<string>(wildServices(question));
  for (const actions of classesOf(question, options, 1)) {
    const { witness, because } = decideClass(question, actions, resourceKind(actions, options));
    if (witness !== null) return { decided: true, witness };
    for (const reason of because) reasons.add(reason);
  }
  const [because] = reasons;
  return because === undefined ? { decided: true, witness: null } : { decided: false, because: [...reasons].join('; ') };
}

/** Every action that `a` allows and `b` does not on some resource, each with a witness; as exact as `difference`.
 *  Of services that no policy names, and of names that no service has yet, some stand for all. */
export function differences(a: readonly Policy[], b: readonly Policy[], options: DifferenceOptions = {}): Differences {
  return allKept(asked(a, b, options), () => findDifferences(a, b, options));
}

function findDifferences(a: readonly Policy[], b: readonly Policy[], options: DifferenceOptions): Differences {
  const limit = options.limit ?? MOST_WITNESSES;
  const question = questionOf({ a, b, within: options.within ?? null, anonymous: options.anonymous ?? false, effort: options.effort ?? 1 });
  const reasons = new Set<string>(wildServices(question));
  const witnesses: Witness[] = [];
  for (const actions of classesOf(question, options, limit)) {
    if (witnesses.length >= limit) break;
    const { witness, because } = decideClass(question, actions, resourceKind(actions, options));
    for (const reason of because) reasons.add(reason);
    if (witness === null) continue;
    const names = actions.actions.length === 0 ? [witness.action] : actions.actions;
    witnesses.push(...names.slice(0, limit - witnesses.length).map((action) => ({ ...witness, action })));
  }
  return { decided: reasons.size === 0, because: [...reasons], witnesses };
}

function classesOf({ entries }: Question, options: DifferenceOptions, most: number): Iterable<ActionClass> {
  return actionClasses({
    patterns: entries.map(({ actions }) => actions),
    wanted: [...entries.keys()].filter((i) => entries[i]!.side === 'a' && entries[i]!.effect === 'Allow'),
    actions: options.actions ?? null,
    ignore: options.ignore ?? null,
    service: options.service ?? null,
    most,
  });
}

function resourceKind({ takesResource, service }: ActionClass, { resources }: DifferenceOptions): ReturnType<typeof resourceOf> {
  if (!takesResource) return NO_RESOURCE;
  return resources === undefined ? resourceOf(service) : resourceWithin(resources);
}

/** Services that do not exist yet are not enumerated: a wildcard in a service's name that only A has may reach some. */
function wildServices({ entries }: Question): string[] {
  const texts = (side: 'a' | 'b'): string[] =>
    entries
      .filter((entry) => entry.side === side && entry.effect === 'Allow')
      .flatMap(({ actions }) => actions.wild.map(({ service }) => service));
  const known = new Set(texts('b'));
  return texts('a').some((service) => !known.has(service)) && !entries.some(({ side, actions }) => side === 'b' && actions.everything)
    ? ['a wildcard in the name of a service may reach services that do not exist yet']
    : [];
}
