import type { Authored, Change } from '../../model/change.ts';
import { property } from '../../model/template.ts';
import type { TrafficShift } from '../../model/traffic-shift.ts';
import type { GuardAlarm } from '../fixing/deployment.ts';
import { guardedBy, underItsCondition } from '../fixing/deployment.ts';
import { propertyPath, ref, setProperty, writtenOf, writtenProperty } from '../fixing/owner.ts';
import type { Written } from '../fixing/owner.ts';

/** What a deployment is stopped and taken back by: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html */
const ROLLBACK: Authored = { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] };

/** Lets an alarm stop a traffic shift; null where its alarms are chosen by a condition. */
export function guarded(shift: TrafficShift, fn: Written, alarm: GuardAlarm): Change[] | null {
  const group = shift.group === null ? undefined : writtenOf(shift.group);
  if (group?.type !== 'AWS::CodeDeploy::DeploymentGroup') {
    const added = guardedBy(fn, alarm.id);
    return added === undefined ? null : [added, ...underItsCondition(fn)];
  }
  const alarms = writtenProperty(group, 'AlarmConfiguration.Alarms');
  if (alarms !== undefined && alarms.kind !== 'list') return null;
  const rollback = property(shift.group!, 'AutoRollbackConfiguration');
  return [
    setProperty(group, 'AlarmConfiguration.Enabled', true),
    { kind: 'append', file: group.file, path: propertyPath(group, 'AlarmConfiguration.Alarms'), items: [{ Name: ref(alarm.id) }] },
    ...(rollback === undefined ? [setProperty(group, 'AutoRollbackConfiguration', ROLLBACK)] : []),
  ];
}
