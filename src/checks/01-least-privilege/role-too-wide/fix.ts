import type { App } from '../../../model/app.ts';
import type { Fix, CheckFix, NoFix } from '../../../model/fix.ts';
import type { Need } from '../../../model/needs.ts';
import type { Role } from '../../../model/role.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import { definitionOf } from '../../../model/state-machine.ts';
import { shownHint } from '../../../model/hint.ts';
import type { Hint } from '../../../model/hint.ts';
import { property } from '../../../model/template.ts';
import { resourcesIn } from '../../../model/value.ts';
import { noFix } from '../../fixing/owner.ts';
import { shownRole } from '../../fixing/policies/add-policies.ts';
import { piecesOf } from '../../fixing/policies/pieces.ts';
import { isOthersToo, roleBehavior } from '../role-behavior.ts';
import type { RoleBehavior } from '../role-behavior.ts';
import { excessOf } from './excess.ts';
import { Narrowing } from './narrowing.ts';

/** Leaves of a role's policies what its functions need: statements become narrower where they stand, and what takes their place is added once. */
export const fix: CheckFix = {
  safety: 'safe',
  // What they add or take away is needed, or is not needed any more.
  after: ['environment-secret', 'async-without-dead-letter', 'self-managed-runtime', 'shared-role'],
  plan: (fail, app) => {
    const role = app.roles.find((one) => one.id === fail.subject);
    return role === undefined ? noFix(`${fail.subject} is not in the template`) : planFor(app, role);
  },
};

function planFor(app: App, role: Role): Fix | NoFix {
  const behavior = roleBehavior(app, role);
  if (behavior === null) return noFix('nothing of the app runs with it');
  if (behavior.blocked !== null) return noFix(behavior.blocked.reason);
  const policy = rolePolicy(app, role);
  const { excess } = excessOf(app, policy, behavior.needs);
  const wide = piecesOf(
    app,
    role,
    policy.statements.filter(({ at }) =>
      excess.some(({ statement }) => statement.at.source === at.source && statement.at.start === at.start && statement.at.end === at.end),
    ),
  );
  if (typeof wide === 'string') return noFix(wide);
  const file = wide[0]?.file;
  if (file === undefined || wide.some((piece) => piece.file !== file)) return noFix('its policies stand in several files');
  const narrowing = new Narrowing({ app, role, policy, needs: behavior.needs, wide, file });
  const changes = narrowing.changes();
  if (typeof changes === 'string') return noFix(changes);
  const sends = ({ policy: { actions } }: RoleStatement): boolean =>
    actions.not || actions.patterns.some((one) => /^(?:\*|ses:)/i.test(one));
  const mail = behavior.needs.some(isByAddress) && wide.some(({ statements }) => statements.some(sends));
  const idle = behavior.users.filter((id) => doesNothing(app, id));
  const waiting = narrowing.hasPolicyBeside ? customResourcesOf(app, role) : [];
  const todo = [
    ...(mail ? [VERIFIED] : []),
    ...waiting.map((id) => `Let ${id} wait for the new policy (DependsOn), as its function needs it`),
    ...hintsTaken(behavior).map((hint) => `See that ${shownHint(hint)} is right: the role is narrowed by what it says of ${hint.function}`),
    ...servicesOf(app, behavior).map((id) => `See that ${id} still works: what it does with its role is read from the template alone`),
    ...idle.map((id) => `See that ${id} runs as the template defines it: its definition has no task`),
  ];
  return {
    safety: isOthersToo(role) || narrowing.hasPolicyBeside || todo.length > 0 ? 'review' : 'safe',
    title: `Limit ${shownRole(role)} to what ${behavior.users.join(', ')} ${behavior.users.length === 1 ? 'uses' : 'use'}`,
    changes,
    ...(todo.length > 0 && { todo }),
  };
}

/** What runs with the role and is neither a function nor a state machine. */
function servicesOf(app: App, { users }: RoleBehavior): readonly string[] {
  const isFollowed = (id: string): boolean => /^AWS::(?:Lambda::Function|StepFunctions::StateMachine)$/.test(app.resource(id)?.type ?? '');
  return users.filter((id) => !isFollowed(id));
}

/** The owner's hints that say something of what a role's functions need. */
function hintsTaken({ behaviors }: RoleBehavior): readonly Hint[] {
  return behaviors.flatMap(({ hints }) => hints.flatMap(({ hint, answered }) => (answered > 0 ? [hint] : [])));
}

/** Custom resources that call a function of the role while the stack is deployed. */
function customResourcesOf(app: App, role: Role): string[] {
  const calls = app.resources.filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  const isOurs = (id: string): boolean => role.functions.includes(id);
  return calls.filter((one) => [...resourcesIn(property(one, 'ServiceToken'))].some(isOurs)).map(({ logicalId }) => logicalId);
}

const VERIFIED =
  'See that the address that mail is sent from is verified itself: where its domain is, name the identity of the domain, and in the sandbox those of the recipients too';

/** Whether a state machine has no task: its definition may stand in for one that is made elsewhere. */
function doesNothing(app: App, id: string): boolean {
  const machine = app.ofType('AWS::StepFunctions::StateMachine').find((one) => one.id === id);
  return machine !== undefined && definitionOf(machine).tasks.length === 0;
}

/**
 * Whether an identity of SES is told by an address of mail alone: the one that is verified may be the domain of it
 * (https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html).
 */
function isByAddress({ action, reasons }: Need): boolean {
  return action.startsWith('ses:Send') && reasons.some(({ target }) => target.logicalId === null && target.arn.includes(':identity/'));
}
