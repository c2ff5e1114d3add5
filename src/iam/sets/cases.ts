import { conditionOperator } from '../condition-operators.ts';
import type { ConditionOperator } from '../operators/comparison.ts';
import type { PatternSet, Policy, PolicyCondition, PolicyStatement } from '../policy.ts';
import { isSingleValued } from './key-facts.ts';
import { globPattern } from './text-pattern.ts';
import { NOTHING, operandSet, textSet } from './value-set.ts';
import type { ValueSet } from './value-set.ts';
import { resourceWithSymbols, withSymbols } from './variables.ts';
import type { Symbols } from './variables.ts';
import { RESOURCE } from './vocabulary.ts';
import type { Literal, Vocabulary } from './vocabulary.ts';

/** Ways in which a statement can apply, apart from its action: each a list of literals that must all hold. */
export type Cases = readonly (readonly Literal[])[];

/** A statement's cases grow as the product of its parts' ways; more are taken as one thing that may hold or not. */
const MOST_CASES = 64;
/** Keys of policy variables in one set whose presence is told apart. */
const MOST_KEYS = 3;

/** The cases of a statement. Most have one; policy variables add some, for a key that is absent takes its pattern out of the set. */
export function casesOf(policy: Policy, statement: PolicyStatement, vocabulary: Vocabulary): Cases {
  const variables = policy.version === '2012-10-17' ? vocabulary : null;
  const ways = [
    resourceWays(statement.resources, variables, vocabulary),
    ...statement.conditions.map((condition) => conditionWays(condition, variables, vocabulary)),
  ];
  let cases: Literal[][] = [[]];
  for (const way of ways) {
    if (cases.length * way.length > MOST_CASES) return [[opaque(statement, vocabulary)]];
    cases = cases.flatMap((before) => way.map((more) => [...new Set([...before, ...more])]));
  }
  return cases;
}

/** Something that holds or not, and about which nothing more is known. */
function opaque(part: PolicyStatement | PolicyCondition | PatternSet, vocabulary: Vocabulary): Literal {
  const key = `<statement ${JSON.stringify(part)}>`;
  return vocabulary.literal({ key, set: NOTHING, within: true, whenAbsent: true }, true);
}

function resourceWays(resources: PatternSet | null, symbols: Symbols | null, vocabulary: Vocabulary): Cases {
  // Identity policies name resources; a statement without them applies to nothing.
  if (resources === null) return [];
  const toSet = (texts: readonly string[]): ValueSet => textSet(texts.map((text) => globPattern(text)));
  const asserted = (set: ValueSet, holds: boolean): Literal =>
    vocabulary.literal({ key: RESOURCE, set, within: true, whenAbsent: false }, holds);
  const groups = byNeeds(resources.patterns, symbols, resourceWithSymbols);
  if (resources.not) return waysOfKnown(groups, (texts) => asserted(toSet(texts), false), vocabulary) ?? [[opaque(resources, vocabulary)]];
  return groups.map(({ texts, needs }) => [asserted(toSet(texts), true), ...present(needs, vocabulary)]);
}

function conditionWays(condition: PolicyCondition, symbols: Symbols | null, vocabulary: Vocabulary): Cases {
  const operator = conditionOperator(condition.operator);
  const key = condition.key.toLowerCase();
  if (operator === undefined) return [];
  if (operator.name === 'Null') return nullWays(condition, vocabulary);
  // A value that is compared without regard to case is more than one text.
  if (symbols !== null && operator.name.endsWith('IgnoreCase') && condition.values.some((value) => value.includes('${')))
    return [[opaque(condition, vocabulary)]];
  const many = condition.qualifier !== null && !isSingleValued(key);
  if (many) vocabulary.use(key).manyValued = true;
  const exempt =
    condition.ifExists && condition.values.some((value) => value.includes('${')) ? [[whetherAbsent(key, true, vocabulary)]] : [];
  return [...exempt, ...comparedWays({ condition, operator, key }, symbols, vocabulary)];
}

interface Compared {
  readonly condition: PolicyCondition;
  readonly operator: ConditionOperator;
  readonly key: string;
}

function comparedWays({ condition, operator, key }: Compared, symbols: Symbols | null, vocabulary: Vocabulary): Cases {
  const groups = byNeeds(condition.values, operator.variables ? symbols : null, withSymbols);
  const asserted = (texts: readonly string[], within: boolean, holds: boolean): Literal => {
    const set = operandSet(condition.operator, texts) ?? NOTHING;
    return vocabulary.literal({ key, set, within, whenAbsent: holds && condition.ifExists }, holds);
  };
  // "All values outside" and "no value inside" say the same, and hold without values: both are the denial of "some value inside".
  const universal = condition.qualifier === 'ForAllValues' || (condition.qualifier === null && operator.negated);
  const within = condition.qualifier === 'ForAllValues' ? operator.negated : condition.qualifier === null || !operator.negated;
  if (!universal && within) return groups.map(({ texts, needs }) => [asserted(texts, within, true), ...present(needs, vocabulary)]);
  return waysOfKnown(groups, (texts) => asserted(texts, within, !universal), vocabulary) ?? [[opaque(condition, vocabulary)]];
}

/** Where what is outside of a set counts: a way for each choice of the keys that are there, for patterns whose variable has no value are
 *  not of the set. Null for too many keys. */
function waysOfKnown(groups: readonly Group[], asserted: (texts: readonly string[]) => Literal, vocabulary: Vocabulary): Cases | null {
  const keys = [...new Set(groups.flatMap(({ needs }) => needs))];
  if (keys.length > MOST_KEYS) return null;
  const choices = keys.reduce<string[][]>((sets, key) => [...sets, ...sets.map((set) => [...set, key])], [[]]);
  return choices.map((there) => {
    const texts = groups.filter(({ needs }) => needs.every((key) => there.includes(key))).flatMap((group) => group.texts);
    return [asserted(texts), ...keys.map((key) => whetherAbsent(key, !there.includes(key), vocabulary))];
  });
}

function nullWays({ key, values }: PolicyCondition, vocabulary: Vocabulary): Cases {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return [true, false].filter((one) => wanted.has(String(one))).map((absent) => [whetherAbsent(key.toLowerCase(), absent, vocabulary)]);
}

const whetherAbsent = (key: string, absent: boolean, vocabulary: Vocabulary): Literal =>
  vocabulary.literal({ key, set: NOTHING, within: true, whenAbsent: true }, absent);

const present = (keys: readonly string[], vocabulary: Vocabulary): Literal[] =>
  [...new Set(keys)].map((key) => whetherAbsent(key, false, vocabulary));

interface Group {
  readonly texts: readonly string[];
  /** Keys that must be in the request for these texts to mean anything. */
  readonly needs: readonly string[];
}

/** Texts with policy variables replaced by their symbols, those that need the same keys together. */
function byNeeds(texts: readonly string[], symbols: Symbols | null, replace: typeof withSymbols): readonly Group[] {
  if (symbols === null || !texts.some((text) => text.includes('${'))) return [{ texts, needs: [] }];
  const groups = new Map<string, { texts: string[]; needs: readonly string[] }>();
  for (const text of texts) {
    const replaced = replace(text, symbols);
    const needs = [...new Set(replaced.needs)].toSorted();
    const group = groups.get(needs.join('\n')) ?? { texts: [], needs };
    group.texts.push(replaced.text);
    groups.set(needs.join('\n'), group);
  }
  return [...groups.values()];
}
