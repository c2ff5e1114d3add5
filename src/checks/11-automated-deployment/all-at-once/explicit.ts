import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import { givenProperty, guardAlarm } from '../../fixing/deployment.ts';
import type { GuardAlarm } from '../../fixing/deployment.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import { guarded } from '../guard.ts';

/** Another configuration in place of the one that moves all traffic at once, and an alarm where none stops it. */
export function otherConfiguration(app: App, fn: LambdaFunction): Fix | NoFix {
  const shift = trafficShiftOf(app, fn);
  const written = writtenOf(fn.resource);
  if (written === undefined || shift === null || shift.group === null) return notWritten(fn.resource);
  const group = writtenOf(shift.group);
  if (group === undefined && written.type !== 'AWS::Serverless::Function') return notWritten(shift.group);
  const type = app.config.fix.deployment;
  const changes: Change[] = [];
  if (group?.type === 'AWS::CodeDeploy::DeploymentGroup') {
    changes.push(setProperty(group, 'DeploymentConfigName', `CodeDeployDefault.Lambda${type}`));
  } else {
    if (givenProperty(written, 'DeploymentPreference.Type')?.kind !== 'scalar')
      return noFix('its type of deployment comes by a parameter or a condition');
    changes.push(setProperty(written, 'DeploymentPreference.Type', type));
  }
  const alarm: GuardAlarm | null = shift.alarms.length > 0 ? null : guardAlarm(app, fn, written);
  const guards = alarm === null ? [] : guarded(shift, written, alarm);
  if (guards === null) return noFix('its alarms are chosen by a condition');
  return {
    safety: 'review',
    title: `Shift traffic to new versions of ${fn.resource.logicalId} by ${type}`,
    changes: [...(alarm?.changes ?? []), ...changes, ...guards],
    ...(alarm === null || alarm.todo.length === 0 ? {} : { todo: alarm.todo }),
  };
}
