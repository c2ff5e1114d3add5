import type { Invocation } from '../../../host.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { argument, decorator, fn, given, harmless, members } from '../build.ts';
import { dataClass } from './data-class.ts';
import { callWrapped } from '../wrapping.ts';

/** Runs the handler of records for any record of the event. */
function eachRecord(records: Abstract, handler: Abstract | undefined, { host, at }: Invocation): void {
  if (handler) host.maybe(() => host.call(handler, [dataClass(host.element(records, at))], { at }));
}

function recordsOf(event: Abstract, { host, at }: Invocation): Abstract {
  return host.get(event, 'Records', at);
}

const processPartial = (name: string): ModelValue =>
  fn(name, (invocation) => {
    const event = argument(invocation, 0, 'event');
    eachRecord(recordsOf(event, invocation), given(invocation, 1, 'record_handler'), invocation);
    return harmless('batch', 'response');
  });

/** `@batch_processor(record_handler=..., processor=...)` over the function's handler. */
const batchProcessor = (name: string): ModelValue =>
  decorator(name, (decorated, options) =>
    fn('batch handler', (invocation) => {
      if (options) eachRecord(recordsOf(argument(invocation, 0, 'event'), invocation), given(options, -1, 'record_handler'), invocation);
      return callWrapped(decorated, invocation);
    }),
  );

/** `BatchProcessor(...)`: `with processor(records, record_handler): processor.process()`. */
function processor(label: string): ModelValue {
  let records: Abstract = NOTHING;
  let handler: Abstract | undefined;
  const process = fn('process', (invocation) => {
    eachRecord(records, handler, invocation);
    return invocation.host.list([], harmless('batch', 'result'));
  });
  const model: ModelValue = members(
    label,
    (key) => (key === 'process' || key === 'async_process' ? process : key.startsWith('__') ? undefined : harmless('batch', key)),
    {
      call: (invocation) => {
        records = argument(invocation, 0, 'records');
        handler = given(invocation, 1, 'handler') ?? given(invocation, -1, 'record_handler');
        return model;
      },
    },
  );
  return model;
}

const PROCESSORS: ReadonlySet<string> = new Set([
  'BatchProcessor',
  'AsyncBatchProcessor',
  'SqsFifoPartialProcessor',
  'PartialSQSProcessor',
]);

/** Names of `aws_lambda_powertools.utilities.batch`: https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/ */
export function batchName(name: string): Abstract | undefined {
  if (name === 'process_partial_response' || name === 'async_process_partial_response') return processPartial(name);
  if (name === 'batch_processor' || name === 'async_batch_processor' || name === 'sqs_batch_processor') return batchProcessor(name);
  return PROCESSORS.has(name) ? fn(name, () => processor(name)) : undefined;
}
