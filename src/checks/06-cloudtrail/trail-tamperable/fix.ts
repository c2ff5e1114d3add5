import { TAMPERINGS } from '../../../data/trail-tampering.ts';
import type { Tampering } from '../../../data/trail-tampering.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, NoFix } from '../../../model/fix.ts';
import type { Role } from '../../../model/role.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import { written } from '../../../model/written.ts';
import { stringOf, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { resourceNamed } from '../../../model/value.ts';
import type { Trail } from '../../../model/trail.ts';
import { getAtt, noFix, sub, writtenOf } from '../../fixing/owner.ts';
import { addPolicies, policyBeside, shownRole } from '../../fixing/policies/add-policies.ts';
import { dependsOn } from '../../fixing/policies/depends-on.ts';
import { PolicyEdits } from '../../fixing/policies/policy-edits.ts';
import { pathAt } from '../../fixing/place.ts';
import { tamperingsBy } from './tampering.ts';
import type { Tampered } from './tampering.ts';

/** A Deny that holds whatever else the role is allowed, for roles that cannot be narrowed to what their code needs. */
export const fix: CheckFix = {
  safety: 'review',
  // Roles that could tamper with it are narrowed before.
  after: ['role-too-wide'],
  plan(fail, app) {
    const role = app.roles.find(({ id }) => id === fail.subject);
    if (role === undefined) return noFix(`${fail.subject} is not a role of this app`);
    if (fail.message !== 'direct') return noFix('the step by which it gets further permissions has to go');
    if (isKnown(app, role)) return noFix('what it does not need goes when the role is narrowed to what its code does');
    const { found } = tamperingsBy(app, rolePolicy(app, role));
    const things = thingsOf(app, role, found);
    if ('safety' in things) return things;
    const taken = withoutGrants(role, found, things);
    const changes = taken ?? denied(app, role, { found, things });
    if (typeof changes === 'string') return noFix(changes);
    const trails = [...new Set(found.map(({ trail }) => trail.resource.logicalId))].join(', ');
    return {
      safety: 'review',
      title: `${taken === null ? 'Deny' : 'Take from'} ${shownRole(role)} what stops ${trails} or rewrites its log files`,
      changes,
      todo: [`See that nothing that runs as ${shownRole(role)} has to change ${trails}`],
    };
  },
};

/** Whether what the role's functions do is known in full. */
function isKnown(app: App, role: Role): boolean {
  const functions = app.functions.filter(({ roleId }) => roleId === role.id);
  return functions.length > 0 && functions.length === role.functions.length && functions.every((fn) => app.behaviorOf(fn).complete);
}

/** What of a trail a role can tamper with: the id, and how a statement names it. */
interface Thing {
  readonly id: string;
  readonly arn: Authored;
}

function thingsOf(app: App, role: Role, found: readonly Tampered[]): readonly Thing[] | NoFix {
  const things = new Map<string, Thing>();
  for (const { trail, by } of found) {
    const on = TAMPERINGS.find(({ action }) => action === by.request.action)!.on;
    const thing = app.resource(thingOf(trail, on));
    if (thing === undefined || writtenOf(thing)?.file !== role.at.source)
      return noFix(`what ${trail.resource.logicalId} writes to is not in the template of the role`);
    const arn = on === 'objects' ? sub(`\${${thing.logicalId}.Arn}/*`) : getAtt(thing.logicalId, 'Arn');
    things.set(JSON.stringify(arn), { id: thing.id, arn });
  }
  return [...things.values()];
}

function thingOf(trail: Trail, on: Tampering['on']): string | undefined {
  if (on === 'trail') return trail.resource.id;
  if (on === 'key') return resourceNamed(trail.kmsKey);
  return resourceNamed(on === 'log group' ? trail.logGroup : trail.bucket);
}

/** Actions that are granted by name, on the trail's things and nothing else, go; null where one is granted in another way. */
function withoutGrants(role: Role, found: readonly Tampered[], things: readonly Thing[]): readonly Change[] | string | null {
  const edits = new PolicyEdits(role.at.source);
  for (const { statement, actions } of byStatement(found)) {
    const path = pathAt(statement.at);
    const node = path && statement.at.source === role.at.source ? written(statement.at.source, path) : undefined;
    const listed = node?.kind === 'map' && namesOnly(node.get('Resource'), things) ? itemsIn(node.get('Action')) : null;
    if (path === undefined || listed === null || actions.some((action) => !listed.includes(action))) return null;
    if (listed.every((action) => actions.includes(action))) edits.remove(path);
    else for (const [i, action] of listed.entries()) if (actions.includes(action)) edits.remove([...path, 'Action', i]);
  }
  return edits.changes();
}

function byStatement(found: readonly Tampered[]): { statement: RoleStatement; actions: string[] }[] {
  const groups = new Map<RoleStatement, string[]>();
  for (const { by } of found) groups.set(by.statement, [...(groups.get(by.statement) ?? []), by.request.action]);
  return [...groups].map(([statement, actions]) => ({ statement, actions }));
}

/** The exact texts of a value or list; null where one is something else. */
function itemsIn(node: Node | undefined): readonly string[] | null {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const texts = items.map(stringOf);
  return texts.some((text) => text === undefined) || texts.length === 0 ? null : (texts as string[]);
}

function namesOnly(node: Node | undefined, things: readonly Thing[]): boolean {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const ids = things.map(({ id }) => id);
  const named = items.map((item) => /^\{"(?:Ref|Fn::GetAtt|Fn::Sub)":\[?"(?:\$\{)?(\w+)/.exec(JSON.stringify(toJson(item)))?.[1]);
  return items.length > 0 && named.every((id) => id !== undefined && ids.includes(id));
}

/** In the role's own policies, or in one beside it where the role is named by what it would name. */
function denied(
  app: App,
  role: Role,
  { found, things }: { found: readonly Tampered[]; things: readonly Thing[] },
): readonly Change[] | string {
  const actions = [...new Set(found.map(({ by }) => by.request.action))];
  const arns = things.map(({ arn }) => arn);
  const statement: Authored = {
    Sid: 'KeepTheTrail',
    Effect: 'Deny',
    Action: actions.length === 1 ? actions[0]! : actions,
    Resource: arns.length === 1 ? arns[0]! : arns,
  };
  const file = role.at.source;
  if (things.some(({ id }) => dependsOn(app, id, role.id))) {
    const beside = policyBeside(app, role, file, [statement]);
    return beside === null ? `${role.resource.logicalId} is not written as a resource of its own` : [beside];
  }
  const edits = new PolicyEdits(file);
  return addPolicies(edits, { app, role }, { templates: [], statements: [statement] }, []) ?? edits.changes();
}
