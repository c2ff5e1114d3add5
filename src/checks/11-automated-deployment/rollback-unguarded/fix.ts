import type { CheckFix } from '../../../model/fix.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import { guardAlarm } from '../../fixing/deployment.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import { guarded } from '../guard.ts';

/** Lists an alarm on the function's own errors; or switches the alarms on that are listed. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject)!;
    const shift = trafficShiftOf(app, fn);
    const written = writtenOf(fn.resource);
    if (written === undefined || shift === null || shift.group === null) return notWritten(fn.resource);
    const group = writtenOf(shift.group);
    if (group === undefined && written.type !== 'AWS::Serverless::Function') return notWritten(shift.group);
    const name = fn.resource.logicalId;
    if (fail.message === 'off') {
      if (group?.type !== 'AWS::CodeDeploy::DeploymentGroup') return noFix('its alarms are switched off outside of the template');
      const on = setProperty(group, 'AlarmConfiguration.Enabled', true);
      return { safety: 'review', title: `Switch on the alarms of the deployment of ${name}`, changes: [on] };
    }
    const alarm = guardAlarm(app, fn, written);
    const changes = guarded(shift, written, alarm);
    if (changes === null) return noFix('its alarms are chosen by a condition');
    return {
      safety: 'review',
      title: `Let ${alarm.id} stop the deployment of ${name}`,
      changes: [...alarm.changes, ...changes],
      ...(alarm.todo.length === 0 ? {} : { todo: alarm.todo }),
    };
  },
};
