import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { logGroupOf } from '../../model/log-group.ts';
import { property } from '../../model/template.ts';
import { isUnknown, resourcesIn } from '../../model/value.ts';

/** Whether a function writes to the group that Lambda makes for it, of which the template knows nothing. */
export function logsToLambdasOwnGroup(app: App, fn: LambdaFunction): boolean {
  const group = logGroupOf(app, fn.resource);
  if (group !== null || isUnknown(group)) return false;
  return property(fn.resource, 'LoggingConfig.LogGroup') === undefined && !hasRetentionSet(app, fn);
}

/** CDK's `logRetention` sets the retention of Lambda's own group by a custom resource. */
export function hasRetentionSet(app: App, fn: LambdaFunction): boolean {
  return app.ofType('Custom::LogRetention').some((custom) => resourcesIn(property(custom, 'LogGroupName')).has(fn.id));
}
