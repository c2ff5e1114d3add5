import { candidates } from './candidates.ts';
import { findText, NONE } from './find-text.ts';
import type { Found } from './find-text.ts';
import { sampleValue } from './key-facts.ts';
import type { Budget } from './shortest-text.ts';
import type { Family, ValueSet } from './value-set.ts';
import type { Atom, KeyUse } from './vocabulary.ts';

/** What one literal asks of a key's values. */
interface Demand {
  readonly set: ValueSet;
  /** Inside of the set, or outside. */
  readonly within: boolean;
  /** Of some value, or of every value. */
  readonly some: boolean;
  /** Whether a request without the key is fine, too. */
  readonly whenAbsent: boolean;
}

/** A condition key, what all policies ask about it, and what must hold now. */
export interface KeyQuestion {
  readonly key: string;
  readonly use: KeyUse;
  /** Every request has the key. */
  readonly isPresent: boolean;
  readonly atoms: readonly { readonly atom: Atom; readonly holds: boolean }[];
}

/** Values of a key for which all the atoms are as demanded; null: the key is absent, which is preferred. */
export function findValues({ key, use, isPresent, atoms }: KeyQuestion, budget: Budget): Found<readonly string[] | null> {
  if (key.startsWith('<statement')) return { because: 'a statement with too many policy variables' };
  const demands = atoms.map(({ atom, holds }) => ({
    set: atom.set,
    within: atom.within === holds,
    some: holds,
    whenAbsent: atom.whenAbsent === holds,
  }));
  const absentFits = demands.every(({ whenAbsent }) => whenAbsent);
  if (absentFits && !isPresent) return { value: null };
  const find = (these: readonly Demand[]): Found<string> => findValue({ key, use, demands: these }, budget);
  const one = find(demands);
  if ('value' in one) return { value: [one.value] };
  const wanted = demands.filter(({ some }) => some);
  if (!use.manyValued || use.isVariable || wanted.length < 2) return one;
  return several(
    wanted,
    demands.filter(({ some }) => !some),
    find,
  );
}

/** One value for each demand of some value; every value as all values must be. */
function several(
  wanted: readonly Demand[],
  every: readonly Demand[],
  find: (demands: readonly Demand[]) => Found<string>,
): Found<readonly string[]> {
  const values = new Set<string>();
  let unclear: { readonly because: string } | null = null;
  for (const demand of wanted) {
    const found = find([demand, ...every]);
    if ('none' in found) return NONE;
    if ('value' in found) values.add(found.value);
    else unclear = found;
  }
  return unclear ?? { value: [...values] };
}

interface ValueQuestion {
  readonly key: string;
  readonly use: KeyUse;
  readonly demands: readonly Demand[];
}

function findValue({ key, use, demands }: ValueQuestion, budget: Budget): Found<string> {
  const fits = (value: string): boolean => demands.every(({ set, within }) => set.has(value) === within);
  const families = [...use.families];
  const isLine = families.length === 1 && families[0] !== 'text';
  // A key that is compared with true and false somewhere is true or false everywhere.
  if (families.includes('boolean')) return pick(candidates('boolean', use.values.filter(isBooleanLike)), fits);
  if (isLine) return pick([sampleValue(key), ...candidates(families[0] as Exclude<Family, 'text'>, use.values)], fits, families[0]);
  const sample = sampleValue(key);
  if (!demands.some(({ within }) => within) && fits(sample)) return { value: sample };
  if (families.length > 1) return mixed(use, fits);
  const inside = new Map(demands.filter(({ within }) => within).map(({ set }) => [set.id, set.patterns]));
  const outside = demands.flatMap(({ set, within }) => (within ? [] : set.patterns));
  return findText({ all: [...inside.values()], none: outside, universe: null }, budget);
}

const isBooleanLike = (value: string): boolean => value.includes('\uE000');

function pick(values: readonly string[], fits: (value: string) => boolean, family?: Family): Found<string> {
  const value = values.find((one) => fits(one) && (family === undefined || one !== 'example'));
  return value === undefined ? NONE : { value };
}

/** Tries what the policies name; finding nothing proves nothing. */
function mixed(use: KeyUse, fits: (value: string) => boolean): Found<string> {
  const families = [...use.families].filter((family) => family !== 'text');
  const value = families.flatMap((family) => candidates(family, use.values)).find(fits);
  return value === undefined ? { because: 'a key is compared in two ways, as text and as number, date or address' } : { value };
}
