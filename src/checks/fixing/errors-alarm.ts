import { watches } from '../../model/alarm.ts';
import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import { at } from '../../util/node.ts';
import type { PlacedAlarm } from './alarm.ts';
import { ref, writtenOf } from './owner.ts';
import type { Written } from './owner.ts';

/** The alarm on the errors of a function. One lost event of a nightly job is one too many; among many requests one error is noise. */
export function errorsAlarm(fn: LambdaFunction, written: Written): PlacedAlarm {
  const wish = {
    id: `${written.logicalId}Errors`,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    dimensions: { FunctionName: ref(written.logicalId) },
    statistic: 'Sum',
    threshold: 1,
    minutes: isRare(fn) ? 1 : 3,
  } as const;
  return { wish, beside: written };
}

/** Whether it runs only when an event comes, and nobody waits for it. */
export function isRare(fn: LambdaFunction): boolean {
  return fn.triggers.length > 0 && fn.triggers.every(({ invocation }) => invocation === 'asynchronous');
}

/** The logical id of an alarm on the errors of this function alone that stands in its file and is there whenever it is. */
export function knownErrorsAlarm(app: App, fn: LambdaFunction, written: Written): string | undefined {
  const name = property(fn.resource, 'FunctionName');
  const metric = { namespace: 'AWS/Lambda', metric: 'Errors', dimension: 'FunctionName', resourceId: fn.id, name };
  const known = app.alarms.find((alarm) => {
    const place = alarm.dimensions.has('FunctionName') && watches(alarm, metric) === true ? writtenOf(alarm.resource) : undefined;
    if (place === undefined || place.file !== written.file) return false;
    const condition = at(place.node, 'Condition');
    const own = at(written.node, 'Condition');
    return condition === undefined || (condition.kind === 'scalar' && own?.kind === 'scalar' && condition.value === own.value);
  });
  return known?.resource.logicalId;
}
