import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Alarm } from '../../../model/alarm.ts';
import { watches } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import type { TrafficShift } from '../../../model/traffic-shift.ts';
import { exactText, isUnknown, resourceNamed, show } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { any, cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const METRICS: readonly string[] = [
  'Errors',
  'Throttles',
  'Duration',
  'Invocations',
  'ConcurrentExecutions',
  'DeadLetterErrors',
  'IteratorAge',
];

const check: Check = defineCheck({
  id: 'rollback-unguarded',
  title: 'A traffic shift that no alarm can stop',
  practices: [11],
  severity: 'medium',
  promise: 'proof',
  proves: 'deployments that an alarm can stop',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html',
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-configure-advanced-options.html',
  ],
  looksAt: ['AWS::CodeDeploy::DeploymentGroup', 'AWS::CloudWatch::Alarm'],
  messages: {
    none: 'the canary of {function} has no alarm, so it goes on to all callers however badly it does',
    off: 'the alarms of the deployment of {function} are switched off',
    other: 'the deployment of {function} is guarded by {alarms}, and none of them watches {function}',
  },
  remedy: 'List an alarm on the Errors of this function (or of its alias) under DeploymentPreference.Alarms.',
  *run(app) {
    for (const fn of app.functions) {
      const shift = trafficShiftOf(app, fn);
      if (shift === null) yield notApplicable(fn.id, 'it is deployed without a traffic shift');
      else if (shift.allAtOnce === true) yield notApplicable(fn.id, 'all traffic moves at once');
      else yield judge(app, fn, shift);
    }
  },
  fix,
});
export default check;

function judge(app: App, fn: LambdaFunction, shift: TrafficShift): Outcome {
  const args = { function: fn.resource.logicalId };
  if (shift.group === null) return cannotTell(fn.id, { reason: 'its deployment group is not in this template', at: shift.alias.at });
  if (shift.alarmsEnabled === false && shift.alarms.length > 0) return fail({ subject: fn.id, message: 'off', args, at: shift.at });
  if (shift.alarms.length === 0) return fail({ subject: fn.id, message: 'none', args, at: shift.at });
  const answers = shift.alarms.map((name) => guards(app, fn, name));
  const verdict = any(answers);
  if (isUnknown(verdict)) return cannotTell(fn.id, verdict);
  if (verdict) return pass(fn.id);
  return fail({
    subject: fn.id,
    message: 'other',
    args: { ...args, alarms: shift.alarms.map((name) => alarmNamed(app, name)?.resource.logicalId ?? show(name)) },
    at: shift.alarms[0]!.at,
  });
}

/** Whether an alarm, named by reference or by its exact name, watches the function; a metric of the app's own counts too. */
function guards(app: App, fn: LambdaFunction, name: Value): boolean | Unknown {
  const alarm = alarmNamed(app, name);
  if (alarm === undefined) return { kind: 'unknown', reason: `the alarm ${show(name)} is not in this template`, at: name.at };
  // An alarm on something else than Lambda (5xx of the API, a business metric) guards the deployment as a whole.
  if (alarm.metrics.some((metric) => exactText(metric.namespace) !== 'AWS/Lambda')) return true;
  const functionName = property(fn.resource, 'FunctionName');
  return any(
    METRICS.map((metric) =>
      watches(alarm, { namespace: 'AWS/Lambda', metric, dimension: 'FunctionName', resourceId: fn.id, name: functionName }),
    ),
  );
}

function alarmNamed(app: App, name: Value): Alarm | undefined {
  const id = resourceNamed(name);
  return app.alarms.find(
    (alarm) =>
      alarm.resource.id === id || (exactText(name) !== undefined && exactText(property(alarm.resource, 'AlarmName')) === exactText(name)),
  );
}
