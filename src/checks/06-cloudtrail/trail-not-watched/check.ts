import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { rulesOf } from '../../../model/event-rule.ts';
import { textsEqual } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Trail } from '../../../model/trail.ts';
import { isUnknown, resourceNamed } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { any, cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { tellsOfCalls } from './told.ts';

const check: Check = defineCheck({
  id: 'trail-not-watched',
  title: 'Nobody is told what the trail records',
  practices: [6],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  ],
  looksAt: ['AWS::CloudTrail::Trail', 'AWS::Events::Rule', 'AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter'],
  messages: {
    unwatched:
      'what {trail} records is read by nobody as it happens: no metric filter or subscription on its log group, no rule on its events with a target',
  },
  remedy:
    "Add an EventBridge rule on `AWS API Call via CloudTrail` with a target, or a metric filter with an alarm on the trail's log group.",
  fix,
  *run(app) {
    if (app.trails.length === 0) yield notApplicable('account', 'the app declares no trail');
    for (const trail of app.trails) yield judge(app, trail);
  },
});
export default check;

function judge(app: App, trail: Trail): Outcome {
  const watched = any([...rulesOf(app).map((rule) => tellsOfCalls(rule)), filtered(app, trail)]);
  if (isUnknown(watched)) return cannotTell(trail.resource.id, watched);
  if (watched) return pass(trail.resource.id);
  return fail({ subject: trail.resource.id, message: 'unwatched', args: { trail: trail.resource.logicalId }, at: trail.at, absence: true });
}

/** Whether a metric filter or a subscription reads the trail's log group; an alarm is judged by the checks about alarms. */
function filtered(app: App, trail: Trail): boolean | Unknown {
  const { logGroup } = trail;
  if (logGroup === undefined) return false;
  const group = resourceNamed(logGroup);
  const subscriptions = app.ofType('AWS::Logs::SubscriptionFilter').map((one) => property(one, 'LogGroupName'));
  const answers = [...app.metricFilters.map((filter) => filter.logGroup), ...subscriptions].map((read) =>
    group !== undefined && resourceNamed(read) === group ? true : textsEqual(read, logGroup),
  );
  const answer = any(answers);
  // Filters on a log group of another stack belong to that stack.
  return answer === false && group === undefined
    ? { kind: 'unknown', reason: 'the log group of the trail is not in this template', at: logGroup.at }
    : answer;
}
