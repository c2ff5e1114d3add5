import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LogGroup } from '../../../model/log-group.ts';
import { property } from '../../../model/template.ts';
import { exactNumber, exactText, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'log-retention',
  title: 'Logs are kept for ever, or not for as long as they should be',
  practices: [8],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  ],
  looksAt: ['AWS::Logs::LogGroup'],
  messages: {
    forever: '{group} has no retention, so whatever is logged today stays for ever',
    short: '{group} forgets after {days} days; this app asks for at least {min}',
    long: '{group} keeps {days} days; this app asks for at most {max}',
  },
  remedy: 'Set RetentionInDays of the log group to a value within logs.retentionDays of the config.',
  config: ['logs.retentionDays'],
  fix,
  *run(app) {
    for (const group of app.logGroups) yield judge(app, group);
  },
});
export default check;

function judge(app: App, group: LogGroup): Outcome {
  const { resource, retentionDays } = group;
  const subject = resource.id;
  const { min, max } = app.config.logs.retentionDays;
  // Groups of the delivery class keep two days, whatever the template says (CloudWatch Logs user guide, log classes).
  if (exactText(property(resource, 'LogGroupClass')) === 'DELIVERY')
    return notApplicable(subject, 'a delivery log group always keeps two days');
  const name = resource.logicalId;
  if (retentionDays === undefined) return fail({ subject, message: 'forever', args: { group: name }, at: group.at, data: { days: null } });
  if (retentionDays.kind === 'unknown') return cannotTell(subject, retentionDays);
  const days = exactNumber(retentionDays);
  if (days === undefined)
    return cannotTell(subject, unknown(`the retention is ${show(retentionDays)}, known only at deployment`, retentionDays.at));
  if (days >= min && days <= max) return pass(subject);
  return fail({
    subject,
    message: days < min ? 'short' : 'long',
    args: { group: name, days, min, max },
    at: retentionDays.at,
    data: { days },
  });
}
