import { globMatches } from '../match.ts';
import type { PatternSet } from '../policy.ts';

/** The patterns of an `Action` element by service, everything in lower case.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export interface ActionPatterns {
  readonly not: boolean;
  /** Stars alone. */
  readonly everything: boolean;
  /** Patterns of names by service. */
  readonly byService: ReadonlyMap<string, readonly string[]>;
  /** Patterns whose service has wildcards. */
  readonly wild: readonly { readonly service: string; readonly name: string }[];
}

/** What a statement says of the actions of one service. */
export type Reach = 'all' | 'none' | { readonly not: boolean; readonly exact: ReadonlySet<string>; readonly globs: readonly string[] };

const WILDCARD = /[*?]/;

/** Sorts the patterns by service. Patterns that cover nothing, for want of a colon, are left out. */
export function actionPatterns({ not, patterns }: PatternSet): ActionPatterns {
  const byService = new Map<string, string[]>();
  const wild: { service: string; name: string }[] = [];
  let everything = false;
  for (const pattern of patterns) {
    const colon = pattern.indexOf(':');
    if (/^\*+(?::\*+)?$/.test(pattern)) everything = true;
    else if (colon >= 0) {
      const service = pattern.slice(0, colon).toLowerCase();
      const name = pattern.slice(colon + 1).toLowerCase();
      if (WILDCARD.test(service)) wild.push({ service, name });
      else byService.set(service, [...(byService.get(service) ?? []), name]);
    }
  }
  return { not, everything, byService, wild };
}

/** The patterns of names that apply to the actions of a service. */
export function reachOf({ not, everything, byService, wild }: ActionPatterns, service: string): Reach {
  if (everything) return not ? 'none' : 'all';
  const own = byService.get(service) ?? [];
  const names = wild.length === 0 ? own : [...own, ...wild.filter((one) => globMatches(one.service, service)).map(({ name }) => name)];
  if (names.some((name) => /^\*+$/.test(name))) return not ? 'none' : 'all';
  if (names.length === 0) return not ? 'all' : 'none';
  return { not, exact: new Set(names.filter((name) => !WILDCARD.test(name))), globs: names.filter((name) => WILDCARD.test(name)) };
}

/** Whether an action's name, in lower case, is reached. */
export function reaches(reach: Reach, name: string): boolean {
  if (typeof reach === 'string') return reach === 'all';
  return (reach.exact.has(name) || reach.globs.some((glob) => globMatches(glob, name))) !== reach.not;
}
