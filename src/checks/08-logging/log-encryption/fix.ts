import type { CheckFix } from '../../../model/fix.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import { isUnknown } from '../../../model/value.ts';
import { customerKey } from '../../fixing/customer-key.ts';
import { isWrittenAs } from '../../fixing/logs.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';

/** Records that come from now on are encrypted with the key; older ones stay readable as they are. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    const group = fn === undefined ? null : logGroupOf(app, fn.resource);
    if (group === null || isUnknown(group)) return noFix('its log group is not declared yet');
    const { resource } = group;
    const written = writtenOf(resource);
    if (written === undefined || !isWrittenAs(app, resource.id, 'AWS::Logs::LogGroup')) return notWritten(resource);
    const key = customerKey(app, written.file, 'logs');
    return {
      safety: 'safe',
      title: `Encrypt the log group ${written.logicalId} with ${key.logicalId}`,
      changes: [...key.changes, setProperty(written, 'KmsKeyId', key.arn)],
    };
  },
};
