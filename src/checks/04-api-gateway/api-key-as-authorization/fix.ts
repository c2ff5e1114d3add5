import type { CheckFix } from '../../../model/fix.ts';
import { guardRoute } from '../../fixing/api/guard-route.ts';
import { noFix } from '../../fixing/owner.ts';
import { wantsGuard } from '../strangers.ts';

/** An authorizer beside the key, which goes on counting requests for its usage plan. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const route = app.routes.find(({ subject }) => subject === fail.subject);
    if (route === undefined) return noFix(`${fail.subject} is not in the app`);
    return guardRoute(app, route, (other) => wantsGuard(app, other));
  },
};
