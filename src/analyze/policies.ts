import { minimalPolicy } from '../model/minimal-policy.ts';
import { needsOf } from '../model/needs.ts';
import type { Need } from '../model/needs.ts';
import { createApp } from '../model/app.ts';
import type { App } from '../model/app.ts';
import type { Behavior } from '../model/behavior.ts';
import type { ReadProblem } from '../model/report.ts';
import type { Policy } from '../iam/policy.ts';
import type { LoadOptions } from '../readers/load.ts';
import { loadApps } from '../readers/load.ts';
import { behaviorsOf } from './behaviors.ts';
import { rootedAt } from './rooted-hints.ts';

/** What one function's role must allow. */
export interface FunctionPolicy {
  /** Root of the app, relative to where casemate was started. */
  readonly root: string;
  /** The function's logical id. */
  readonly id: string;
  readonly app: App;
  readonly behavior: Behavior;
  readonly needs: readonly Need[];
  readonly policy: Policy;
}

/** The minimal policy of every function of the apps under the paths, as the first deployment and branch has it. */
export function functionPolicies(
  paths: readonly string[],
  options: LoadOptions & { readonly today: string },
): { readonly policies: readonly FunctionPolicy[]; readonly problems: readonly ReadProblem[] } {
  const { apps, problems } = loadApps(paths, options);
  const policies = apps.flatMap((loaded) => {
    const app = createApp(loaded.variants[0]!.stack, rootedAt(loaded.root, options.config), options.today, behaviorsOf(loaded));
    return app.functions.map((fn): FunctionPolicy => {
      const behavior = app.behaviorOf(fn);
      const needs = needsOf(behavior);
      return { root: loaded.root, id: fn.id, app, behavior, needs, policy: minimalPolicy(needs) };
    });
  });
  return { policies, problems };
}
