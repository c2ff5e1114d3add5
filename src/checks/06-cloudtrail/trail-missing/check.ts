import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

/** Subject of what concerns the account the app is deployed to. */
const ACCOUNT = 'account';

const check: Check = defineCheck({
  id: 'trail-missing',
  title: 'No trail records what happens in the account',
  practices: [6],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
  ],
  looksAt: ['AWS::CloudTrail::Trail'],
  messages: { none: 'the config says that no trail records this account, and the app declares none' },
  remedy:
    'Declare a multi-region AWS::CloudTrail::Trail, or say in casemate.config.json under account.trail where it is ("none" if there is none).',
  fix,
  config: ['account.trail'],
  *run(app) {
    yield judge(app);
  },
});
export default check;

function judge(app: App): Outcome {
  if (app.trails.length > 0) return pass(ACCOUNT);
  const told = app.config.account.trail;
  const at = { source: app.files[0]!, start: 0, end: 0 };
  if (told?.trim().toLowerCase() === 'none') return fail({ subject: ACCOUNT, message: 'none', at, absence: true });
  if (told !== null) return pass(ACCOUNT);
  if (app.functions.length === 0 && app.apis.length === 0) return notApplicable(ACCOUNT, 'the template holds no function and no API');
  return cannotTell(ACCOUNT, { reason: 'nobody said where this account keeps its trail: set account.trail in casemate.config.json', at });
}
