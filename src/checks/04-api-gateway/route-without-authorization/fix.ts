import type { Route } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { keptForBoth } from '../../../util/kept.ts';
import { guardRoute } from '../../fixing/api/guard-route.ts';
import { noFix } from '../../fixing/owner.ts';
import { signatureHeader, whyWebhook } from '../../fixing/webhook.ts';
import { wantsGuard } from '../strangers.ts';

/** The guard that the config names, the app's own authorizer or user pool, or IAM; callers have to sign in afterwards. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const route = app.routes.find(({ subject }) => subject === fail.subject);
    if (route === undefined) return noFix('it needs a $connect route with an AuthorizationType, and something that answers it');
    const fn = app.functions.find(({ id }) => id === route.integration.functionId);
    const header = fn === undefined ? undefined : signatureHeader(app, fn);
    if (fn !== undefined && header !== undefined) return noFix(whyWebhook(fn, header));
    return guardRoute(app, route, (other) => mayGuard(app, other));
  },
};

/** Every open route asks about all the others of its API. */
const mayGuard = keptForBoth((app: App, route: Route): boolean => {
  const fn = app.functions.find(({ id }) => id === route.integration.functionId);
  return wantsGuard(app, route) && (fn === undefined || signatureHeader(app, fn) === undefined);
});
