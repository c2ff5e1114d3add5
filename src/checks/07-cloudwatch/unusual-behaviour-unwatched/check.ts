import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { isLearning, lambdaProtectionOf, WATCHER_TYPES } from './watchers.ts';

/** Subject of what concerns the account the app is deployed to. */
const ACCOUNT = 'account';

const check: Check = defineCheck({
  id: 'unusual-behaviour-unwatched',
  title: 'Nothing learns what is usual, so nothing notices what is not',
  practices: [7],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  ],
  looksAt: WATCHER_TYPES,
  messages: {
    noInsights: '{trail} records what happens, and nothing in the template learns from it what is usual',
    lambdaOff: '{detector} has Lambda Protection off, so nobody notices when a function talks to an address that it never talked to',
  },
  remedy:
    'Enable the feature LAMBDA_NETWORK_LOGS of GuardDuty, alarm on an anomaly band, or say in casemate.config.json under account.elsewhere where that is done.',
  config: ['account.elsewhere'],
  *run(app) {
    yield judge(app);
  },
  fix,
});
export default check;

/** What watches an account mostly stands in a template of its own, so an app that declares nothing of it is not asked. */
function judge(app: App): Outcome {
  if (isLearning(app)) return pass(ACCOUNT);
  const detectors = app.ofType('AWS::GuardDuty::Detector').map((resource) => ({ resource, ...lambdaProtectionOf(resource) }));
  if (detectors.some(({ isOn }) => isOn === true)) return pass(ACCOUNT);
  const off = detectors.find(({ isOn }) => isOn === false);
  if (off !== undefined) {
    return fail({
      subject: ACCOUNT,
      message: 'lambdaOff',
      args: { detector: off.resource.logicalId },
      at: off.said?.at ?? off.resource.at,
    });
  }
  const [open] = detectors;
  if (open !== undefined) {
    return cannotTell(ACCOUNT, { reason: `${open.resource.logicalId} does not say whether it watches functions`, at: open.resource.at });
  }
  const [trail] = app.trails;
  if (trail === undefined) return notApplicable(ACCOUNT, 'what watches the account is not part of the template');
  // It is one way of several, and it costs by the event.
  const args = { trail: trail.resource.logicalId };
  return fail({
    subject: ACCOUNT,
    message: 'noInsights',
    args,
    severity: 'info',
    at: trail.at,
    absence: true,
    data: { trail: trail.resource.id },
  });
}
