import type { Api } from '../../model/api/api.ts';
import type { App } from '../../model/app.ts';
import { exactNumber } from '../../model/value.ts';

/** An execution environment serves ten requests a second at most (Lambda developer guide, Lambda quotas, invocation requests). */
export const REQUESTS_PER_ENVIRONMENT = 10;

/** Requests a second that every function of an API with reserved concurrency can serve; undefined where none has any. */
export function requestsServed(app: App, api: Api): number | undefined {
  const served = api.routes.flatMap((route) => {
    const fn = app.functions.find(({ id }) => id === route.integration.functionId);
    const reserved = exactNumber(fn?.reservedConcurrency);
    return reserved === undefined || reserved < 1 ? [] : [reserved * REQUESTS_PER_ENVIRONMENT];
  });
  return served.length === 0 ? undefined : Math.min(...served);
}
