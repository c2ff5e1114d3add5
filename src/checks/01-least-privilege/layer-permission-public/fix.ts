import type { CheckFix } from '../../../model/fix.ts';
import { noFix, notWritten, ref, setProperty, writtenOf } from '../../fixing/owner.ts';

/** The owner's account in place of everybody: who else uses the layer is known to the owner alone. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const permission = app.resource(fail.subject);
    if (permission === undefined) return noFix(`${fail.subject} is not in the app`);
    const own = writtenOf(permission);
    if (own === undefined || own.type !== permission.type) return notWritten(permission);
    return {
      safety: 'review',
      title: `Share the layer of ${own.logicalId} with this account alone`,
      changes: [setProperty(own, 'Principal', ref('AWS::AccountId'))],
      todo: ['Give every other account that uses the layer a permission of its own'],
    };
  },
};
