import { serviceActions } from '../../data/iam-actions.ts';
import type { Request } from '../policy.ts';
import type { ActionClass } from './action-classes.ts';
import type { Reach } from './action-patterns.ts';
import type { Cases } from './cases.ts';
import { findResource } from './find-resource.ts';
import type { ResourceKind } from './find-resource.ts';
import { findText, TOO_LARGE } from './find-text.ts';
import type { Found, KeyValue } from './find-text.ts';
import { findValues } from './find-values.ts';
import type { Entry, Question, Side } from './question.ts';
import { search } from './search.ts';
import type { Formula } from './search.ts';
import { exactPattern, globPattern } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';
import { textSet } from './value-set.ts';
import { ACTION, RESOURCE } from './vocabulary.ts';
import type { Atom, Literal } from './vocabulary.ts';
import { witnessOf } from './witness.ts';

/** What is known of one class of actions: a request that A allows and B does not, or reasons why none was found (no reasons: there is none). */
export interface ClassAnswer {
  readonly witness: Request | null;
  readonly because: readonly string[];
}

/** Models that are no request, for reasons between keys, before the search ends. */
const MOST_REJECTED = 40;

/** Decides one class of actions: for each way in which A allows, looks for a resource and a context that no `Allow` of B covers,
 *  or that some `Deny` of B takes away. */
export function decideClass(question: Question, actions: ActionClass, resources: ResourceKind): ClassAnswer {
  const because = new Set<string>();
  let witness: Request | null = null;
  let rejected = 0;
  const together = (key: string, literals: readonly Literal[]): Found<KeyValue> =>
    judge(question, { key, literals, resources, service: actions.service });
  const accept = (model: ReadonlyMap<string, readonly Literal[]>): boolean => {
    const found = witnessOf(question, { model, together, actions, resources });
    if ('value' in found) witness = found.value;
    else because.add('because' in found ? found.because : TOO_LARGE);
    return 'value' in found || ++rejected >= MOST_REJECTED;
  };
  const judges = { keyOf: (literal: Literal): string => atomOf(question, literal).key, together, accept };
  for (const formula of formulas(question, actions)) {
    const outcome = search(formula, judges, question.steps);
    if (witness !== null) return { witness, because: [] };
    if (outcome === 'limit') because.add('the statements together have too many cases (limit: search steps)');
    if (rejected >= MOST_REJECTED || outcome === 'limit') break;
  }
  return { witness, because: [...because] };
}

function atomOf({ vocabulary }: Question, literal: Literal): Atom {
  return vocabulary.atoms[literal >> 1]!;
}

interface Conjunction {
  readonly key: string;
  readonly literals: readonly Literal[];
  readonly resources: ResourceKind;
  readonly service: string;
}

function judge(question: Question, { key, literals, resources, service }: Conjunction): Found<KeyValue> {
  const place = key === RESOURCE ? resources.id : key === ACTION ? service : '';
  const id = `${key}\n${place}\n${literals.toSorted((a, b) => a - b).join()}`;
  const known = question.answers.get(id);
  if (known !== undefined) return known;
  const atoms = literals.map((literal) => ({ atom: atomOf(question, literal), holds: (literal & 1) === 0 }));
  const { budget } = question;
  const answer =
    key === RESOURCE
      ? findResource(atoms, resources, budget)
      : key === ACTION
        ? findName(atoms, service, question)
        : findValues({ key, use: question.vocabulary.use(key), isPresent: question.isPresent(key), atoms }, budget);
  question.answers.set(id, answer);
  return answer;
}

/** The name of an action that the service does not have yet. */
function findName(
  atoms: readonly { readonly atom: Atom; readonly holds: boolean }[],
  service: string,
  { budget }: Question,
): Found<string> {
  const all = atoms.filter(({ holds }) => holds).map(({ atom }) => atom.set.patterns);
  const none = atoms.flatMap(({ atom, holds }) => (holds ? [] : atom.set.patterns));
  const names = serviceActions(service) ?? [];
  const shortest = findText({ all, none, universe: null }, budget);
  if (!('value' in shortest) || !names.some((name) => name.toLowerCase() === shortest.value.toLowerCase())) return shortest;
  const taken: TextPattern[] = names.map((name) => exactPattern(name, true));
  return findText({ all, none: [...none, ...taken], universe: null }, budget);
}

/** One formula for each way in which A (and the boundary) allows and B either allows in no way or denies in one. */
function* formulas(question: Question, actions: ActionClass): Generator<Formula> {
  const of = (side: Side, effect: Entry['effect']): Literal[][] => casesFor(question, actions, side, effect);
  const refused = [...of('a', 'Deny'), ...of('within', 'Deny')].map(denied);
  const covering = of('b', 'Allow').map(denied);
  const taking = of('b', 'Deny');
  const limits = question.within === null ? [[]] : of('within', 'Allow');
  const starts = of('a', 'Allow').flatMap((allowed) => limits.map((limit) => [...new Set([...allowed, ...limit])]));
  for (const units of starts) yield { units, clauses: [...refused, ...covering] };
  for (const units of starts) for (const deny of taking) yield { units: [...new Set([...units, ...deny])], clauses: refused };
}

const denied = (literals: readonly Literal[]): Literal[] => literals.map((literal) => literal ^ 1);

function casesFor(question: Question, actions: ActionClass, side: Side, effect: Entry['effect']): Literal[][] {
  const entries = actions.statements.map((i) => [i, question.entries[i]!] as const);
  const cases = entries.flatMap(([i, entry]) =>
    entry.side === side && entry.effect === effect ? withName(question, entry.cases, actions.reach?.get(i) ?? 'all') : [],
  );
  const unique = new Map(cases.map((literals) => [literals.toSorted((a, b) => a - b).join(), literals]));
  return [...unique.values()];
}

function withName({ vocabulary }: Question, cases: Cases, reach: Reach): Literal[][] {
  if (typeof reach === 'string') return reach === 'all' ? cases.map((literals) => [...literals]) : [];
  const set = textSet([...[...reach.exact].map((name) => exactPattern(name, true)), ...reach.globs.map((glob) => globPattern(glob, true))]);
  const name = vocabulary.literal({ key: ACTION, set, within: true, whenAbsent: false }, !reach.not);
  return cases.map((literals) => [name, ...literals]);
}
