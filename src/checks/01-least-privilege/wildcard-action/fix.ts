import type { CheckFix } from '../../../model/fix.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { noFix } from '../../fixing/owner.ts';
import { narrowToKnown } from '../narrow-to-known.ts';

/** Puts the actions that the functions are known to call in place of all of a service. */
export const fix: CheckFix = {
  safety: 'review',
  after: ['role-too-wide', 'shared-role', 'self-managed-runtime', 'environment-secret'],
  plan: (fail, app) => {
    if (fail.message === 'notAction') return noFix('which of all the other services are needed only the owner can tell');
    if (fail.message === 'notResource') return noFix('which of all the other resources are needed only the owner can tell');
    const roles = app.roles.filter((role) => rolePolicy(app, role).statements.some(({ subject }) => subject === fail.subject));
    const [role, ...others] = roles;
    if (role === undefined) return noFix('no role of the app has it, so what is needed of it is not known');
    if (others.length > 0)
      return noFix(`${roles.map(({ resource }) => resource.logicalId).join(' and ')} share it, with needs of their own`);
    return narrowToKnown(app, role, ({ subject }) => subject === fail.subject);
  },
};
