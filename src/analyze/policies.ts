import { minimalPolicy } from '../model/minimal-policy.ts';
import { needsOf } from '../model/needs.ts';
import type { Need } from '../model/needs.ts';
import { createApp } from '../model/app.ts';
import type { App } from '../model/app.ts';
import type { Behavior, BehaviorUnknown } from '../model/behavior.ts';
import { serviceUses } from '../model/service-roles/uses.ts';
import type { ReadProblem } from '../model/report.ts';
import type { Policy } from '../iam/policy.ts';
import type { LoadOptions } from '../readers/load.ts';
import { loadApps } from '../readers/load.ts';
import { behaviorsOf } from './behaviors.ts';
import { rootedAt } from './rooted-hints.ts';

/** What the role of one function must allow, or a role that services use. */
export interface FunctionPolicy {
  /** Root of the app, relative to where casemate was started. */
  readonly root: string;
  readonly of: 'function' | 'role';
  /** Logical id of the function, or of the role. */
  readonly id: string;
  readonly app: App;
  readonly behavior: Behavior;
  readonly needs: readonly Need[];
  readonly policy: Policy;
}

/** The minimal policy of every function of the apps under the paths, and of every role that only services use, as the first deployment and branch has it. */
export function functionPolicies(
  paths: readonly string[],
  options: LoadOptions & { readonly today: string },
): { readonly policies: readonly FunctionPolicy[]; readonly problems: readonly ReadProblem[] } {
  const { apps, problems } = loadApps(paths, options);
  const policies = apps.flatMap((loaded) => {
    const app = createApp(loaded.variants[0]!.stack, rootedAt(loaded.root, options.config), options.today, behaviorsOf(loaded));
    const functions = app.functions.map((fn): FunctionPolicy => {
      const behavior = app.behaviorOf(fn);
      const needs = needsOf(behavior);
      return { root: loaded.root, of: 'function', id: fn.id, app, behavior, needs, policy: minimalPolicy(needs) };
    });
    return [...functions, ...servicePolicies(loaded.root, app)];
  });
  return { policies, problems };
}

/** What API Gateway, EventBridge, AppSync and state machines do with roles that no function runs with. */
function servicePolicies(root: string, app: App): FunctionPolicy[] {
  return app.roles.flatMap((role): FunctionPolicy[] => {
    const uses = role.functions.length > 0 ? [] : serviceUses(app, role);
    if (uses.length === 0) return [];
    // What may be used on what nobody knows is no part of the smallest policy.
    const platform = uses
      .flatMap(({ grants }) => grants)
      .filter(({ needed, targets }) => needed || targets.some((one) => one.unknown === null));
    const unknowns = uses.flatMap(({ blocked }): BehaviorUnknown[] =>
      blocked === null ? [] : [{ what: 'call', code: 'service-not-followed', because: blocked.reason, at: blocked.at, hint: null }],
    );
    const behavior: Behavior = {
      analysed: true,
      complete: unknowns.length === 0,
      calls: [],
      platform,
      unknowns,
      reads: [],
      observations: [],
      files: [],
      hints: [],
    };
    const needs = needsOf(behavior);
    return [{ root, of: 'role', id: role.id, app, behavior, needs, policy: minimalPolicy(needs) }];
  });
}
