import { Candidates, conditionsInUse } from './candidates.ts';
import { NO_CHOICES, choiceOf, choose } from './choices.ts';
import type { Choice, Choices } from './choices.ts';
import { InstanceScope } from './instance-scope.ts';
import type { Instance, Settings } from './instance.ts';

/** Most combinations of conditions that are judged. */
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

/** Parameter values and comparisons, and what the conditions come to with them. */
interface Trial {
  readonly choices: Choices;
  readonly outcomes: readonly boolean[];
}

/**
 * Every combination of conditions that parameters allow, the one of the defaults first. Beyond 16 combinations, the
 * conditions that would add more are left undecided. Cost: at most 2,048 choices of values per condition, 20,000 in all.
 */
export function branchesOf(root: Instance, settings: Settings): readonly Branch[] {
  const base = new InstanceScope(root, settings);
  const conditions = conditionsInUse(base).map(({ scope, name }) => ({ prefix: scope.prefix, name }));
  if (conditions.length === 0) return [{ name: null, settings }];
  const candidates = new Candidates(base, settings.defaultRegion);
  let trials: readonly Trial[] = [{ choices: NO_CHOICES, outcomes: [] }];
  const decided: string[] = [];
  let left = MOST_CHOICES_IN_ALL;
  const undecidable = new Set(settings.undecidable);
  for (const { prefix, name } of conditions) {
    const outcome = (choices: Choices): boolean | Choice | undefined => {
      left--;
      return outcomeOf(root, { ...settings, choices }, prefix, name);
    };
    const next = forkAll(trials, outcome, { candidates, most: Math.min(MOST_CHOICES, Math.max(ALWAYS_TRIED, left)) });
    // A condition that is not well formed stays unknown with its own reason.
    if (next === 'unreadable') continue;
    if (next === 'too many' || distinct(next).length > MOST_BRANCHES) undecidable.add(prefix + name);
    else {
      trials = next;
      decided.push(prefix + name);
    }
  }
  const branches = distinct(trials);
  const differing = decided.filter((_, i) => branches.some((branch) => branch.outcomes[i] !== branches[0]!.outcomes[i]));
  return branches.map(({ choices, outcomes }) => {
    const parts = differing.map((name) => `${name} is ${String(outcomes[decided.indexOf(name)])}`);
    return { name: parts.length === 0 ? null : parts.join(' and '), settings: { ...settings, choices, undecidable } };
  });
}

/** Decides one more condition in every trial, forking a trial on what the condition hangs on. */
function forkAll(
  trials: readonly Trial[],
  outcome: (choices: Choices) => boolean | Choice | undefined,
  { candidates, most }: { candidates: Candidates; most: number },
): Trial[] | 'too many' | 'unreadable' {
  const result: Trial[] = [];
  let tried = 0;
  for (const trial of trials) {
    const open: Choices[] = [trial.choices];
    for (let choices = open.pop(); choices !== undefined; choices = open.pop()) {
      if (++tried > most) return 'too many';
      const found = outcome(choices);
      if (found === undefined) return 'unreadable';
      if (typeof found === 'boolean') {
        result.push({ choices, outcomes: [...trial.outcomes, found] });
        continue;
      }
      const values = found.kind === 'comparison' ? [true, false] : candidates.of(found.name, choices.parameters);
      for (const value of values.toReversed()) open.push(choose(choices, found, value));
    }
  }
  return result;
}

function outcomeOf(root: Instance, settings: Settings, prefix: string, name: string): boolean | Choice | undefined {
  let scope: InstanceScope | undefined = new InstanceScope(root, settings);
  for (const id of prefix.split('/').filter((part) => part !== '')) scope = scope?.child(id);
  const outcome = scope?.named(name, root.template.at);
  return outcome === undefined || typeof outcome === 'boolean' ? outcome : choiceOf(outcome);
}

/** The first trial of each combination of outcomes. */
function distinct(trials: readonly Trial[]): Trial[] {
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    const key = trial.outcomes.map(Number).join('');
    if (!first.has(key)) first.set(key, trial);
  }
  return [...first.values()];
}
