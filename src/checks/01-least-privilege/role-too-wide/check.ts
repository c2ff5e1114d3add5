import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import { globMatches } from '../../../iam/match.ts';
import { showHoles } from '../../../iam/policy.ts';
import type { Request } from '../../../iam/policy.ts';
import { shownResource } from '../../../model/policy-text.ts';
import type { Role } from '../../../model/role.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { RoleStatement } from '../../../model/role-policy.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import { roleBehavior, withoutRole } from '../role-behavior.ts';
import type { RoleBehavior } from '../role-behavior.ts';
import { excessOf } from './excess.ts';
import type { Excess } from './excess.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'role-too-wide',
  title: 'Role allows more than its functions can use',
  practices: [1],
  severity: 'high',
  promise: 'proof',
  proves: 'roles that allow nothing their functions do not need',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Serverless::Function', 'AWS::Lambda::Function'],
  messages: {
    excess: '{holder} allows {action} on {resource}, {need} ({count} in all)',
  },
  remedy: 'Allow what "casemate policy" prints for the function: the actions its code calls, on the resources it names.',
  fix,
  *run(app) {
    for (const role of app.roles) yield judge(app, role);
    yield* withoutRole(app);
  },
});
export default check;

function judge(app: App, role: Role): Outcome {
  const behavior = roleBehavior(app, role);
  if (behavior === null)
    return notApplicable(role.id, 'neither a function of the app nor a service whose needs the template tells runs with it');
  if (behavior.blocked !== null) return cannotTell(role.id, behavior.blocked);
  const policy = rolePolicy(app, role);
  const { excess, undecided } = excessOf(app, policy, behavior.needs);
  if (excess.length > 0) return tooWide(app, { role, behavior }, excess);
  // Whatever a boundary says, it only takes away.
  const blind = policy.unreadable[0] ?? undecided;
  return blind === null ? pass(role.id) : cannotTell(role.id, blind);
}

function tooWide(app: App, { role, behavior }: { role: Role; behavior: RoleBehavior }, excess: readonly Excess[]): Outcome {
  const worst = excess[0]!;
  const witness = worst.witnesses[0]!;
  const actions = new Set(excess.flatMap((one) => one.witnesses.map((witness) => witness.action)));
  const count = `${actions.size}${excess.some((one) => one.isCut) ? ' or more' : ''} ${actions.size === 1 ? 'action' : 'actions'}`;
  const functions = behavior.users;
  return fail({
    subject: role.id,
    message: 'excess',
    args: {
      holder: nameOf(role.resource),
      action: witness.action,
      resource: where(app, worst, witness),
      need: needFor(app, behavior, witness.action),
      count,
    },
    at: worst.statement.at,
    severity: worst.severity,
    about: excess.map((one) => one.statement.at),
    evidence: [...witnessed(app, worst, witness), ...excess.map((one) => evidenceOf(app, one)), ...needed(app, behavior)],
    data: {
      functions,
      witness: {
        action: witness.action,
        resource: showHoles(witness.resource),
        context: Object.fromEntries(witness.context),
      },
      excess: excess.map((one) => ({ statement: one.statement.subject, actions: one.witnesses.map((witness) => witness.action) })),
    },
  });
}

/** How far an action is needed, in words: a wildcard may be too wide for an action that the code does call. */
function needFor(app: App, { needs, users }: RoleBehavior, action: string): string {
  const who = users.join(', ');
  const [first, ...others] = new Set(needs.filter((need) => need.action === action && need.arn !== '*').map(({ arn }) => arn));
  if (first === undefined) return `which nothing in ${who} needs`;
  return `while ${who} ${users.length === 1 ? 'needs' : 'need'} it on ${shownResource(app, first)}${others.length > 0 ? ` and ${others.length} more` : ''} alone`;
}

const SHOWN = 5;

function evidenceOf(app: App, excess: Excess): Evidence {
  const { statement, witnesses, isCut } = excess;
  const places = Map.groupBy(witnesses, (witness) => where(app, excess, witness));
  const shown = [...places].map(([place, requests]) => {
    const actions = requests.slice(0, SHOWN).map((request) => request.action);
    const more = requests.length > SHOWN ? ` and ${requests.length - SHOWN}${isCut ? ' or more' : ''} others` : '';
    return `${actions.join(', ')}${more} on ${place}`;
  });
  return { text: `${statement.managed ?? statement.subject} allows without need: ${shown.join('; ')}`, at: statement.at };
}

/** The resources of the statement that a request falls under, in words. */
function where(app: App, { statement }: Excess, witness: Request): string {
  const { resources } = statement.policy;
  const place =
    resources?.not === true
      ? `every resource except ${resources.patterns.map((one) => shownResource(app, one)).join(', ')}`
      : shownResource(app, patternFor(statement, witness) ?? witness.resource);
  return statement.policy.conditions.length === 0 ? place : `${place} (under its conditions)`;
}

function patternFor({ policy: { resources } }: RoleStatement, witness: Request): string | undefined {
  return resources?.not === false ? resources.patterns.find((one) => globMatches(one, witness.resource)) : undefined;
}

/** A request in full; where every resource is allowed, an example says nothing more. */
function witnessed(app: App, worst: Excess, witness: Request): Evidence[] {
  if (worst.statement.policy.resources?.not === true) return [];
  if (shownResource(app, patternFor(worst.statement, witness) ?? '') === 'every resource') return [];
  return [{ text: `a request that it allows: ${witness.action} on ${showHoles(witness.resource)}` }];
}

/** What is needed, each need with the line of code that says so. */
function needed(app: App, { needs }: RoleBehavior): Evidence[] {
  const byCode = needs.filter((need) => need.reasons.some((reason) => reason.call !== null));
  return byCode.slice(0, SHOWN).map((need) => {
    const { call, target } = need.reasons.find((reason) => reason.call !== null)!;
    const via = target.via === '' ? '' : `: ${target.via}`;
    return { text: `needed: ${need.action} on ${shownResource(app, need.arn)}${via}`, at: call!.at };
  });
}
