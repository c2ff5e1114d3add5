import { expandAction } from '../../../data/iam-actions.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { exactText, isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { everythingIn, isGenerated, judgeGrants } from '../grants.ts';
import type { Everything, Grant } from '../grants.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'pass-role-unrestricted',
  title: 'Policy lets any role be handed to a service',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Serverless::Function'],
  yieldsTo: ['privilege-escalation'],
  messages: {
    anyRole: '{holder} may pass every role of the account to any service, an administrator role among them',
    anyRoleToService: '{holder} may pass every role of the account that {services} can assume, not only the one it needs',
  },
  remedy: 'Name the roles in Resource, and the service that receives them in an iam:PassedToService condition.',
  fix,
  run: (app) => judgeGrants(app, judge),
});
export default check;

function judge(grant: Grant): Outcome {
  const { statement, holder, functions } = grant;
  const { subject, actions } = statement;
  const passing = actions.filter((action) => expandAction(exactText(action) ?? '').includes('iam:PassRole'));
  if (passing.length === 0) {
    const blocked = actions.find(isUnknown);
    return blocked === undefined ? notApplicable(subject, 'it passes no role') : cannotTell(subject, blocked);
  }
  if (passing.every((action) => /^(?:iam:)?\*+$/i.test(exactText(action) ?? ''))) {
    return notApplicable(subject, 'it allows all of IAM, which wildcard-action judges');
  }
  if (isGenerated(grant)) return pass(subject);
  const resources = statement.resources.map(everythingIn);
  const every = resources.find((resource): resource is Everything => resource !== null && !isUnknown(resource));
  if (every === undefined) {
    const blocked = resources.find(isUnknown);
    return blocked === undefined ? pass(subject) : cannotTell(subject, blocked);
  }
  if (statement.conditions.some(({ key }) => /^(?:aws|iam):resourcetag\//i.test(key))) return pass(subject);
  const services = statement.conditions.filter(({ key }) => key.toLowerCase() === 'iam:passedtoservice').flatMap(({ values }) => values);
  const named = services.map(exactText).filter((service) => service !== undefined && service !== '*') as string[];
  const common = { subject, at: every.value.at, data: { services: named, functions } };
  if (services.length === 0 || (named.length === 0 && services.every((service) => exactText(service) === '*'))) {
    return fail({ ...common, message: 'anyRole', args: { holder } });
  }
  // The receiving service is fixed, so only roles that trust it can be reached.
  const shown = named.length === 0 ? ['the named service'] : named;
  return fail({ ...common, message: 'anyRoleToService', args: { holder, services: shown }, severity: 'medium' });
}
