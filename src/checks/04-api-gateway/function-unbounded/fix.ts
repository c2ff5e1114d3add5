import type { Api } from '../../../model/api/api.ts';
import { effectiveThrottle } from '../../../model/api/throttle.ts';
import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { setOnFunction } from '../../fixing/function-setting.ts';
import { noFix, notWritten } from '../../fixing/owner.ts';
import { limitStages } from '../limit-stages.ts';

/** A throttle where an API leads to the function, as it takes no concurrency away from others; reserved concurrency for URLs, which have none. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    if (fn === undefined) return noFix(`${fail.subject} is not in the app`);
    const throttled = fail.message === 'url' ? null : throttledApis(app, fn);
    return throttled ?? reserved(app, fn);
  },
};

/** Limits for the stages of every API that runs the function; null where one of them is set elsewhere. */
function throttledApis(app: App, fn: LambdaFunction): Fix | null {
  const apis = app.apis.filter((api) => runs(api, fn));
  const plans = apis.map((api) => (api.external === null && api.stages.length > 0 ? limitStages(app, api) : []));
  const changes = plans.flatMap((plan): Change[] => (Array.isArray(plan) ? plan : []));
  if (plans.length === 0 || plans.some((plan) => !Array.isArray(plan) || plan.length === 0)) return null;
  const names = apis.map((api) => api.resource.logicalId).join(' and ');
  return { safety: 'review', title: `Limit the requests that ${names} lets through to ${fn.resource.logicalId}`, changes };
}

function runs(api: Api, fn: LambdaFunction): boolean {
  const isOpen = api.routes.some((route) => route.integration.functionId === fn.id && effectiveThrottle(route) === null);
  return isOpen || api.authorizers.some((authorizer) => authorizer.functionId === fn.id);
}

function reserved(app: App, fn: LambdaFunction): Fix | NoFix {
  const value = app.config.fix.reservedConcurrency;
  const setting = { sam: 'ReservedConcurrentExecutions', cloudformation: 'ReservedConcurrentExecutions', value };
  // Never for all functions by Globals: what is reserved for one is taken from the others.
  const changes = setOnFunction(app, fn, setting, () => false);
  if (changes === null) return notWritten(fn.resource);
  const todo = [`Make sure that ${value} of the account's concurrent executions can be reserved, with 100 left unreserved`];
  return { safety: 'review', title: `Let ${fn.resource.logicalId} run at most ${value} times at once`, changes, todo };
}
