import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import type { TrafficShift } from '../../../model/traffic-shift.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'all-at-once',
  title: 'New code takes all traffic at once',
  practices: [11],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::CodeDeploy::DeploymentGroup'],
  messages: {
    app: 'every deployment replaces the code of {functions} for all callers at once: nothing in this app shifts traffic',
    function: '{function} gets new code for all callers at once, while other functions of the app shift traffic',
    explicit: '{function} is deployed with a configuration that moves all traffic at once',
  },
  remedy:
    'Set AutoPublishAlias and a DeploymentPreference of type Canary or Linear with alarms (or a CodeDeploy deployment group on the alias).',
  *run(app) {
    const served = app.functions.map((fn) => ({ fn, shift: trafficShiftOf(app, fn), live: servesTraffic(app, fn) }));
    const unshifted = served.filter(({ shift, live }) => shift === null && live);
    for (const { fn, shift, live } of served) {
      if (shift !== null) yield judge(fn, shift);
      else if (!live) yield notApplicable(fn.id, 'nothing in the template triggers it');
      else if (unshifted.length < served.length && served.some((one) => one.shift !== null)) {
        yield fail({ subject: fn.id, message: 'function', args: { function: fn.resource.logicalId }, at: fn.at });
      }
    }
    if (served.every(({ shift }) => shift === null)) yield* wholeApp(unshifted.map(({ fn }) => fn));
  },
  fix,
});
export default check;

function judge(fn: LambdaFunction, shift: TrafficShift): Outcome {
  if (isUnknown(shift.allAtOnce)) return cannotTell(fn.id, shift.allAtOnce);
  if (!shift.allAtOnce) return pass(fn.id);
  return fail({ subject: fn.id, message: 'explicit', args: { function: fn.resource.logicalId }, at: shift.at });
}

/** One habit of the whole app is one finding: every function is a subject, all stand at the first. */
function* wholeApp(functions: readonly LambdaFunction[]): Iterable<Outcome> {
  const names = functions.map((fn) => fn.resource.logicalId);
  const data = { functions: functions.map((fn) => fn.id) };
  for (const fn of functions) {
    yield fail({ subject: fn.id, message: 'app', args: { functions: names }, at: functions[0]!.at, absence: true, data });
  }
}

/** Custom resources and helpers that nothing invokes have no traffic to shift. */
function servesTraffic(app: App, fn: LambdaFunction): boolean {
  return fn.triggers.length > 0 || app.routes.some((route) => route.integration.functionId === fn.id);
}
