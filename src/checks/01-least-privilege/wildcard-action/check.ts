import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { exactText, isUnknown, show } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { everythingIn, isGenerated, judgeGrants } from '../grants.ts';
import type { Grant } from '../grants.ts';
import { isWholeService } from '../wide-names.ts';
import { isLimitable, reachOf } from './reach.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'wildcard-action',
  title: 'Policy allows every action of a service, or all but a few',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
  ],
  looksAt: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Serverless::Function'],
  yieldsTo: ['role-too-wide'],
  messages: {
    everything: '{holder} allows every action of every service',
    service: '{holder} allows {actions}, which takes in {reach}, and whatever AWS adds later',
    plain: '{holder} allows {actions}: nothing that could be limited to named resources today, and whatever AWS adds later',
    notAction: '{holder} allows every action except {actions}: all other services, and whatever AWS adds later',
    notResource: '{holder} allows {actions} on every resource except {resources}',
  },
  remedy: 'List the actions that are called in Action, and the resources they are called on in Resource.',
  fix,
  run: (app) => judgeGrants(app, judge),
});
export default check;

function judge(grant: Grant): Outcome {
  const { statement, holder, functions } = grant;
  const { subject, actions, notActions, resources, notResources } = statement;
  if (isGenerated(grant)) return pass(subject);
  if (notActions.length > 0) {
    const spared = notActions.map(show);
    return fail({
      subject,
      message: 'notAction',
      args: { holder, actions: spared },
      at: notActions[0]!.at,
      data: { notActions: spared, functions },
    });
  }
  const wide = actions.filter((action) => isWholeService(exactText(action) ?? ''));
  const names = (wide.length > 0 ? wide : actions).map(show);
  const data = { actions: names, functions };
  const limitable = wide.filter((action) => isLimitable(show(action)));
  if (wide.length > 0 && limitable.length === 0)
    return fail({ subject, message: 'plain', args: { holder, actions: wide.map(show) }, at: wide[0]!.at, severity: 'low', data });
  if (limitable.length > 0) {
    const every = wide.find((action) => /^[*:]+$/.test(show(action)));
    // On named resources the reach ends with them.
    const severity = resources.length > 0 && resources.every((resource) => everythingIn(resource) === null) ? 'medium' : 'high';
    return fail({
      subject,
      message: every === undefined ? 'service' : 'everything',
      args: { holder, actions: limitable.map(show), reach: reachOf(limitable.map(show)) },
      at: (every ?? limitable[0]!).at,
      severity,
      data,
    });
  }
  if (notResources.length > 0) {
    return fail({
      subject,
      message: 'notResource',
      args: { holder, actions: names, resources: notResources.map(show) },
      at: notResources[0]!.at,
      // What the actions are for, their names say.
      severity: 'medium',
      data,
    });
  }
  const blocked = actions.find(isUnknown);
  return blocked === undefined ? pass(subject) : cannotTell(subject, blocked);
}
