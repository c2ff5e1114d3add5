import type { Alarm } from '../../model/alarm.ts';
import type { App } from '../../model/app.ts';
import { functionNamed } from '../../model/permission.ts';
import { property } from '../../model/template.ts';
import { exactNumber, exactText, resourceNamed } from '../../model/value.ts';

/** The highest value an alarm's metric can take in this app, when the template bounds it. */
export function highestValue(app: App, alarm: Alarm): { readonly value: number; readonly reason: string } | null {
  switch (`${exactText(alarm.namespace)} ${exactText(alarm.metricName)}`) {
    case 'AWS/Lambda Duration':
      return ofFunction(app, alarm, 'Timeout', { factor: 1000, unit: 'ms', what: 'it is stopped at its timeout of', fallback: 3 });
    case 'AWS/Lambda ConcurrentExecutions':
      return ofFunction(app, alarm, 'ReservedConcurrentExecutions', {
        factor: 1,
        unit: '',
        what: 'its reserved concurrency is',
        fallback: null,
      });
    case 'AWS/SQS ApproximateAgeOfOldestMessage':
      return ofQueue(app, alarm);
    default:
      return null;
  }
}

interface Bound {
  readonly factor: number;
  readonly unit: string;
  readonly what: string;
  /** What AWS takes when the property is not set; null: no bound then. */
  readonly fallback: number | null;
}

function ofFunction(app: App, alarm: Alarm, path: string, bound: Bound): { value: number; reason: string } | null {
  // A sum adds up many invocations, so only statistics of single ones are bounded.
  if (exactText(alarm.statistic) === 'Sum' || exactText(alarm.statistic) === 'SampleCount') return null;
  const fn = app.resource(functionNamed(app, alarm.dimensions.get('FunctionName')) ?? undefined);
  if (fn === undefined) return null;
  const declared = property(fn, path);
  const limit = declared === undefined ? bound.fallback : exactNumber(declared);
  if (limit === null || limit === undefined) return null;
  const value = limit * bound.factor;
  return { value, reason: `${bound.what} ${value}${bound.unit === '' ? '' : ` ${bound.unit}`}` };
}

/** SQS keeps a message for four days unless told otherwise, then deletes it (SQS API reference, MessageRetentionPeriod). */
const DEFAULT_RETENTION_SECONDS = 345_600;

function ofQueue(app: App, alarm: Alarm): { value: number; reason: string } | null {
  const queue = app.resource(resourceNamed(alarm.dimensions.get('QueueName')));
  if (queue?.type !== 'AWS::SQS::Queue') return null;
  const declared = property(queue, 'MessageRetentionPeriod');
  const value = declared === undefined ? DEFAULT_RETENTION_SECONDS : exactNumber(declared);
  return value === undefined ? null : { value, reason: `messages are deleted after ${value} seconds` };
}
