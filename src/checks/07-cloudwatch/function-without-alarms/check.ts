import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { WatchedMetric } from '../../../model/alarm.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { failureTarget } from '../../../model/trigger.ts';
import { get, isUnknown, resourceNamed } from '../../../model/value.ts';
import { parsedJson } from '../../../model/json-text.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { isWatched } from '../watched.ts';

/** Something that can go wrong with a function, and the metrics of which one must be watched. */
interface Fault {
  readonly name: string;
  readonly severe: boolean;
  readonly metrics: readonly WatchedMetric[];
}

const check: Check = defineCheck({
  id: 'function-without-alarms',
  title: 'Function can fail without anybody being told',
  practices: [7],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions whose faults an alarm watches',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::CloudWatch::Alarm'],
  messages: { unwatched: 'no alarm watches the {faults} of {function}' },
  remedy:
    'Add alarms on these metrics with the dimension FunctionName, M out of N datapoints, TreatMissingData: notBreaching, and a topic.',
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const faults = faultsOf(app, fn).map((fault) => ({ fault, watched: isWatched(app, fault.metrics) }));
  const unwatched = faults.filter(({ watched }) => watched === false).map(({ fault }) => fault);
  if (unwatched.length > 0) {
    const names = unwatched.map(({ name }) => name);
    const severity = unwatched.some(({ severe }) => severe) ? 'medium' : 'low';
    const args = { function: fn.resource.logicalId, faults: names };
    return fail({ subject: fn.id, message: 'unwatched', args, severity, at: fn.at, absence: true, data: { unwatched: names } });
  }
  const blocked = faults.map(({ watched }) => watched).find(isUnknown);
  return blocked === undefined ? pass(fn.id) : cannotTell(fn.id, blocked);
}

function faultsOf(app: App, fn: LambdaFunction): Fault[] {
  const own = (metric: string): WatchedMetric => ({
    namespace: 'AWS/Lambda',
    metric,
    dimension: 'FunctionName',
    resourceId: fn.id,
    name: property(fn.resource, 'FunctionName'),
  });
  const faults: Fault[] = [
    { name: 'errors', severe: true, metrics: [own('Errors')] },
    { name: 'throttles', severe: true, metrics: [own('Throttles')] },
    { name: 'duration', severe: false, metrics: [own('Duration'), own('PostRuntimeExtensionsDuration')] },
    { name: 'concurrency', severe: false, metrics: [own('ConcurrentExecutions'), own('ClaimedAccountConcurrency')] },
  ];
  if (fn.triggers.some((trigger) => ['kinesis', 'dynamodb', 'docdb', 'stream'].includes(trigger.source))) {
    faults.push({ name: 'iterator age', severe: false, metrics: [own('IteratorAge')] });
  }
  for (const trigger of fn.triggers.filter(({ source }) => source === 'sqs')) faults.push(...queueFaults(app, trigger.sourceId));
  if (fn.triggers.some((trigger) => trigger.invocation === 'asynchronous')) {
    const drops = [own('AsyncEventsDropped'), own('AsyncEventAge'), own('DeadLetterErrors'), own('DestinationDeliveryFailures')];
    const target = failureTarget(app, fn.id);
    faults.push({
      name: 'lost asynchronous events',
      severe: false,
      metrics: [...drops, ...depthOf(app, resourceNamed(target ?? undefined))],
    });
  }
  return faults;
}

/** A backlog shows in the age of the queue's oldest message, or in the depth of its dead-letter queue. */
function queueFaults(app: App, queueId: string | null): Fault[] {
  const queue = app.resource(queueId ?? undefined);
  if (queue === undefined) return [];
  const redrive = property(queue, 'RedrivePolicy');
  const deadLetter = redrive === undefined ? undefined : resourceNamed(get(parsedJson(redrive), 'deadLetterTargetArn'));
  const age = queueMetric(app, queue.id, 'ApproximateAgeOfOldestMessage');
  return [
    { name: `backlog of ${queue.logicalId}`, severe: false, metrics: [...age, ...depthOf(app, queue.id), ...depthOf(app, deadLetter)] },
  ];
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
