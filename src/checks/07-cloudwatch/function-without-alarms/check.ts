import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import { runsAtEdge } from '../../../model/edge.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isWatched } from '../watched.ts';
import { faultsOf } from './faults.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'function-without-alarms',
  title: 'Function can fail without anybody being told',
  practices: [7],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions whose faults an alarm watches',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::CloudWatch::Alarm'],
  messages: { unwatched: 'no alarm watches the {faults} of {function}' },
  remedy:
    'Add alarms on these metrics with the dimension FunctionName, M out of N datapoints, TreatMissingData: notBreaching, and a topic.',
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
  fix,
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  if (runsAtEdge(app, fn)) return notApplicable(fn.id, 'CloudFront runs it, and its metrics are kept in each region of the viewers');
  const faults = faultsOf(app, fn).map((fault) => ({ fault, watched: isWatched(app, fault.metrics) }));
  const unwatched = faults.filter(({ watched }) => watched === false).map(({ fault }) => fault);
  if (unwatched.length > 0) {
    const names = unwatched.map(({ name }) => name);
    const severity = unwatched.some(({ severe }) => severe) ? 'medium' : 'low';
    const args = { function: fn.resource.logicalId, faults: names };
    return fail({ subject: fn.id, message: 'unwatched', args, severity, at: fn.at, absence: true, data: { unwatched: names } });
  }
  const blocked = faults.map(({ watched }) => watched).find(isUnknown);
  return blocked === undefined ? pass(fn.id) : cannotTell(fn.id, blocked);
}
