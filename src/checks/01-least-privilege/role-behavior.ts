import type { App } from '../../model/app.ts';
import type { Behavior } from '../../model/behavior.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { needsOf } from '../../model/needs.ts';
import type { Need } from '../../model/needs.ts';
import type { Role } from '../../model/role.ts';
import type { Outcome } from '../../model/finding.ts';
import { stateMachineNeeds } from '../../model/state-machine-needs.ts';
import { property } from '../../model/template.ts';
import { isUnknown, resourceNamed, show } from '../../model/value.ts';
import { cannotTell } from '../outcomes.ts';
import { loosened } from '../../iam/overlap.ts';
import { keptForBoth } from '../../util/kept.ts';
import type { Span } from '../../util/span.ts';

/** What runs with a role, and all that it needs of it. */
export interface RoleBehavior {
  /** Ids of the functions and state machines. */
  readonly users: readonly string[];
  readonly functions: readonly LambdaFunction[];
  readonly behaviors: readonly Behavior[];
  readonly needs: readonly Need[];
  /** Why there may be more needs than these; null when these are all. */
  readonly blocked: { readonly reason: string; readonly at: Span } | null;
}

/** What the functions and state machines of a role need of it; null when neither runs with it. */
export function roleBehavior(app: App, role: Role): RoleBehavior | null {
  return kept(app, role);
}

const kept = keptForBoth(gather);

function gather(app: App, role: Role): RoleBehavior | null {
  const functions = app.functions.filter((fn) => role.functions.includes(fn.id));
  const machines = app
    .ofType('AWS::StepFunctions::StateMachine')
    .filter((machine) => resourceNamed(property(machine, 'RoleArn')) === role.id);
  if (functions.length + machines.length === 0) return null;
  const behaviors = functions.map((fn) => app.behaviorOf(fn));
  const executions = machines.map((machine) => stateMachineNeeds(app, machine));
  const users = [...functions, ...machines].map(({ id }) => id);
  const other = role.usedBy.find((id) => !users.includes(id));
  const more = other === undefined ? null : { reason: `${other} runs with it too, and what that needs is not known`, at: role.at };
  return {
    users,
    functions,
    behaviors,
    needs: [...behaviors.flatMap(needsOf), ...executions.flatMap(({ grants }) => needsOf({ calls: [], platform: grants }))],
    blocked:
      functions.map((fn, i) => blockedBy(fn, behaviors[i]!)).find((reason) => reason !== null) ??
      executions.find(({ blocked }) => blocked !== null)?.blocked ??
      more,
  };
}

/** Functions whose role is not one of the app's: what it allows cannot be told. */
export function* withoutRole(app: App): Iterable<Outcome> {
  for (const fn of app.functions) {
    if (fn.roleId !== null) continue;
    const reason = `the role ${show(fn.role)} is not in the template`;
    yield cannotTell(fn.id, isUnknown(fn.role) ? fn.role : { reason, at: fn.role?.at ?? fn.at });
  }
}

/** Whether principals that are no services may take the role: what they do with it is not in the app. */
export function isOthersToo({ trust }: Role): boolean {
  return trust.statements.some(({ effect, principals }) => effect === 'Allow' && principals.some(({ kind }) => kind !== 'service'));
}

function blockedBy(fn: LambdaFunction, behavior: Behavior): RoleBehavior['blocked'] {
  if (behavior.complete) return null;
  const gap = behavior.unknowns.find((one) => one.what === 'call');
  return { reason: `what ${fn.id} calls is not fully known: ${gap?.because ?? 'its code was not followed'}`, at: gap?.at ?? fn.at };
}

/** A text in which holes that only the deployment knows (see `isOpenHole`) may be anything. */
export function loosenedIn(app: App, text: string): string {
  let known = loose.get(app);
  if (known === undefined) loose.set(app, (known = new Map()));
  let answer = known.get(text);
  if (answer === undefined) known.set(text, (answer = loosened(text, isOpenHole(app))));
  return answer;
}

/** Every need is compared with every name in the app's policies. */
const loose = new WeakMap<App, Map<string, string>>();

/** Whether a hole's name is one that only the deployment knows and that may turn out to be anything: a parameter, an import. */
export function isOpenHole(app: App): (name: string) => boolean {
  return (name) => !name.startsWith('AWS::') && app.resource(name.split('.')[0]) === undefined;
}
