import type { CheckFix } from '../../../model/fix.ts';
import { nearestRetention, retentionDays } from '../../fixing/logs.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';

/** A shorter time than before is for a person to agree to: CloudWatch Logs deletes what is older, for good. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not a resource of this app`);
    const written = writtenOf(resource);
    if (written === undefined) return notWritten(resource);
    const { logicalId } = written;
    if (written.type !== 'AWS::Logs::LogGroup') return noFix(`${written.type} makes the log group`);
    const said = writtenProperty(written, 'RetentionInDays');
    if (said !== undefined && said.kind !== 'scalar') return noFix(`what RetentionInDays of ${logicalId} refers to says how long`);
    const days = said === undefined ? retentionDays(app.config) : nearestRetention(app.config, Number(said.value));
    const isLonger = fail.message === 'short';
    return {
      safety: isLonger ? 'safe' : 'review',
      title: `Keep the logs of ${logicalId} for ${days} days`,
      changes: [setProperty(written, 'RetentionInDays', days)],
      ...(!isLonger && { todo: [`Export what ${logicalId} holds from before the last ${days} days, if it must stay: it is deleted`] }),
    };
  },
};
