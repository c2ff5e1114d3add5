import { Candidates, conditionsInUse } from './candidates.ts';
import { NO_CHOICES, choiceOf } from './choices.ts';
import type { Choice } from './choices.ts';
import { coveringTrials } from './covering.ts';
import { InstanceScope } from './instance-scope.ts';
import type { Instance, Settings } from './instance.ts';
import { distinct, forksOf } from './trials.ts';
import type { OutcomeOf, Trial } from './trials.ts';

/** Most combinations of conditions of which all are judged. */
const MOST_BRANCHES = 16;
/** Most combinations of parameter values that are tried on the way to them. */
const MOST_CHOICES = 2048;
/** Most of them over all conditions of an app. */
const MOST_CHOICES_IN_ALL = 20_000;
/** Combinations that any condition may take even then: enough for those that hang on nothing new. */
const ALWAYS_TRIED = 64;

/** One consistent combination of the conditions that a template uses. */
export interface Branch {
  /** `IsProd is false and HasDomain is true`, naming the conditions in which branches differ; null when there is one. */
  readonly name: string | null;
  readonly settings: Settings;
}

/** The combinations that are judged. */
export interface Branches {
  readonly branches: readonly Branch[];
  /** Where there are too many for all to be judged: how many conditions there are, and how well the branches stand for all. */
  readonly sample: { readonly conditions: number; readonly hasAllPairs: boolean } | null;
}

/**
 * Every combination of conditions that parameters allow, the one of the defaults first; beyond 16, some in which every two conditions meet
 * in every way. Cost: at most 2,048 choices of values per condition, 20,000 in all, and as many again for the latter.
 */
export function branchesOf(root: Instance, settings: Settings): Branches {
  const base = new InstanceScope(root, settings);
  const conditions = conditionsInUse(base).map(({ scope, name }): Condition => {
    const { prefix } = scope;
    return { name: prefix + name, outcomeOf: (choices) => outcomeOf(root, { ...settings, choices }, prefix, name) };
  });
  if (conditions.length === 0) return { branches: [{ name: null, settings }], sample: null };
  const candidates = new Candidates(base, settings.defaultRegion);
  const whole = allCombinations(conditions, candidates);
  if (whole !== null) return { branches: named(whole, settings, new Set()), sample: null };
  const isTooMuch = (one: Condition): boolean => forksOf(NO_CHOICES, one.outcomeOf, { candidates, most: ALWAYS_TRIED }) === 'too many';
  const tooMuch = conditions.filter(isTooMuch);
  const rest = conditions.filter((one) => !tooMuch.includes(one));
  const undecidable = new Set(tooMuch.map(({ name }) => name));
  const others = tooMuch.length === 0 ? null : allCombinations(rest, candidates);
  if (others !== null) return { branches: named(others, settings, undecidable), sample: null };
  const readable = rest.filter((one) => forksOf(NO_CHOICES, one.outcomeOf, { candidates, most: ALWAYS_TRIED }) !== 'unreadable');
  const asked = readable.map((one) => one.outcomeOf);
  const { trials, hasAllPairs } = coveringTrials(asked, candidates, MOST_CHOICES_IN_ALL);
  const branches = named({ trials, decided: readable.map(({ name }) => name) }, settings, undecidable);
  return { branches, sample: { conditions: readable.length, hasAllPairs } };
}

/** A condition by its full name (`IsProd`, `Child/IsProd`). */
interface Condition {
  readonly name: string;
  readonly outcomeOf: OutcomeOf;
}

interface Trials {
  readonly trials: readonly Trial[];
  /** Names of the conditions that the outcomes are of. */
  readonly decided: readonly string[];
}

/** All combinations; null when they are too many. */
function allCombinations(conditions: readonly Condition[], candidates: Candidates): Trials | null {
  let trials: readonly Trial[] = [{ choices: NO_CHOICES, outcomes: [] }];
  const decided: string[] = [];
  let left = MOST_CHOICES_IN_ALL;
  for (const { name, outcomeOf: of } of conditions) {
    const outcome: OutcomeOf = (choices) => {
      left--;
      return of(choices);
    };
    let most = Math.min(MOST_CHOICES, Math.max(ALWAYS_TRIED, left));
    const next: Trial[] = [];
    let isReadable = true;
    for (const { choices, outcomes } of trials) {
      const before = left;
      const forks = forksOf(choices, outcome, { candidates, most });
      if (forks === 'too many') return null;
      most -= before - left;
      // A condition that is not well formed stays unknown with its own reason.
      if (forks === 'unreadable') isReadable = false;
      else next.push(...forks.map((fork) => ({ choices: fork.choices, outcomes: [...outcomes, fork.outcome] })));
    }
    if (!isReadable) continue;
    if (distinct(next).length > MOST_BRANCHES) return null;
    trials = next;
    decided.push(name);
  }
  return { trials: distinct(trials), decided };
}

function named({ trials, decided }: Trials, settings: Settings, undecidable: ReadonlySet<string>): Branch[] {
  const differing = decided.filter((_, i) => trials.some((trial) => trial.outcomes[i] !== trials[0]!.outcomes[i]));
  return trials.map(({ choices, outcomes }) => {
    const parts = differing.map((name) => `${name} is ${String(outcomes[decided.indexOf(name)])}`);
    return { name: parts.length === 0 ? null : parts.join(' and '), settings: { ...settings, choices, undecidable } };
  });
}

function outcomeOf(root: Instance, settings: Settings, prefix: string, name: string): boolean | Choice | undefined {
  let scope: InstanceScope | undefined = new InstanceScope(root, settings);
  for (const id of prefix.split('/').filter((part) => part !== '')) scope = scope?.child(id);
  const outcome = scope?.named(name, root.template.at);
  return outcome === undefined || typeof outcome === 'boolean' ? outcome : choiceOf(outcome);
}
