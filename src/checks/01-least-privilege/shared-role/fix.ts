import type { App } from '../../../model/app.ts';
import type { Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Role } from '../../../model/role.ts';
import { writtenTree } from '../../../model/written.ts';
import { at, stringOf } from '../../../util/node.ts';
import { noFix, notWritten, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { mentionsOf } from '../../fixing/policies/mentions.ts';
import { PolicyEdits, asWritten } from '../../fixing/policies/policy-edits.ts';
import { roleBehavior } from '../role-behavior.ts';
import { giveOwnRole } from './own-role.ts';
import type { Leaver } from './own-role.ts';

/** Gives every function whose needs are known a role of its own; the shared one goes when nobody is left who runs with it. */
export const fix: CheckFix = {
  safety: 'review',
  // New roles take over what the shared one trusts.
  after: ['role-trust-too-wide', 'self-managed-runtime', 'environment-secret'],
  plan: (fail, app) => {
    const role = app.roles.find((one) => one.id === fail.subject);
    return role === undefined ? noFix(`${fail.subject} is not in the template`) : split(app, role);
  },
};

function split(app: App, role: Role): Fix | NoFix {
  const shared = writtenOf(role.resource);
  const behavior = roleBehavior(app, role);
  if (shared?.type !== 'AWS::IAM::Role' || behavior === null) return notWritten(role.resource);
  const leavers: Leaver[] = [];
  for (const [i, fn] of behavior.functions.entries()) {
    const own = behavior.behaviors[i]!;
    const written = writtenOf(fn.resource);
    if (!own.complete) continue;
    if (written === undefined || written.file !== shared.file) return notWritten(fn.resource);
    if (at(written.node, 'Properties', 'Role') === undefined) return noFix(`the role of ${fn.id} is set under Globals`);
    leavers.push({ fn, written, behavior: own });
  }
  const edits = new PolicyEdits(shared.file);
  const stays = leavers.length < behavior.users.length;
  const others = strangersTo(shared, role, leavers);
  // Who names the role lets it, and it alone, do something.
  if (typeof others === 'string') return noFix(`${others} names ${shared.logicalId}: it would have to name the new roles too`);
  for (const leaver of leavers) {
    const trouble = giveOwnRole(edits, { app, role, shared, leaver });
    if (trouble !== null) return noFix(trouble);
  }
  if (!stays) for (const path of others) detach(edits, shared, path);
  if (!stays) edits.remove(shared.path);
  const changes = edits.changes();
  if (typeof changes === 'string') return noFix(changes);
  const ids = leavers.map(({ fn }) => fn.id);
  return { safety: 'review', title: `Give ${ids.join(', ')} ${ids.length === 1 ? 'a role of its own' : 'roles of their own'}`, changes };
}

/** Takes a policy away with its only role, or the role out of its list: as a whole, so that no two edits leave the list empty. */
function detach(edits: PolicyEdits, { file }: Written, path: Path): void {
  const roles = at(writtenTree(file) ?? undefined, ...path.slice(0, -1));
  if (path.length === 2 || roles?.kind !== 'list') edits.remove(path);
  else
    edits.set(
      path.slice(0, -1),
      roles.items.flatMap((item, i) => (i === path.at(-1) ? [] : [asWritten(item)])),
    );
}

/** Policies that are the shared role's alone and go with it, and places in lists; or what else names the role. */
function strangersTo(shared: Written, role: Role, leavers: readonly Leaver[]): readonly Path[] | string {
  const tree = writtenTree(shared.file) ?? undefined;
  const users = new Set(role.usedBy.map((id) => id.slice(id.lastIndexOf('/') + 1)));
  const gone: Path[] = [];
  for (const path of mentionsOf(tree, shared.logicalId)) {
    const [top, id = ''] = path;
    if (top !== 'Resources') return 'an output';
    if (id === shared.logicalId || leavers.some(({ written }) => written.logicalId === id) || users.has(String(id))) continue;
    const type = stringOf(at(tree, 'Resources', id, 'Type')) ?? '';
    const roles = at(tree, 'Resources', id, 'Properties', 'Roles');
    if (!/^AWS::IAM::(?:Managed)?Policy$/.test(type) || path[3] !== 'Roles' || roles?.kind !== 'list') return String(id);
    gone.push(roles.items.length === 1 ? ['Resources', id] : path);
  }
  return gone;
}
