/** A label of a variant, taken apart: its deployment and what its conditions come to. */
interface Facts {
  readonly deployment: string | null;
  readonly conditions: readonly string[];
}

/**
 * In which variants something holds, in as few words as tell them from the others: `when HasKey is true`, `in prod, or when IsOpen is
 * true`; null when in all. Labels are those of `JudgedVariant`. Of a sample, words that may fit by chance are not said: `in 2 of the 16
 * combinations judged`.
 */
export function whenOf(where: ReadonlySet<string | null>, all: ReadonlySet<string | null>, isSample = false): string | null {
  if (where.size === all.size) return null;
  const inside = [...where].map(factsOf);
  const outside = [...all].filter((label) => !where.has(label)).map(factsOf);
  const terms: Facts[] = [];
  for (const one of inside) if (!terms.some((term) => covers(term, one))) terms.push(shortened(one, inside, outside));
  // A later term may take in an earlier one.
  const needed = terms.filter(
    (term, i) => !inside.every((one) => !covers(term, one) || terms.some((other, j) => j > i && covers(other, one))),
  );
  const isLucky = isSample && needed.some((term) => mayBeLuck(term, inside, all.size));
  return isLucky ? `in ${where.size} of the ${all.size} combinations judged` : needed.map(shown).join(', or ');
}

/**
 * Whether some term of as many conditions is likely to hold in just the variants that this one does: there are `ways` such terms, and each
 * holds in a variant with the chance of all its conditions.
 */
function mayBeLuck(term: Facts, inside: readonly Facts[], all: number): boolean {
  const size = term.conditions.length;
  const [one] = inside;
  if (size === 0 || one === undefined) return false;
  const held = inside.filter((other) => covers(term, other)).length;
  const chance = 0.5 ** size;
  let ways = 1;
  for (let i = 0; i < size; i++) ways *= (2 * (one.conditions.length - i)) / (i + 1);
  return ways * chance ** held * (1 - chance) ** (all - inside.length) > MOST_LUCK;
}

/** Whether words of `whenOf` say in how many variants, and not in which. */
export function isCount(when: string): boolean {
  return / combinations judged$/.test(when);
}

/** Terms that fit by chance alone, among all that could have been found. */
const MOST_LUCK = 0.2;

/** Facts that are tried together before all of a variant's are thinned out one by one. */
const MOST_TRIED = 3;

/**
 * The fewest facts of one variant that leave out all others; of those equally few, those that hold in most of the variants inside, so that
 * where only some combinations of conditions were judged a reason is not taken for one that goes with it by chance.
 */
function shortened(facts: Facts, inside: readonly Facts[], outside: readonly Facts[]): Facts {
  const short = fewest(facts, inside, outside) ?? thinned(facts, outside);
  const anywhere = { ...short, deployment: null };
  return tellsApart(anywhere, outside) ? anywhere : short;
}

function fewest({ deployment, conditions }: Facts, inside: readonly Facts[], outside: readonly Facts[]): Facts | null {
  let groups: readonly (readonly string[])[] = [[]];
  for (let size = 0; size <= MOST_TRIED; size++) {
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
