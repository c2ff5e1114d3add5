import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import { runtimeOf } from '../../../data/runtimes.ts';
import type { Runtime } from '../../../data/runtimes.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { daysBetween } from '../../../util/days.ts';

const check: Check = defineCheck({
  id: 'runtime-deprecated',
  title: 'Runtime is out of support, or soon will be',
  practices: [9],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html'],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    blocked:
      '{runtime} has had no security patches since {deprecated}, and since {blocked} functions on it cannot even be updated: move to {next}',
    deprecated:
      '{runtime} has had no security patches since {deprecated}; from {blocked} functions on it cannot be updated: move to {next}',
    soon: '{runtime} gets its last security patches in {days} days, on {deprecated}: move to {next}',
  },
  remedy: 'Set Runtime to the successor, and test the function on it.',
  config: ['runtimes.warnDays'],
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const { packageType, runtime: value } = fn;
  if (isUnknown(packageType)) return cannotTell(fn.id, packageType);
  if (packageType === 'Image') return notApplicable(fn.id, 'a container image brings its own runtime');
  if (value === undefined) return cannotTell(fn.id, unknown('the function names no runtime', fn.at));
  if (isUnknown(value)) return cannotTell(fn.id, value);
  const id = exactText(value);
  if (id === undefined) return cannotTell(fn.id, unknown(`the runtime is ${show(value)}, known only at deployment`, value.at));
  const runtime = runtimeOf(id);
  if (runtime === undefined) return cannotTell(fn.id, unknown(`${id} is no runtime that was known when this version was made`, value.at));
  return judgeRuntime(app, fn, { id, runtime, at: value.at });
}

function judgeRuntime(app: App, fn: LambdaFunction, named: { id: string; runtime: Runtime; at: LambdaFunction['at'] }): Outcome {
  const { id, runtime, at } = named;
  const { deprecated, blockUpdate, successor } = runtime;
  if (deprecated === null) return pass(fn.id);
  const days = daysBetween(app.today, deprecated);
  const data = { runtime: id, deprecated, blockCreate: runtime.blockCreate, blockUpdate, successor, daysLeft: days };
  const args = { runtime: id, deprecated, blocked: blockUpdate ?? 'a day not yet set', days, next: successor ?? 'its successor' };
  const finding = { subject: fn.id, args, at, data };
  if (days > app.config.runtimes.warnDays) return pass(fn.id);
  if (days > 0) return fail({ ...finding, message: 'soon', severity: 'medium' });
  return fail({ ...finding, message: blockUpdate !== null && daysBetween(app.today, blockUpdate) <= 0 ? 'blocked' : 'deprecated' });
}
