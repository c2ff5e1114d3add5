import type { CheckFix } from '../../../model/fix.ts';
import { noFix } from '../../fixing/owner.ts';
import { narrowToKnown } from '../narrow-to-known.ts';

/** Puts what is known of the functions' calls in place of a managed policy; where all is known, that is done for the whole role. */
export const fix: CheckFix = {
  safety: 'review',
  after: ['role-too-wide', 'shared-role', 'self-managed-runtime', 'environment-secret'],
  plan: (fail, app) => {
    const role = app.roles.find(({ id }) => id === fail.subject);
    if (role === undefined) return noFix(`${fail.subject} is held by people: what they need is not in the app`);
    return narrowToKnown(app, role, ({ managed, at }) => managed !== null && at.source === fail.at.source && at.start === fail.at.start);
  },
};
