import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { Resource } from '../../../model/template.ts';
import { enumerated, placeAlarms } from '../../fixing/alarm.ts';
import { notWritten, writtenOf } from '../../fixing/owner.ts';
import { isWatched } from '../watched.ts';
import { faultsOf } from './faults.ts';
import { alarmOn, limitsOf } from './wishes.ts';

/** An alarm on each fault that nothing watches, beside what it watches. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject)!;
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const limits = limitsOf(fn);
    if ('safety' in limits) return limits;
    const faults = faultsOf(app, fn).filter(({ metrics }) => isWatched(app, metrics) === false);
    const mappings = mappingsOf(app, fn);
    const alarms = faults.map((fault) => alarmOn(fault, { fn, written, limits, mappings }));
    const missing = faults.find((_, i) => alarms[i] === null)?.queue;
    if (missing !== undefined) return notWritten(missing);
    const { changes, todo } = placeAlarms(
      app,
      written.file,
      alarms.filter((alarm) => alarm !== null),
    );
    return {
      safety: limits.fromParameter ? 'review' : 'safe',
      title: `Add alarms for ${fn.resource.logicalId} on ${enumerated(faults.map(({ name }) => name))}, at 0.10 USD a month each`,
      changes,
      ...(todo.length === 0 ? {} : { todo }),
    };
  },
};

function mappingsOf(app: App, fn: LambdaFunction): Resource[] {
  const ids = fn.triggers.filter(({ invocation }) => invocation === 'poll').map(({ via }) => via);
  return app.ofType('AWS::Lambda::EventSourceMapping').filter(({ id }) => ids.includes(id));
}
