import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { failureTarget } from '../../../model/trigger.ts';
import type { Trigger } from '../../../model/trigger.ts';
import { firstUnknown, isUnknown, resourcesIn } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

/** Sources that Lambda reads in order and gives up on: what is dropped goes to the mapping's destination or nowhere. */
const STREAMS: ReadonlySet<string> = new Set(['kinesis', 'dynamodb', 'kafka', 'stream']);

const check: Check = defineCheck({
  id: 'async-without-dead-letter',
  title: 'Events that fail are lost without a trace',
  practices: [7],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping', 'AWS::SQS::Queue'],
  messages: {
    async: '{function} is invoked asynchronously by {source}; an event that fails three times is dropped, and nothing keeps it',
    stream: '{function} loses the records of {source} that it cannot handle once their retries or their age run out: nothing keeps them',
    queue: 'messages of {queue} that {function} cannot handle come back until they expire: the queue has no dead-letter queue',
  },
  remedy:
    'Set DeadLetterQueue or EventInvokeConfig.DestinationConfig.OnFailure, DestinationConfig on the mapping, or RedrivePolicy on the queue.',
  *run(app) {
    for (const fn of app.functions) yield* judge(app, fn);
  },
  fix,
});
export default check;

function* judge(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const pushed = fn.triggers.filter((trigger) => trigger.invocation === 'asynchronous');
  const polled = fn.triggers.filter((trigger) => trigger.invocation === 'poll');
  if (pushed.length === 0 && polled.length === 0) yield notApplicable(fn.id, 'nothing invokes it asynchronously or by polling');
  if (pushed.length > 0) yield asynchronous(app, fn, pushed);
  for (const trigger of polled) {
    if (trigger.source === 'sqs' || trigger.source === 'unknown') yield* queue(app, fn, trigger);
    else if (STREAMS.has(trigger.source)) yield stream(app, fn, trigger);
    // DestinationConfig is for the other streams (Lambda API reference, CreateEventSourceMapping).
    else if (trigger.source === 'docdb') yield notApplicable(trigger.via, 'a mapping of DocumentDB takes no destination for failures');
  }
}

function asynchronous(app: App, fn: LambdaFunction, triggers: readonly Trigger[]): Outcome {
  const target = failureTarget(app, fn.id);
  if (target !== null) return isUnknown(target) ? cannotTell(fn.id, target) : pass(fn.id);
  const sources = [...new Set(triggers.map((trigger) => trigger.source))];
  return fail({
    subject: fn.id,
    message: 'async',
    args: { function: fn.resource.logicalId, source: sources },
    at: fn.at,
    evidence: triggers.map((trigger) => ({ text: `${trigger.source} invokes it here`, at: trigger.at })),
  });
}

function stream(app: App, fn: LambdaFunction, trigger: Trigger): Outcome {
  const mapping = app.resource(trigger.via)!;
  const destination = property(mapping, 'DestinationConfig.OnFailure.Destination') ?? firstUnknown(property(mapping, 'DestinationConfig'));
  if (destination !== undefined) return isUnknown(destination) ? cannotTell(mapping.id, destination) : pass(mapping.id);
  const args = { function: fn.resource.logicalId, source: trigger.sourceId ?? trigger.source };
  return fail({ subject: mapping.id, message: 'stream', args, at: trigger.at });
}

function* queue(app: App, fn: LambdaFunction, trigger: Trigger): Iterable<Outcome> {
  const source = app.resource(trigger.sourceId ?? undefined);
  if (source === undefined) {
    yield cannotTell(trigger.via, sourceElsewhere(app, trigger));
    return;
  }
  const redrive = property(source, 'RedrivePolicy');
  if (redrive === undefined && takesFailures(app, source)) {
    yield notApplicable(source.id, 'what others could not handle is put aside in it already');
  } else if (redrive === undefined) {
    yield fail({ subject: source.id, message: 'queue', args: { queue: source.logicalId, function: fn.resource.logicalId }, at: source.at });
  } else yield isUnknown(redrive) ? cannotTell(source.id, redrive) : pass(source.id);
}

/** Whether failures of queues, functions, mappings, rules or topics end in a queue: it is watched and emptied, and has no queue behind it. */
function takesFailures(app: App, queue: Resource): boolean {
  return app.resources.some((resource) => TO_FAILURES.some((path) => resourcesIn(property(resource, path)).has(queue.id)));
}

const TO_FAILURES: readonly string[] = [
  'RedrivePolicy.deadLetterTargetArn',
  'DeadLetterConfig.TargetArn',
  'DestinationConfig.OnFailure.Destination',
];

function sourceElsewhere(app: App, trigger: Trigger): Unknown {
  const arn = property(app.resource(trigger.via)!, 'EventSourceArn');
  return {
    kind: 'unknown',
    reason: 'its source is not in this template, so where failed messages go cannot be seen',
    at: arn?.at ?? trigger.at,
  };
}
