import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import { runsAtEdge } from '../../../model/edge.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import { property } from '../../../model/template.ts';
import { isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { hasRetentionSet } from '../undeclared-group.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'log-group-undeclared',
  title: 'Log group of a function is not in the template',
  practices: [8],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions whose log group the template declares',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Logs::LogGroup'],
  messages: {
    undeclared:
      'no log group of {function} is declared: {group}, which Lambda makes at the first line, is kept for ever, without a key of yours, and left behind when the stack goes',
  },
  remedy:
    'Declare an AWS::Logs::LogGroup with RetentionInDays and name it in LoggingConfig.LogGroup (or call it /aws/lambda/<function name>).',
  yieldsTo: ['cannot-log'],
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const group = logGroupOf(app, fn.resource);
  if (isUnknown(group)) return cannotTell(fn.id, group);
  if (group !== null || hasRetentionSet(app, fn)) return pass(fn.id);
  if (runsAtEdge(app, fn)) return notApplicable(fn.id, 'CloudFront runs it, and its logs go to a group in each region of the viewers');
  const named = property(fn.resource, 'LoggingConfig.LogGroup');
  if (named !== undefined)
    return cannotTell(fn.id, unknown(`the log group ${show(named)} is not declared here; another stack may`, named.at));
  const name = show(property(fn.resource, 'FunctionName') ?? { kind: 'scalar', value: '<name>', at: fn.at });
  const args = { function: fn.resource.logicalId, group: `/aws/lambda/${name}` };
  return fail({ subject: fn.id, message: 'undeclared', args, at: fn.at, absence: true });
}
