/** A label of a variant, taken apart: its deployment and what its conditions come to. */
interface Facts {
  readonly deployment: string | null;
  readonly conditions: readonly string[];
}

/**
 * In which variants something holds, in as few words as tell them from the others: `when HasKey is true`, `in prod, or when IsOpen is
 * true`; null when in all. Labels are those of `JudgedVariant`.
 */
export function whenOf(where: ReadonlySet<string | null>, all: ReadonlySet<string | null>): string | null {
  if (where.size === all.size) return null;
  const inside = [...where].map(factsOf);
  const outside = [...all].filter((label) => !where.has(label)).map(factsOf);
  const terms: Facts[] = [];
  for (const one of inside) if (!terms.some((term) => covers(term, one))) terms.push(shortened(one, outside));
  // A later term may take in an earlier one.
  const needed = terms.filter(
    (term, i) => !inside.every((one) => !covers(term, one) || terms.some((other, j) => j > i && covers(other, one))),
  );
  return needed.map(shown).join(', or ');
}

/** Without each fact that is not needed to leave out all others, conditions first. */
function shortened(facts: Facts, outside: readonly Facts[]): Facts {
  let short = facts;
  const tellsApart = (next: Facts): boolean => !outside.some((one) => covers(next, one));
  for (const condition of facts.conditions.toReversed()) {
    const next = { ...short, conditions: short.conditions.filter((other) => other !== condition) };
    if (tellsApart(next)) short = next;
  }
  const anywhere = { ...short, deployment: null };
  return tellsApart(anywhere) ? anywhere : short;
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
