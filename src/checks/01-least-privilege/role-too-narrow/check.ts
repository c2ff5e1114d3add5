import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Evidence, Outcome } from '../../../model/finding.ts';
import { showHoles } from '../../../iam/policy.ts';
import type { Need } from '../../../model/needs.ts';
import { shownResource } from '../../../model/policy-text.ts';
import type { Role } from '../../../model/role.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import { roleBehavior, withoutRole } from '../role-behavior.ts';
import type { RoleBehavior } from '../role-behavior.ts';
import { certainNeeds, deniedOf, isCertainFor } from './denied.ts';
import type { Denied } from './denied.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'role-too-narrow',
  title: 'Role denies a call that the code makes',
  practices: [1],
  severity: 'high',
  promise: 'proof',
  proves: 'roles that allow every call of their functions',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Serverless::Function', 'AWS::Lambda::Function'],
  messages: {
    missing: '{holder} does not allow {action} on {resource}, which {functions} needs{more}',
    denied: '{holder} denies {action} on {resource}, which {functions} needs{more}',
    bounded: 'The permissions boundary of {role} does not allow {action} on {resource}, which {functions} needs{more}',
    refused: 'The policy of {resource} keeps every role from {action}, which {functions} needs{more}',
  },
  remedy: 'Add the statement that "casemate policy" prints for the function.',
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
  const answers = certainNeeds(app, role, behavior.needs);
  const denied = deniedOf(answers);
  if (denied.length > 0) return tooNarrow(app, { role, behavior }, denied);
  const open = answers.find(({ answer }) => answer !== 'allowed');
  const policy = rolePolicy(app, role);
  const blind = policy.unreadable[0] ?? policy.boundary?.unreadable[0];
  if (open !== undefined) {
    const { call, target } = open.need.reasons[0]!;
    const why = target.unknown === null ? 'is allowed is known only at deployment' : `is allowed cannot be told: ${target.unknown}`;
    const reason = `whether ${open.need.action} on ${shownResource(app, open.need.arn)} ${why}`;
    return cannotTell(role.id, blind ?? { reason, at: call?.at ?? role.at });
  }
  return behavior.blocked === null ? pass(role.id) : cannotTell(role.id, behavior.blocked);
}

function tooNarrow(app: App, { role, behavior }: { role: Role; behavior: RoleBehavior }, denied: readonly Denied[]): Outcome {
  const [{ need, how }] = denied as readonly [Denied, ...Denied[]];
  const functions = behavior.users;
  const more = denied.length === 1 ? '' : `, nor ${denied.length - 1} other ${denied.length === 2 ? 'need' : 'needs'}`;
  return fail({
    subject: role.id,
    message: how,
    args: {
      functions,
      action: need.action,
      resource: shownResource(app, need.arn),
      holder: nameOf(role.resource),
      role: role.resource.logicalId,
      more,
    },
    at: how === 'bounded' ? (role.permissionsBoundary?.at ?? role.at) : role.at,
    evidence: denied.flatMap((one) => evidenceOf(app, one.need)),
    data: { functions, missing: denied.map((one) => ({ action: one.need.action, resource: showHoles(one.need.arn) })) },
  });
}

/** The chain of a need: the line that calls, how the name gets there, where the template gives it. */
function evidenceOf(app: App, need: Need): Evidence[] {
  const { call, platform, target, because } = need.reasons.find(isCertainFor(need)) ?? need.reasons[0]!;
  const request = `${need.action} on ${shownResource(app, need.arn)}`;
  if (call === null) return [{ text: `${platform!.because} needs ${request}`, at: platform!.at }];
  const why = because === null ? '' : `, since ${because}`;
  const steps: Evidence[] = [{ text: `${call.service} ${call.operation} needs ${request}${why}`, at: call.at }];
  if (target.bound !== null) steps.push({ text: target.via, at: target.bound });
  return steps;
}
