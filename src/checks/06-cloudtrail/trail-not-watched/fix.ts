import type { CheckFix } from '../../../model/fix.ts';
import { alarmTopic, letRulePublish } from '../../fixing/alarm-topic.ts';

import { conditionOf, noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import { newWatch, targetOf } from '../../fixing/trail-watch.ts';
import { rulesOf } from '../../../model/event-rule.ts';
import { tellsOfCalls } from './told.ts';

/** The owner's rule that tells nobody gets somebody to tell; without one there is a new one. */
export const fix: CheckFix = {
  safety: 'review',
  // Roles that could tamper with it are narrowed before.
  after: ['role-too-wide'],
  plan(fail, app) {
    const trail = app.trails.find(({ resource }) => resource.id === fail.subject);
    if (trail === undefined) return noFix(`${fail.subject} is not a trail of this app`);
    const own = writtenOf(trail.resource);
    if (own === undefined) return notWritten(trail.resource);
    const mute = rulesOf(app).find((rule) => rule.targets.length === 0 && rule.enabled === true && tellsOfCalls(rule, true) === true);
    const rule = mute && writtenOf(mute.resource);
    if (rule === undefined || rule.type !== 'AWS::Events::Rule') {
      const watch = newWatch(app, own.file, { trail: own.logicalId, condition: conditionOf(own) });
      return {
        safety: 'review',
        title: `Tell somebody when ${own.logicalId} or a key is switched off or changed`,
        changes: watch.changes,
        ...(watch.todo.length > 0 && { todo: watch.todo }),
      };
    }
    const topic = alarmTopic(app, rule.file);
    const allowed = letRulePublish(app, rule.file, topic, rule.logicalId);
    const todo = [...topic.todo, ...allowed.todo];
    return {
      safety: 'review',
      title: `Tell somebody what ${rule.logicalId} sees`,
      changes: [setProperty(rule, 'Targets', [targetOf(topic.arn)]), ...topic.changes, ...allowed.changes],
      ...(todo.length > 0 && { todo }),
    };
  },
};
