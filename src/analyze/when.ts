/** A label of a variant, taken apart: its deployment and what its conditions come to. */
interface Facts {
  readonly deployment: string | null;
  readonly conditions: readonly string[];
}

/**
 * In which variants something holds, in as few words as tell them from the others: `when HasKey is true`, `in prod, or when IsOpen is
 * true`; null when in all. Labels are those of `JudgedVariant`. Of a sample of all combinations, words that may fit by chance are not said:
 * `in 2 of the 16 combinations judged`; `likely` are the names of conditions that may well be the reason, empty where all were judged.
 */
export function whenOf(
  where: ReadonlySet<string | null>,
  all: ReadonlySet<string | null>,
  sample: { readonly likely: ReadonlySet<string> } | null = null,
): string | null {
  if (where.size === all.size) return null;
  const inside = [...where].map(factsOf);
  const outside = [...all].filter((label) => !where.has(label)).map(factsOf);
  const terms: Facts[] = [];
  for (const one of inside)
    if (!terms.some((term) => covers(term, one))) terms.push(shortened(one, { inside, outside, likely: sample?.likely ?? new Set() }));
  // A later term may take in an earlier one.
  const needed = terms.filter(
    (term, i) => !inside.every((one) => !covers(term, one) || terms.some((other, j) => j > i && covers(other, one))),
  );
  const isLucky = sample !== null && needed.some((term) => mayBeLuck(term, { inside, outside, likely: sample.likely }));
  return isLucky ? `in ${where.size} of the ${all.size} combinations judged` : needed.map(shown).join(', or ');
}

/** The variants in which something holds and those in which it does not, and the conditions that may well be the reason. */
interface Cases {
  readonly inside: readonly Facts[];
  readonly outside: readonly Facts[];
  readonly likely: ReadonlySet<string>;
}

/**
 * Whether some term of as many conditions is likely to hold in just the variants that this one does: there are `ways` such terms, and each
 * holds in a variant with the chance of all its conditions.
 */
function mayBeLuck({ conditions }: Facts, { inside, outside, likely }: Cases): boolean {
  const size = conditions.length;
  const all = inside[0]?.conditions ?? [];
  const drawnFrom = conditions.every((one) => likely.has(nameOf(one))) ? all.filter((one) => likely.has(nameOf(one))) : all;
  const held = inside.filter((other) => conditions.every((one) => other.conditions.includes(one))).length;
  const chance = 0.5 ** size;
  let ways = 1;
  for (let i = 0; i < size; i++) ways *= (2 * (drawnFrom.length - i)) / (i + 1);
  return size > 0 && ways * chance ** held * (1 - chance) ** outside.length > MOST_LUCK;
}

function nameOf(condition: string): string {
  return condition.slice(0, condition.indexOf(' '));
}

/** Whether words of `whenOf` say in how many variants, and not in which. */
export function isCount(when: string): boolean {
  return when.endsWith(' combinations judged');
}

/** Terms that fit by chance alone, among all that could have been found. */
const MOST_LUCK = 0.05;
/** Facts that are tried together before all of a variant's are thinned out one by one; of very many, fewer. */
const MOST_TRIED = 3;
const MANY = 16;

/**
 * The fewest facts of one variant that leave out all others; of those equally few, those that hold in most of the variants inside, so that
 * where only some combinations of conditions were judged a reason is not taken for one that goes with it by chance.
 */
function shortened(facts: Facts, cases: Cases): Facts {
  const { outside, likely } = cases;
  const own = facts.conditions.filter((one) => likely.has(nameOf(one)));
  const short = (own.length > 0 ? fewest({ ...facts, conditions: own }, cases) : null) ?? fewest(facts, cases) ?? thinned(facts, outside);
  const anywhere = { ...short, deployment: null };
  return tellsApart(anywhere, outside) ? anywhere : short;
}

function fewest({ deployment, conditions }: Facts, { inside, outside }: Cases): Facts | null {
  const most = conditions.length > MANY ? MOST_TRIED - 1 : MOST_TRIED;
  let groups: readonly (readonly string[])[] = [[]];
  for (let size = 0; size <= most; size++) {
    const terms = groups.map((group) => ({ deployment, conditions: group })).filter((term) => tellsApart(term, outside));
    const reach = (term: Facts): number => inside.filter((one) => covers(term, one)).length;
    if (terms.length > 0) return terms.reduce((best, term) => (reach(term) > reach(best) ? term : best));
    groups = groups.flatMap((group) => conditions.slice(conditions.indexOf(group.at(-1) ?? '') + 1).map((one) => [...group, one]));
  }
  return null;
}

/** Without each fact that is not needed to leave out all others, conditions first. */
function thinned(facts: Facts, outside: readonly Facts[]): Facts {
  let short = facts;
  for (const condition of facts.conditions.toReversed()) {
    const next = { ...short, conditions: short.conditions.filter((other) => other !== condition) };
    if (tellsApart(next, outside)) short = next;
  }
  return short;
}

function tellsApart(term: Facts, outside: readonly Facts[]): boolean {
  return !outside.some((one) => covers(term, one));
}

function covers(term: Facts, one: Facts): boolean {
  return (
    (term.deployment === null || term.deployment === one.deployment) &&
    term.conditions.every((condition) => one.conditions.includes(condition))
  );
}

const CONDITIONS = /(?:^| )when (\S+ is (?:true|false)(?: and \S+ is (?:true|false))*)$/;

function factsOf(label: string | null): Facts {
  const [tail = '', conditions = ''] = CONDITIONS.exec(label ?? '') ?? [];
  const deployment = (label ?? '').slice(0, (label ?? '').length - tail.length);
  return { deployment: deployment === '' ? null : deployment, conditions: conditions === '' ? [] : conditions.split(' and ') };
}

function shown({ deployment, conditions }: Facts): string {
  return [deployment ?? [], conditions.length === 0 ? [] : `when ${conditions.join(' and ')}`].flat().join(' ');
}
