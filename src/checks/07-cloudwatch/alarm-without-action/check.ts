import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Alarm } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import { exactText, isUnknown, itemsOf, resourceNamed } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'alarm-without-action',
  title: 'Alarm tells nobody',
  practices: [7],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html'],
  looksAt: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  messages: {
    none: '{alarm} goes off without telling anybody: it has no AlarmActions',
    off: '{alarm} has actions, but ActionsEnabled is false, so it tells nobody',
  },
  remedy: 'Set AlarmActions to an SNS topic or another target that somebody watches.',
  *run(app) {
    for (const alarm of app.alarms) yield judge(app, alarm);
  },
  fix,
});
export default check;

function judge(app: App, alarm: Alarm): Outcome {
  const { resource } = alarm;
  const args = { alarm: resource.logicalId };
  // An alarm may be there for another: a composite alarm that names it, a deployment that it rolls back, a rule on its state changes.
  if (isReadByOthers(app, alarm)) return pass(resource.id);
  const blocked = alarm.actions.find(isUnknown) ?? (isUnknown(alarm.actionsEnabled) ? alarm.actionsEnabled : undefined);
  if (alarm.actions.length === 0) {
    const other = property(resource, 'AlarmActions');
    return isUnknown(other)
      ? cannotTell(resource.id, other)
      : fail({ subject: resource.id, message: 'none', args, at: other?.at ?? resource.at });
  }
  if (blocked !== undefined) return cannotTell(resource.id, blocked);
  if (alarm.actionsEnabled === true) return pass(resource.id);
  return fail({ subject: resource.id, message: 'off', args, at: property(resource, 'ActionsEnabled')?.at ?? resource.at });
}

function isReadByOthers(app: App, alarm: Alarm): boolean {
  const { id } = alarm.resource;
  if (app.alarms.some((other) => other.children.includes(id))) return true;
  const groups = app.ofType('AWS::CodeDeploy::DeploymentGroup').flatMap((group) => itemsOf(property(group, 'AlarmConfiguration.Alarms')));
  const name = exactText(property(alarm.resource, 'AlarmName'));
  const named = groups.map((one) => (one.kind === 'map' ? one.entries.get('Name')?.value : one));
  return named.some((value) => resourceNamed(value) === id || (name !== undefined && exactText(value) === name));
}
