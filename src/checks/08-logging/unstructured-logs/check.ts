import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { App } from '../../../model/app.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { ownFormat } from './own-format.ts';

const check: Check = defineCheck({
  id: 'unstructured-logs',
  title: 'Function logs plain text without levels',
  practices: [8],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-logs.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html',
  ],
  looksAt: ['AWS::Lambda::Function'],
  messages: {
    text: 'the log format of {function} is text: Lambda cannot filter its lines by level, and a query or a metric filter has to take each line apart',
  },
  remedy: 'Set LoggingConfig.LogFormat to JSON (and ApplicationLogLevel as you need it), on the function or in Globals.',
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const format = property(fn.resource, 'LoggingConfig.LogFormat');
  if (isUnknown(format)) return cannotTell(fn.id, format);
  if (format !== undefined) {
    const text = exactText(format);
    if (text === undefined) return cannotTell(fn.id, unknown(`the log format is ${show(format)}, known only at deployment`, format.at));
    if (text === 'JSON') return pass(fn.id);
  }
  const own = ownFormat(app, fn);
  if (own !== null) return notApplicable(fn.id, own);
  return fail({ subject: fn.id, message: 'text', args: { function: fn.resource.logicalId }, at: format?.at ?? fn.at });
}
