import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { isUnknown, unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { roleElsewhere } from '../../role-elsewhere.ts';
import { fix } from './fix.ts';
import { denialOf, isAllowed, logStreams } from './log-access.ts';

// What Lambda does with the function's role for every log line; it makes the group itself only where nobody did.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
const ACTIONS: readonly string[] = ['logs:CreateLogStream', 'logs:PutLogEvents'];

const check: Check = defineCheck({
  id: 'cannot-log',
  title: 'Function may not write its logs',
  practices: [8],
  severity: 'high',
  promise: 'proof',
  proves: 'functions that may write their logs',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
  messages: {
    notAllowed: '{function} leaves no logs: nothing attached to {role} allows {actions} on its log group',
    denied: '{function} leaves no logs: {role} is denied {actions} on its log group',
    bounded: '{function} leaves no logs: the permissions boundary of {role} does not allow {actions} on its log group',
  },
  remedy:
    'Attach AWSLambdaBasicExecutionRole, or allow logs:CreateLogStream and logs:PutLogEvents on the log group with `:*` behind its ARN.',
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const role = app.roles.find((one) => one.id === fn.roleId);
  if (role === undefined) {
    const reason = roleElsewhere(fn);
    return cannotTell(fn.id, isUnknown(fn.role) ? fn.role : unknown(reason, fn.role?.at ?? fn.at));
  }
  const streams = logStreams(app, fn.resource);
  const policy = rolePolicy(app, role);
  const args = { function: fn.resource.logicalId, role: role.resource.logicalId };
  const common = { subject: fn.id, data: { functions: [fn.id], actions: ACTIONS } };
  const denials = ACTIONS.map((action) => ({ action, by: denialOf(policy, action, streams) })).filter(({ by }) => by !== null);
  const [denial] = denials;
  if (denial !== undefined)
    return fail({ ...common, message: 'denied', args: { ...args, actions: denials.map(({ action }) => action) }, at: denial.by!.at });
  for (const [documents, message, at] of [
    [policy, 'notAllowed', role.at],
    [policy.boundary, 'bounded', role.permissionsBoundary?.at ?? role.at],
  ] as const) {
    if (documents === null) continue;
    const answers = ACTIONS.map((action) => ({ action, allowed: isAllowed(app, documents, { action, streams, at }) }));
    const missing = answers.filter(({ allowed }) => allowed === false).map(({ action }) => action);
    if (missing.length > 0) return fail({ ...common, message, args: { ...args, actions: missing }, at, absence: true });
    const blocked = answers.map(({ allowed }) => allowed).find(isUnknown);
    if (blocked !== undefined) return cannotTell(fn.id, blocked);
  }
  return pass(fn.id);
}
