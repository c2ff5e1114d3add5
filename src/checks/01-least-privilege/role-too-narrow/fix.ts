import type { App } from '../../../model/app.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Need } from '../../../model/needs.ts';
import { shownResource } from '../../../model/policy-text.ts';
import type { Role } from '../../../model/role.ts';
import { resourceNamed } from '../../../model/value.ts';
import { noFix } from '../../fixing/owner.ts';
import { shownRole } from '../../fixing/policies/add-policies.ts';
import { addToBoundary } from '../../fixing/policies/boundary.ts';
import { grantNeeds } from '../../fixing/policies/grant-needs.ts';
import { roleBehavior } from '../role-behavior.ts';
import { certainNeeds, deniedOf } from './denied.ts';

/** Adds what is missing, to a statement on the same resources where there is one. What a Deny or a resource's own policy keeps out is the owner's to decide. */
export const fix: CheckFix = {
  safety: 'safe',
  plan: (fail, app) => {
    const role = app.roles.find((one) => one.id === fail.subject);
    const behavior = role === undefined ? null : roleBehavior(app, role);
    if (role === undefined || behavior === null) return noFix(`${fail.subject} is not in the template`);
    const answers = certainNeeds(app, role, behavior.needs);
    const denied = deniedOf(answers);
    const closed = denied.find(({ how }) => how === 'denied' || how === 'refused');
    if (closed?.how === 'denied')
      return noFix(`a Deny statement keeps ${closed.need.action} from the role: decide which of the two is meant`);
    if (closed !== undefined)
      return noFix(`the policy of ${shownResource(app, closed.need.arn)} keeps every role out: let it leave the decision to the account`);
    const open = answers.find((one) => one.answer !== 'allowed' && !denied.some(({ need }) => need === one.need));
    if (open !== undefined && (!isNamedInRun(open.need) || denied.some(({ need }) => toldOf(need).length === 0)))
      return noFix(`whether the role allows ${open.need.action} on ${shownResource(app, open.need.arn)} cannot be told`);
    if (behavior.blocked !== null) return noFix(behavior.blocked.reason);
    const missing = denied.filter(({ how }) => how === 'missing').map(({ need }) => need);
    const bounded = denied.filter(({ how }) => how === 'bounded').map(({ need }) => need);
    return bounded.length > 0 ? widenBoundary(app, role, { missing, bounded }) : allow(app, role, missing);
  },
};

function allow(app: App, role: Role, missing: readonly Need[]): Fix | NoFix {
  // A statement on every resource of a kind is too wide wherever the code turns out to use one: for the owner to name.
  const vague = missing.filter(isNamedInRun);
  const wanted = missing.flatMap((need) => (isNamedInRun(need) && toldOf(need).length > 0 ? toldOf(need) : [need]));
  const granted = grantNeeds(app, role, wanted);
  if (typeof granted === 'string') return noFix(granted);
  return {
    safety: granted.isBeside || vague.length > 0 ? 'review' : 'safe',
    ...(vague.length === 0
      ? {}
      : { todo: vague.map((need) => unnamed(app, role, need)), leavesOpen: ['role-too-narrow', 'role-too-wide'] }),
    title: `Allow ${shownRole(role)} ${listed(app, wanted)}`,
    changes: granted.changes,
  };
}

/** Whether the code learns only in a run which resource it is. */
function isNamedInRun({ reasons }: Need): boolean {
  return reasons.every(({ target }) => target.unknown !== null);
}

/**
 * The same need on the resources that can be told, where the run names one or else the template does (`event.get('bucket',
 * os.environ['BUCKET'])`): what the owner wrote down is meant, and what an event may ask for is the owner's to say. None where nothing is told.
 */
function toldOf(need: Need): readonly Need[] {
  const exact = need.reasons.flatMap(({ call }) =>
    (call?.grants ?? [])
      .filter(({ action, viaService }) => action === need.action && viaService === need.viaService)
      .flatMap(({ targets }) => targets.filter(({ unknown }) => unknown === null)),
  );
  const arns = new Map(exact.map((target) => [target.arn, target]));
  const reason = need.reasons[0]!;
  return [...arns.values()].map((target) => ({ ...need, arn: target.arn, reasons: [{ ...reason, target }] }));
}

function unnamed(app: App, role: Role, need: Need): string {
  const { action, arn, reasons } = need;
  const why = reasons[0]!.target.unknown;
  if (toldOf(need).length > 0) return `Decide whether ${shownRole(role)} may use ${action} on more than that: ${why}`;
  return `Name the resources on which ${shownRole(role)} needs ${action}, in the place of ${shownResource(app, arn)}: ${why}`;
}

/** Whoever limits roles by a boundary decides what is in it. */
function widenBoundary(app: App, role: Role, { missing, bounded }: { missing: readonly Need[]; bounded: readonly Need[] }): Fix | NoFix {
  const id = role.permissionsBoundary === undefined ? undefined : resourceNamed(role.permissionsBoundary);
  const boundary = app.resource(id);
  if (boundary === undefined) return noFix('the permissions boundary is not a resource of this app: ask whoever keeps it');
  const widened = addToBoundary(app, boundary, bounded);
  if (typeof widened === 'string') return noFix(widened);
  const granted = missing.length === 0 ? { changes: [] } : grantNeeds(app, role, missing);
  if (typeof granted === 'string') return noFix(granted);
  return { safety: 'review', title: `Let ${boundary.logicalId} allow ${listed(app, bounded)}`, changes: [...widened, ...granted.changes] };
}

const SHOWN = 2;

function listed(app: App, needs: readonly Need[]): string {
  const texts = needs.slice(0, SHOWN).map(({ action, arn }) => `${action} on ${shownResource(app, arn)}`);
  return texts.join(', ') + (needs.length > SHOWN ? ` and ${needs.length - SHOWN} more` : '');
}
