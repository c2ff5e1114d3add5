import { parsedJson } from '../../../model/json-text.ts';
import type { WatchedMetric } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { failureTarget } from '../../../model/trigger.ts';
import { get, resourceNamed } from '../../../model/value.ts';

/** Something that can go wrong with a function, and the metrics of which one must be watched. */
export interface Fault {
  readonly kind: 'errors' | 'throttles' | 'duration' | 'concurrency' | 'iterator age' | 'backlog' | 'drops';
  readonly name: string;
  readonly severe: boolean;
  readonly metrics: readonly WatchedMetric[];
  /** Of a backlog: the queue that it builds up in. */
  readonly queue?: Resource;
  /** The queue of the app that keeps what could not be handled, if there is one. */
  readonly deadLetters?: Resource;
}

/** What can go wrong with a function, given what triggers it. */
export function faultsOf(app: App, fn: LambdaFunction): Fault[] {
  const own = (metric: string): WatchedMetric => ({
    namespace: 'AWS/Lambda',
    metric,
    dimension: 'FunctionName',
    resourceId: fn.id,
    name: property(fn.resource, 'FunctionName'),
  });
  const faults: Fault[] = [
    { kind: 'errors', name: 'errors', severe: true, metrics: [own('Errors')] },
    { kind: 'throttles', name: 'throttles', severe: true, metrics: [own('Throttles')] },
    { kind: 'duration', name: 'duration', severe: false, metrics: [own('Duration'), own('PostRuntimeExtensionsDuration')] },
    { kind: 'concurrency', name: 'concurrency', severe: false, metrics: [own('ConcurrentExecutions'), own('ClaimedAccountConcurrency')] },
  ];
  if (fn.triggers.some((trigger) => ['kinesis', 'dynamodb', 'docdb', 'stream'].includes(trigger.source))) {
    faults.push({ kind: 'iterator age', name: 'iterator age', severe: false, metrics: [own('IteratorAge')] });
  }
  for (const trigger of fn.triggers.filter(({ source }) => source === 'sqs')) faults.push(...queueFaults(app, trigger.sourceId));
  if (fn.triggers.some((trigger) => trigger.invocation === 'asynchronous')) faults.push(droppedEvents(app, fn, own));
  return faults;
}

function droppedEvents(app: App, fn: LambdaFunction, own: (metric: string) => WatchedMetric): Fault {
  const drops = [own('AsyncEventsDropped'), own('AsyncEventAge'), own('DeadLetterErrors'), own('DestinationDeliveryFailures')];
  const target = resourceNamed(failureTarget(app, fn.id) ?? undefined);
  const metrics = [...drops, ...depthOf(app, target)];
  return { kind: 'drops', name: 'lost asynchronous events', severe: false, metrics, ...deadLettersOf(app, target) };
}

/** A backlog shows in the age of the queue's oldest message, or in the depth of its dead-letter queue. */
function queueFaults(app: App, queueId: string | null): Fault[] {
  const queue = app.resource(queueId ?? undefined);
  if (queue === undefined) return [];
  const redrive = property(queue, 'RedrivePolicy');
  const target = redrive === undefined ? undefined : resourceNamed(get(parsedJson(redrive), 'deadLetterTargetArn'));
  const age = queueMetric(app, queue.id, 'ApproximateAgeOfOldestMessage');
  const metrics = [...age, ...depthOf(app, queue.id), ...depthOf(app, target)];
  const name = `backlog of ${queue.logicalId}`;
  return [{ kind: 'backlog', name, severe: false, metrics, queue, ...deadLettersOf(app, target) }];
}

function deadLettersOf(app: App, id: string | undefined): Pick<Fault, 'deadLetters'> {
  const queue = app.resource(id);
  return queue?.type === 'AWS::SQS::Queue' ? { deadLetters: queue } : {};
}

function depthOf(app: App, queueId: string | undefined): WatchedMetric[] {
  return [
    ...queueMetric(app, queueId, 'ApproximateNumberOfMessagesVisible'),
    ...queueMetric(app, queueId, 'NumberOfMessagesReceived'),
    ...queueMetric(app, queueId, 'ApproximateAgeOfOldestMessage'),
  ];
}

function queueMetric(app: App, queueId: string | undefined, metric: string): WatchedMetric[] {
  const queue = app.resource(queueId);
  if (queue?.type !== 'AWS::SQS::Queue') return [];
  const name = property(queue, 'QueueName');
  return [{ namespace: 'AWS/SQS', metric, dimension: 'QueueName', resourceId: queue.id, attribute: 'QueueName', name }];
}
