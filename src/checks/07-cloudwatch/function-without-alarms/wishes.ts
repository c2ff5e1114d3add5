import type { LambdaFunction } from '../../../model/function.ts';
import type { NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactNumber } from '../../../model/value.ts';
import type { AlarmWish, PlacedAlarm } from '../../fixing/alarm.ts';
import { errorsAlarm, isRare } from '../../fixing/errors-alarm.ts';
import { queueAge, queueDepth } from '../../fixing/queue-alarms.ts';
import { noFix, ref, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import type { Fault } from './faults.ts';

/** What a function is bounded by, in the terms of its metrics. */
export interface Limits {
  readonly timeoutMilliseconds: number;
  /** Null: nothing is reserved, the account's pool bounds it. */
  readonly concurrency: number | null;
  /** Whether a parameter may say otherwise in another deployment. */
  readonly fromParameter: boolean;
}

/** What an alarm on a fault is made of. */
interface Context {
  readonly fn: LambdaFunction;
  readonly written: Written;
  readonly limits: Limits;
  /** Its event source mappings. */
  readonly mappings: readonly Resource[];
}

/** Concurrent executions of an account and region unless AWS changed them (Lambda developer guide, quotas). */
const USUAL_QUOTA = 1000;
/** Of a limit: what is near it. */
const NEAR = 0.8;
/** With less reserved, running at the limit is nothing unusual, and its throttles tell of it. */
const LEAST_RESERVED = 5;
const BEHIND_MILLISECONDS = 300_000;

/** The limits that thresholds are near to, or why they cannot be told. */
export function limitsOf(fn: LambdaFunction): Limits | NoFix {
  const { timeoutSeconds, reservedConcurrency } = fn;
  // Three seconds unless told otherwise (Lambda API reference, CreateFunction).
  const seconds = timeoutSeconds === undefined ? 3 : exactNumber(timeoutSeconds);
  if (seconds === undefined) return noFix('its Timeout is known only at deployment, so the threshold near it cannot be written');
  const reserved = exactNumber(reservedConcurrency);
  const isOwn = reserved !== undefined && reserved >= LEAST_RESERVED;
  const values = isOwn ? [timeoutSeconds, reservedConcurrency] : [timeoutSeconds];
  return {
    timeoutMilliseconds: seconds * 1000,
    concurrency: isOwn ? reserved : null,
    fromParameter: values.some((value) => value?.kind === 'scalar' && value.parameters !== undefined),
  };
}

/** The alarm on a fault; null where what it is about stands in no file. */
export function alarmOn(fault: Fault, context: Context): PlacedAlarm | null {
  const { fn, written, limits } = context;
  const own = (name: string, wish: Pick<AlarmWish, 'metric' | 'statistic' | 'threshold' | 'minutes' | 'description'>): PlacedAlarm => ({
    wish: { id: `${written.logicalId}${name}`, namespace: 'AWS/Lambda', dimensions: { FunctionName: ref(written.logicalId) }, ...wish },
    beside: written,
  });
  const minutes = isRare(fn) ? 1 : 3;
  switch (fault.kind) {
    case 'errors':
      return errorsAlarm(fn, written);
    case 'throttles':
      return own('Throttles', { metric: 'Throttles', statistic: 'Sum', threshold: 1, minutes: 3 });
    case 'duration': {
      const description = `Near its timeout of ${limits.timeoutMilliseconds / 1000} seconds`;
      const threshold = Math.round(limits.timeoutMilliseconds * NEAR);
      return own('Duration', { description, metric: 'Duration', statistic: 'p99', threshold, minutes });
    }
    case 'concurrency':
      return limits.concurrency === null
        ? accountConcurrency()
        : own('Concurrency', {
            description: `Near its reserved concurrency of ${limits.concurrency}`,
            metric: 'ConcurrentExecutions',
            statistic: 'Maximum',
            threshold: Math.floor(limits.concurrency * NEAR),
            minutes: 3,
          });
    case 'iterator age':
      return own('IteratorAge', { metric: 'IteratorAge', statistic: 'Maximum', threshold: behind(context.mappings), minutes: 3 });
    case 'backlog':
      return backlog(fault);
    case 'drops':
      return deadLetters(fault) ?? own('DroppedEvents', { metric: 'AsyncEventsDropped', statistic: 'Sum', threshold: 1, minutes: 1 });
  }
}

/** One alarm for all functions that draw on the account's pool: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html */
function accountConcurrency(): PlacedAlarm {
  const wish: AlarmWish = {
    id: 'AccountConcurrency',
    description: `Near the account's quota of ${USUAL_QUOTA} concurrent executions`,
    namespace: 'AWS/Lambda',
    metric: 'ClaimedAccountConcurrency',
    dimensions: {},
    statistic: 'Maximum',
    threshold: USUAL_QUOTA * NEAR,
    minutes: 3,
  };
  return {
    wish,
    beside: null,
    todo: [`Set the threshold of AccountConcurrency to 80 % of the account's quota, if that is not ${USUAL_QUOTA}`],
  };
}

/** Five minutes behind, what batches wait for not counted, but before records are dropped for their age. */
function behind(mappings: readonly Resource[]): number {
  const numbers = (name: string): number[] => mappings.map((mapping) => exactNumber(property(mapping, name)) ?? -1);
  const window = Math.max(0, ...numbers('MaximumBatchingWindowInSeconds'));
  const oldest = numbers('MaximumRecordAgeInSeconds').filter((seconds) => seconds > 0);
  return Math.round(Math.min(BEHIND_MILLISECONDS + window * 1000, ...oldest.map((seconds) => seconds * 1000 * NEAR)));
}

function backlog(fault: Fault): PlacedAlarm | null {
  const queue = fault.queue && writtenOf(fault.queue);
  return deadLetters(fault) ?? (queue === undefined ? null : { wish: queueAge(fault.queue!, queue.logicalId), beside: queue });
}

function deadLetters({ deadLetters: queue }: Fault): PlacedAlarm | undefined {
  const written = queue && writtenOf(queue);
  return written && { wish: queueDepth(written.logicalId), beside: written };
}
