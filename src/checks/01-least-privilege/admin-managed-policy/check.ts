import { isAdministrative, isFullAccess } from '../../../data/managed-policies.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { managedPolicyRef } from '../../../model/role.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { isUnknown, itemsOf, resourceNamed, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import { isFullAccessName } from '../wide-names.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'admin-managed-policy',
  title: 'AWS managed policy with full access is attached',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-use-aws-defined-policies',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::Serverless::Function'],
  yieldsTo: ['role-too-wide'],
  messages: {
    administrator: '{holder} has {policy} attached and with it the whole account, or the means to take it',
    fullAccess: '{holder} has {policy} attached: full control of the service and every resource in it, whatever the code calls',
    wide: '{holder} has {policy} attached: all that it allows of the service, on every resource in it, whatever the code calls',
  },
  remedy: 'Replace the managed policy by statements with the actions that are called and the ARNs that are used.',
  fix,
  *run(app) {
    for (const holder of app.ofType('AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group')) yield* judge(app, holder);
  },
});
export default check;

function* judge(app: App, holder: Resource): Iterable<Outcome> {
  const attached = itemsOf(property(holder, 'ManagedPolicyArns')).filter((value) => resourceNamed(value) === undefined);
  if (attached.length === 0) yield notApplicable(holder.id, 'no managed policy is attached');
  for (const value of attached) yield judgePolicy(app, holder, value);
}

function judgePolicy(app: App, holder: Resource, value: Value): Outcome {
  const { name, awsManaged, at } = managedPolicyRef(value);
  if (isUnknown(value)) return cannotTell(holder.id, value);
  if (name === null) return cannotTell(holder.id, unknown(`which policy ${show(value)} is, is known only at deployment`, at));
  if (awsManaged !== true || !isFullAccessName(name)) return pass(holder.id);
  const administrative = isAdministrative(name);
  const whole = isFullAccess(name);
  return fail({
    subject: holder.id,
    message: administrative ? 'administrator' : whole ? 'fullAccess' : 'wide',
    args: { holder: nameOf(holder), policy: name },
    at,
    // A name that promises full access, of a policy that leaves part of the service out.
    severity: administrative || whole ? 'high' : 'medium',
    data: { policy: name, functions: app.roles.find((role) => role.id === holder.id)?.functions ?? [] },
  });
}
