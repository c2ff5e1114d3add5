import type { App } from '../../model/app.ts';
import type { Behavior } from '../../model/behavior.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { needsOf } from '../../model/needs.ts';
import type { Need } from '../../model/needs.ts';
import type { Role } from '../../model/role.ts';
import type { Outcome } from '../../model/finding.ts';
import { serviceUses } from '../../model/service-roles/uses.ts';
import { isUnknown } from '../../model/value.ts';
import { cannotTell } from '../outcomes.ts';
import { roleElsewhere } from '../role-elsewhere.ts';
import { loosened } from '../../iam/overlap.ts';
import { keptForBoth } from '../../util/kept.ts';
import type { Span } from '../../util/span.ts';

/** What runs with a role, and all that it needs of it. */
export interface RoleBehavior {
  /** Ids of the functions, and of what else of the app runs with it. */
  readonly users: readonly string[];
  readonly functions: readonly LambdaFunction[];
  readonly behaviors: readonly Behavior[];
  readonly needs: readonly Need[];
  /** Why there may be more needs than these; null when these are all. */
  readonly blocked: { readonly reason: string; readonly at: Span } | null;
}

/** What functions and services need of a role; null where the template hands it to none whose needs it tells. */
export function roleBehavior(app: App, role: Role): RoleBehavior | null {
  return kept(app, role);
}

const kept = keptForBoth(gather);

function gather(app: App, role: Role): RoleBehavior | null {
  const functions = app.functions.filter((fn) => role.functions.includes(fn.id));
  const uses = serviceUses(app, role);
  if (functions.length + uses.length === 0) return null;
  const behaviors = functions.map((fn) => app.behaviorOf(fn));
  const users = [...new Set([...functions.map(({ id }) => id), ...uses.map(({ user }) => user)])];
  const other = role.usedBy.find((id) => !users.includes(id));
  const more = other === undefined ? null : { reason: `${other} runs with it too, and what that needs is not known`, at: role.at };
  return {
    users,
    functions,
    behaviors,
    needs: [...behaviors.flatMap(needsOf), ...needsOf({ calls: [], platform: uses.flatMap(({ grants }) => grants) })],
    blocked:
      functions.map((fn, i) => blockedBy(fn, behaviors[i]!)).find((reason) => reason !== null) ??
      uses.find(({ blocked }) => blocked !== null)?.blocked ??
      (uses.length === 0 ? null : handedOn(app, role)) ??
      more,
  };
}

/** A function that is told a role's ARN may hand it to services for things that no template has: schedules, rules, pipes. */
function handedOn(app: App, role: Role): RoleBehavior['blocked'] {
  const told = app.functions.flatMap(({ id, environment }) => environment.map(({ value }) => ({ id, value })));
  const first = told.find(
    ({ value }) => value.kind === 'text' && value.atoms.some((atom) => atom.kind === 'resource' && atom.id === role.id),
  );
  return first === undefined ? null : { reason: `${first.id} is told of it, and what it hands it to is not known`, at: first.value.at };
}

/** Functions whose role is not one of the app's: what it allows cannot be told. */
export function* withoutRole(app: App): Iterable<Outcome> {
  for (const fn of app.functions) {
    if (fn.roleId !== null) continue;
    const reason = roleElsewhere(fn);
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
