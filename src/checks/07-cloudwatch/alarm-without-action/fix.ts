import type { CheckFix } from '../../../model/fix.ts';
import { alarmTopic } from '../../fixing/alarm-topic.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';

/** Lets the alarm tell the topic of its file; or switches its actions on. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const alarm = app.resource(fail.subject)!;
    const written = writtenOf(alarm);
    if (written === undefined) return notWritten(alarm);
    if (fail.message === 'off') {
      const on = setProperty(written, 'ActionsEnabled', true);
      return { safety: 'review', title: `Switch on the actions of ${alarm.logicalId}`, changes: [on] };
    }
    const actions = writtenProperty(written, 'AlarmActions');
    if (actions !== undefined && (actions.kind !== 'list' || actions.items.length > 0))
      return noFix('its AlarmActions hang on a condition');
    const topic = alarmTopic(app, written.file);
    return {
      safety: 'review',
      title: `Let ${alarm.logicalId} tell ${topic.logicalId ?? 'the topic of the other alarms'}`,
      changes: [setProperty(written, 'AlarmActions', [topic.arn]), ...topic.changes],
      ...(topic.todo.length === 0 ? {} : { todo: topic.todo }),
    };
  },
};
